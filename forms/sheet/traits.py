"""What a sheet says about its cells besides their values."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from forms.sheet.limits import MAX_AREAS, MAX_MARKED, SMALL_AREA
from forms.sheet.refused import Unsafe

_PLACE: Final = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})\Z")
_BITS: Final = 14

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 0."""


@dataclass
class Marks:
    """Places (see `at`) of cells that need a second look, and what is hidden; rows and columns begin with 0."""

    formulas: set[int] = field(default_factory=set)
    arrays: list[Area] = field(default_factory=list)  # large areas that one formula fills; small ones are in `formulas`
    errors: dict[int, str] = field(default_factory=dict)
    percent: set[int] = field(default_factory=set)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[Area] = field(default_factory=list)
    filtered: bool = False
    hidden: bool = False

    def formula(self, row: int, column: int) -> bool:
        """Whether the value of a cell was worked out."""
        return at(row, column) in self.formulas or any(
            a <= row <= c and b <= column <= d for a, b, c, d in self.arrays
        )

    def worked_out(self) -> list[tuple[int, int]]:
        """Row and column of each formula, from the top."""
        return [divmod(place, 1 << _BITS) for place in sorted(self.formulas)]

    def hides(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)

    def check(self) -> None:
        """Raises `Unsafe` when there is more than anybody would mend by hand."""
        marked = max(len(self.formulas), len(self.errors), len(self.percent)) > MAX_MARKED
        if marked or len(self.arrays) > MAX_AREAS:
            raise Unsafe("sheet.formulas", limit=MAX_MARKED)

    def fill(self, area: Area) -> None:
        """One formula for all cells of an area."""
        top, left, bottom, right = area
        if (bottom - top + 1) * (right - left + 1) > SMALL_AREA:
            self.arrays.append(area)
        else:
            self.formulas.update(at(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1))
        self.check()

    @property
    def plain(self) -> bool:
        """Whether no cell needs a second look."""
        return not (self.formulas or self.arrays or self.errors or self.percent)


def at(row: int, column: int) -> int:
    """A cell as one number."""
    return row << _BITS | column


def parsed(name: str) -> tuple[int, int]:
    """Row and column (from 0) of a cell such as B7; raises `ValueError`."""
    found = _PLACE.match(name)
    if found is None or found[2] == "0" * len(found[2]):
        raise ValueError(name)
    return int(found[2]) - 1, column_number(found[1]) - 1


def parsed_area(name: str) -> Area:
    """The corners of an area such as A1:B7, or of one cell; raises `ValueError`."""
    first, _, last = name.partition(":")
    return (*parsed(first), *parsed(last or first))


def column_number(letters: str) -> int:
    """1 for A."""
    number = 0
    for c in letters.upper():
        number = number * 26 + ord(c) - 64
    return number


def column_letters(number: int) -> str:
    """A for 1."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def place(row: int, column: int) -> str:
    """The name of a cell, from indices that begin with 0."""
    return f"{column_letters(column + 1)}{row + 1}"
