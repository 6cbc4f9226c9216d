"""A blank document as it was read: lines of text and grids of cells, whatever program it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from forms.text import Message


@dataclass(frozen=True)
class Cell:
    """A cell of a grid with what it spans; rows and columns begin with 0.

    `options` are those of a drop-down, `number` a number format; `tall` is its height in lines of text, 0 for unknown.
    """

    row: int
    column: int
    text: str = ""
    height: int = 1
    width: int = 1
    bold: bool = False
    tall: float = 0
    address: str = ""
    options: tuple[str, ...] = ()
    number: str = ""
    inner: tuple[Grid, ...] = ()

    @property
    def bottom(self) -> int:
        return self.row + self.height

    @property
    def right(self) -> int:
        return self.column + self.width


@dataclass(frozen=True)
class Grid:
    """A table; grids are numbered through the document, those inside others too."""

    number: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    sheet: str = ""

    @cached_property
    def at(self) -> Mapping[tuple[int, int], Cell]:
        """The cell that covers each place."""
        return {
            (r, c): cell
            for cell in self.cells
            for r in range(cell.row, cell.bottom)
            for c in range(cell.column, cell.right)
        }


@dataclass(frozen=True)
class Line:
    """A paragraph, or cells of a sheet beside each other that belong to no table."""

    number: int
    text: str
    centred: bool = False
    bold: bool = False
    sheet: str = ""
    address: str = ""


Block = Line | Grid


@dataclass(frozen=True)
class Document:
    """Everything that was read, in the order of the page; `told` is what was left out."""

    kind: Literal["docx", "xlsx"]
    name: str
    blocks: tuple[Block, ...]
    told: tuple[Message, ...] = field(default=(), hash=False)

    @cached_property
    def grids(self) -> list[Grid]:
        """All grids, an outer one before what lies in it."""
        return list(_deep(b for b in self.blocks if isinstance(b, Grid)))

    def where(self, spot: str) -> Message:
        """The place of a spot (see `spot_of`) in words."""
        kind, *numbers = spot.split(".")
        if kind == "p":
            line = next(b for b in self.blocks if isinstance(b, Line) and b.number == int(numbers[0]))
            if line.address:
                return Message("official.at.sheet", {"sheet": line.sheet, "cell": line.address})
            return Message("official.at.line", {"number": int(numbers[0])})
        grid = next(g for g in self.grids if g.number == int(numbers[0]))
        cell = grid.at[int(numbers[1]), int(numbers[2])]
        if cell.address:
            return Message("official.at.sheet", {"sheet": grid.sheet, "cell": cell.address})
        beside = sorted({c.column for c in grid.cells if c.row <= cell.row < c.bottom})
        data = {"table": grid.number, "row": cell.row + 1, "cell": beside.index(cell.column) + 1}
        return Message("official.at.cell", data)


def _deep(grids: Iterator[Grid] | tuple[Grid, ...]) -> Iterator[Grid]:
    for grid in grids:
        yield grid
        for cell in grid.cells:
            yield from _deep(cell.inner)


def spot_of(grid: Grid, cell: Cell) -> str:
    """The name of a cell within the document."""
    return f"t.{grid.number}.{cell.row}.{cell.column}"


def spot_of_line(line: Line) -> str:
    """The name of a line within the document."""
    return f"p.{line.number}"


def to_plain(document: Document) -> dict[str, Any]:
    """The document as JSON data."""
    return {
        "kind": document.kind,
        "name": document.name,
        "blocks": [_block(b) for b in document.blocks],
        "told": [[m.code, dict(m.data)] for m in document.told],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Line):
        return {"line": _short(block, Line(0, ""))}
    whole = {"number": block.number, "rows": block.rows, "columns": block.columns, "sheet": block.sheet}
    return {"grid": {**whole, "cells": [_cell(c) for c in block.cells]}}


def _cell(cell: Cell) -> dict[str, Any]:
    found = _short(cell, Cell(-1, -1))
    if cell.inner:
        found["inner"] = [_block(g) for g in cell.inner]
    return found


def _short(thing: Any, usual: Any) -> dict[str, Any]:
    return {k: v for k, v in vars(thing).items() if k in usual.__dict__ and v != usual.__dict__[k]}


def from_plain(data: Mapping[str, Any]) -> Document:
    """The document of JSON data that `to_plain` made."""
    told = tuple(Message(code, more) for code, more in data["told"])
    return Document(data["kind"], data["name"], tuple(map(_from_block, data["blocks"])), told)


def _from_block(data: Mapping[str, Any]) -> Block:
    if "line" in data:
        return Line(**{"number": 0, "text": "", **data["line"]})
    return _from_grid(data["grid"])


def _from_grid(data: Mapping[str, Any]) -> Grid:
    return Grid(**{**data, "cells": tuple(map(_from_cell, data["cells"]))})


def _from_cell(data: Mapping[str, Any]) -> Cell:
    inner = tuple(_from_grid(g["grid"]) for g in data.get("inner", ()))
    return Cell(**{**data, "options": tuple(data.get("options", ())), "inner": inner})
