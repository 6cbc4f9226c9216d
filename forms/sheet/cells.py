"""How far the cells of a sheet reach, counted while its XML streams by."""

from __future__ import annotations

import re

from forms.sheet.refused import Unsafe

_PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})\Z")
_VALUES = frozenset({"v", "is", "f"})


class Extent:
    """Follows the elements of a worksheet; raises `Unsafe` as soon as filled cells reach too far.

    Cells that only carry a style do not count: whole formatted columns are common and harmless.
    """

    def __init__(self, rows: int, columns: int, cells: int) -> None:
        self._most = (rows, columns, cells)
        self._row = self._column = 0
        self._far_row = self._far_column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins; its name may carry a prefix."""
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes.get("r"))
        elif name == "row":
            self._row = _number(attributes.get("r"), self._row + 1)
            self._column = 0
        elif name in _VALUES:
            self._filled()

    def _cell(self, place: str | None) -> None:
        if place is None:
            self._column += 1
            return
        found = _PLACE.match(place)
        if found is None:
            raise Unsafe("sheet.broken")
        self._column, self._row = _letters(found[1]), int(found[2])

    def _filled(self) -> None:
        self._far_row, self._far_column = max(self._far_row, self._row), max(self._far_column, self._column)
        rows, columns, cells = self._most
        if self._far_row > rows or self._far_column > columns or self._far_row * self._far_column > cells:
            raise Unsafe("sheet.far", rows=f"{self._far_row:,}", columns=self._far_column, limit=f"{rows:,}")


def _number(text: str | None, otherwise: int) -> int:
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) < 8):
        raise Unsafe("sheet.broken")
    return int(text)


def _letters(text: str) -> int:
    number = 0
    for c in text.upper():
        number = number * 26 + ord(c) - 64
    return number
