"""The head of a table: one or more rows of labels over columns, and the rows below that fit them."""

from __future__ import annotations

from dataclasses import dataclass, field

from forms.official.document import Cell
from forms.official.lexicon import pattern
from forms.official.plain_words import closed
from forms.official.region import Region, empty, kind_of, named

DEEPEST_HEAD = 4


@dataclass(frozen=True)
class Column:
    """A column of a table: its own label, the labels above it, where it lies."""

    cell: Cell
    above: tuple[Cell, ...]
    left: int
    right: int

    @property
    def text(self) -> str:
        return self.cell.text


@dataclass(frozen=True)
class Head:
    """The columns, and the row at which what is below begins."""

    columns: tuple[Column, ...]
    bottom: int
    cells: tuple[Cell, ...] = field(default=())

    @property
    def numbered(self) -> bool:
        return bool(pattern("number_column").match(closed(self.columns[0].text)))


def head_of(region: Region, row: int) -> Head | None:
    """The head that begins in a row; None where the row is none."""
    first = region.row(row)
    if len(first) < 2 or any(c.row != row for c in first) or not all(_heads(c) for c in first):
        return None
    if sum(map(named, first)) < 2 or (empty(first[-1]) and len(first) > 2 and not _split_below(region, row, first)):
        return None
    bottom = _bottom(region, row, first)
    if bottom is None or bottom >= region.bottom:
        return None
    if all(pattern("numbering_row").match(closed(c.text)) for c in region.row(bottom)):
        return _head(region, row, bottom, bottom + 1) if bottom + 1 < region.bottom else None
    return _head(region, row, bottom)


def _heads(cell: Cell) -> bool:
    kind = kind_of(cell)
    return kind in ("label", "empty") or (kind == "prose" and len(closed(cell.text)) < 120) or _step(cell)


def _step(cell: Cell) -> bool:
    """Numbers may head columns: 1 2 3 of a scale, 2023 and 2024."""
    return kind_of(cell) == "number" and len(closed(cell.text)) >= 1 and cell.column > 0


def _split_below(region: Region, row: int, first: list[Cell]) -> bool:
    return any(c.width > 1 and not empty(c) for c in first)


def _bottom(region: Region, row: int, first: list[Cell]) -> int | None:
    """Where the head ends: below all its cells, and below labels that split one of them."""
    bottom = max(c.bottom for c in first)
    at = min(c.bottom for c in first)
    while at < min(region.bottom, row + DEEPEST_HEAD):
        cells = region.row(at)
        begun = [c for c in cells if c.row == at]
        if at >= bottom and not _splits(region, row, at, begun):
            break
        if at < bottom and not all(named(c) or _step(c) for c in begun):
            return None
        bottom = max(bottom, *(c.bottom for c in begun)) if begun else bottom
        at += 1
    return bottom


def _splits(region: Region, row: int, at: int, begun: list[Cell]) -> bool:
    """Whether a row names the parts of wide labels above and says nothing else."""
    wide = [c for c in region.row(row) if c.width > 1 and named(c)]
    inside = [c for c in begun if any(w.column <= c.column and c.right <= w.right and c.width < w.width for w in wide)]
    others = [c for c in begun if c not in inside]
    full = bool(inside) and all(named(c) for c in inside) and all(empty(c) for c in others)
    return full and len({closed(c.text) for c in inside}) >= 2


def _head(region: Region, row: int, bottom: int, below: int = 0) -> Head:
    columns: list[Column] = []
    at = region.left
    while at < region.right:
        stack = [c for r in range(row, bottom) if (c := region.grid.at.get((r, at))) is not None]
        stack = list(dict.fromkeys(stack))
        said = [c for c in stack if not empty(c)]
        lowest = min(stack, key=lambda c: c.width) if stack else None
        if lowest is None:
            at += 1
            continue
        right = min(lowest.right, region.right)
        own = said[-1] if said else lowest
        columns.append(Column(own, tuple(said[:-1]), at, right))
        at = right
    cells = dict.fromkeys(c for r in range(row, bottom) for c in region.row(r))
    return Head(tuple(columns), below or bottom, tuple(cells))


def body_of(region: Region, head: Head) -> list[list[Cell]]:
    """The rows below that fit the columns, cell by cell."""
    rows: list[list[Cell]] = []
    at = head.bottom
    while at < region.bottom:
        cells = _fitting(region, head, at)
        if cells is None:
            break
        rows.append(cells)
        at += 1
    return rows


def _fitting(region: Region, head: Head, row: int) -> list[Cell] | None:
    """The cells of a row, one for each column; those of a wider one that begins further up count for each row."""
    found: list[Cell] = []
    first = region.grid.at.get((row, region.left))
    if first is not None and pattern("total_row").match(closed(first.text)):
        whole = [region.grid.at.get((row, column.left)) for column in head.columns]
        return [c for c in whole if c is not None]
    for column in head.columns:
        cell = region.grid.at.get((row, column.left))
        if cell is None or cell.column != column.left or cell.row < head.bottom:
            return None
        if cell.right > column.right and not empty(cell):
            return None
        if cell.right < column.right:
            return None
        found.append(cell)
    return found
