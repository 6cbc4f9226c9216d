"""A part of a grid, row by row, and what each of its cells is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from forms.official.blanks import Blank, blanks_of, is_blank
from forms.official.document import Cell, Grid, spot_of
from forms.official.lexicon import pattern, unit_kind
from forms.official.plain_words import closed, plain

LONGEST_LABEL = 70
LONGEST_QUESTION = 300
_STOPS = re.compile(r"[。；;!！]")
_NUMBER = re.compile(r"^[\(]?[\d一二三四五六七八九十]{1,3}[\).、]?$|^[①-⑳]$")


@dataclass(frozen=True)
class Region:
    """Rows and columns of a grid; the whole of it to begin with."""

    grid: Grid
    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of(cls, grid: Grid) -> Region:
        return cls(grid, 0, grid.rows, 0, grid.columns)

    @property
    def whole(self) -> bool:
        return self.left == 0 and self.right == self.grid.columns

    def within(self, top: int, bottom: int, left: int, right: int) -> Region:
        return Region(self.grid, top, bottom, left, right)

    def row(self, row: int) -> list[Cell]:
        """The cells that touch a row, from the left."""
        found = dict.fromkeys(self.grid.at.get((row, c)) for c in range(self.left, self.right))
        return [c for c in found if c is not None]

    def begun(self, row: int) -> list[Cell]:
        """The cells that begin in a row."""
        return [c for c in self.row(row) if c.row == row or (c.row < self.top and row == self.top)]

    def band(self, row: int) -> int:
        """The first row below that no cell of this row or of those between reaches into."""
        end = row + 1
        at = row
        while at < end:
            end = max(end, *(min(c.bottom, self.bottom) for c in self.row(at)), at + 1)
            at += 1
        return min(end, self.bottom)

    def below(self, cell: Cell) -> Cell | None:
        """The cell right under another with the same sides."""
        found = self.grid.at.get((cell.bottom, cell.column)) if cell.bottom < self.bottom else None
        return found if found and (found.column, found.right) == (cell.column, cell.right) else None

    def spot(self, cell: Cell) -> str:
        return spot_of(self.grid, cell)

    def rows_below(self, row: int) -> int:
        return max(self.bottom - row, 0)

    @cached_property
    def columns(self) -> int:
        return self.right - self.left


@lru_cache(maxsize=4096)
def blanks(text: str) -> tuple[Blank, ...]:
    """The blanks of a text; the same cell is looked at by several."""
    return tuple(blanks_of(text))


def kind_of(cell: Cell) -> str:
    """`empty`, `blank` (something to fill in stands in it), `number`, `label` or `prose`."""
    if cell.inner and is_blank(cell.text):
        return "inner"
    if is_blank(cell.text):
        return "empty"
    return _kind(cell.text)


@lru_cache(maxsize=4096)
def _kind(text: str) -> str:
    said = closed(text)
    if _NUMBER.match(said):
        return "number"
    if pattern("more_row").match(said):
        return "empty"
    found = blanks(text)
    if found and not is_label(text):
        return "blank"
    if unit_kind(said.strip(" ()_")) and re.search(r"^\s|_|^[(（]?%", plain(text)):
        return "blank"  # only the unit stands there
    if len(said) > LONGEST_LABEL or (_STOPS.search(said) and len(said) > 24):
        return "prose"
    return "label"


def is_label(text: str) -> bool:
    """Whether a text with a colon at its end, or with room for a seal in its name, is a label and no blank."""
    found = blanks(text)
    if not found:
        return True
    if len(found) > 1:
        return False
    only = found[0]
    if only.shape == "colon":
        return only.length < 2 and only.end >= len(text.rstrip())
    return only.shape == "seal" and not re.match(r"^\s*\(", plain(text)) and "\n\n" not in text.strip() and _named(text)


def _named(text: str) -> bool:
    """Whether a name stands in front of the place for a seal."""
    return len(pattern("seal").sub("", closed(text)).strip(" :()")) >= 2


def empty(cell: Cell) -> bool:
    return kind_of(cell) == "empty"


def writable(cell: Cell) -> bool:
    """Whether something is to be written into the cell."""
    return kind_of(cell) in ("empty", "blank", "inner")


def named(cell: Cell) -> bool:
    return kind_of(cell) == "label"


def asks(cell: Cell, behind: Cell) -> bool:
    """Whether a cell is the label of the blank behind it; a long question is one where nothing stands in the blank."""
    long = kind_of(cell) == "prose" and len(closed(cell.text)) <= LONGEST_QUESTION and empty(behind)
    return (named(cell) or long) and writable(behind)


def labels(cells: list[Cell]) -> Iterator[str]:
    return (closed(c.text) for c in cells if named(c))
