"""The cells of one sheet in its XML: other styles, other words, and cells that were not there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from forms.sheet.marking.xml_text import Splices, Tag, said, tags, with_attributes

Cell = tuple[int, int]
"""Row and column, from 1."""
_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")


def letters(column: int) -> str:
    text = ""
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def cell_name(cell: Cell) -> str:
    return f"{letters(cell[1])}{cell[0]}"


def cell_at(name: str) -> Cell:
    """Raises `ValueError` for what is no place."""
    found = _PLACE.match(name)
    if found is None:
        raise ValueError(name)
    column = 0
    for c in found[1].upper():
        column = column * 26 + ord(c) - 64
    return int(found[2]), column


@dataclass
class Change:
    """What becomes of a sheet: cells in another style, cells with new words, and styles to be put back everywhere."""

    styled: Mapping[Cell, Callable[[int], int]] = field(default_factory=dict)
    written: Mapping[Cell, str] = field(default_factory=dict)
    restored: Mapping[int, int] = field(default_factory=dict)


def changed(text: str, change: Change) -> str:
    """The sheet with the change made; everything else as it was."""
    return _Walk(text, change).done()


class _Walk:
    """One pass over the rows and cells, in their order."""

    def __init__(self, text: str, change: Change) -> None:
        self.text, self.change, self.cuts = text, change, Splices(text)
        left: dict[int, list[int]] = {}
        for row, column in sorted({*change.styled, *change.written}):
            left.setdefault(row, []).append(column)
        self.left = left
        self.columns: list[tuple[int, int, int]] = []
        self.row = self.column = 0
        self.row_style: int | None = None
        self.prefix = ""
        self.dropped: Tag | None = None

    def done(self) -> str:
        if not (self.left or self.change.restored):
            return self.text
        inside = False
        for tag in tags(self.text):
            if tag.name == "sheetData":
                inside = self._data(tag)
            elif tag.name == "col" and not tag.closes and not inside:
                a = tag.attributes
                self.columns.append((int(a.get("min", 1)), int(a.get("max", 1)), int(a.get("style", 0))))
            elif inside and tag.name == "row":
                self._row(tag)
            elif inside and tag.name == "c":
                self._cell(tag)
        return self.cuts.done()

    def _data(self, tag: Tag) -> bool:
        self.prefix = tag.prefix
        if tag.empty and self.left:
            rows = "".join(self._new_row(r) for r in sorted(self.left))
            opened = f"{tag.text[:-2].rstrip()}>{rows}</{tag.prefix}sheetData>"
            self.cuts.replace(tag.start, tag.end, opened)
        elif tag.closes:
            self._rows_before(1 << 30, tag.start)
        return not (tag.closes or tag.empty)

    def _row(self, tag: Tag) -> None:
        if tag.closes:
            self._cells_before(1 << 30, tag.start)
            self.left.pop(self.row, None)
            return
        a = tag.attributes
        self.row, self.column = int(a.get("r", self.row + 1)), 0
        self._rows_before(self.row, tag.start)
        self.row_style = int(a["s"]) if "s" in a and a.get("customFormat") in {"1", "true"} else None
        if self.row in self.left:
            opened = with_attributes(tag.text, {"spans": None})
            if tag.empty:
                cells = "".join(self._new_cell(self.row, c) for c in self.left.pop(self.row))
                opened = f"{opened[:-2].rstrip()}>{cells}</{tag.prefix}row>"
            self.cuts.replace(tag.start, tag.end, opened)

    def _cell(self, tag: Tag) -> None:
        if tag.closes:
            if self.dropped is not None:
                self.cuts.replace(self.dropped.start, tag.end, self._words(self.dropped))
                self.dropped = None
            return
        a = tag.attributes
        self.column = cell_at(a["r"])[1] if "r" in a else self.column + 1
        self._cells_before(self.column, tag.start)
        cell = (self.row, self.column)
        if cell in self.change.written and not tag.empty:
            self.dropped = tag
        elif cell in self.change.written:
            self.cuts.replace(tag.start, tag.end, self._words(tag))
        else:
            self._styled(tag, cell, int(a.get("s", 0)))
        if self.column in self.left.get(self.row, ()):
            self.left[self.row].remove(self.column)

    def _styled(self, tag: Tag, cell: Cell, style: int) -> None:
        before = self.change.restored.get(style, style)
        look = self.change.styled.get(cell)
        after = look(before) if look else before
        if after != style:
            self.cuts.replace(tag.start, tag.end, with_attributes(tag.text, {"s": str(after)}))

    def _words(self, tag: Tag) -> str:
        """A cell with new words in its old style."""
        cell = (self.row, self.column)
        return self._inline(tag.prefix, cell, int(tag.attributes.get("s", 0)))

    def _inline(self, p: str, cell: Cell, style: int) -> str:
        words = said(self.change.written[cell])
        look = f' s="{style}"' if style else ""
        return f'<{p}c r="{cell_name(cell)}"{look} t="inlineStr"><{p}is><{p}t>{words}</{p}t></{p}is></{p}c>'

    def _rows_before(self, row: int, at: int) -> None:
        for number in sorted(r for r in self.left if r < row):
            self.cuts.put(at, self._new_row(number))

    def _new_row(self, row: int) -> str:
        self.row_style = None
        cells = "".join(self._new_cell(row, c) for c in self.left.pop(row))
        return f'<{self.prefix}row r="{row}">{cells}</{self.prefix}row>'

    def _cells_before(self, column: int, at: int) -> None:
        here = self.left.get(self.row, [])
        for number in [c for c in here if c < column]:
            self.cuts.put(at, self._new_cell(self.row, number))
            here.remove(number)

    def _new_cell(self, row: int, column: int) -> str:
        """A cell where there was none: in the style of its row, else of its column."""
        of_column = next((s for low, high, s in self.columns if low <= column <= high), 0)
        style = self.change.restored.get(found := of_column if self.row_style is None else self.row_style, found)
        if (row, column) in self.change.written:
            return self._inline(self.prefix, (row, column), style)
        look = self.change.styled[row, column]
        return f'<{self.prefix}c r="{cell_name((row, column))}" s="{look(style)}"/>'
