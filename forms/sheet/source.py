"""The cells of a workbook, read only after the guard has let it pass."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from forms.sheet.asides import asides
from forms.sheet.guard import scan
from forms.sheet.plan import ABOUT, MARK
from forms.sheet.refused import SheetRefused

LARGEST = 10**15
"""Spreadsheets keep 15 digits of a number; a longer one has lost some."""

Grid = list[list[Any]]


@dataclass(frozen=True)
class Source:
    """The visible sheets by name, and what the file knows about itself (empty for a foreign one)."""

    grids: dict[str, Grid]
    about: dict[str, str]

    def tab_of(self, path: str) -> str | None:
        """The sheet that the file says holds a table ("" for the fields)."""
        found = (k.removeprefix("tab:") for k, v in self.about.items() if k.startswith("tab:") and v == path)
        return next((name for name in found if name in self.grids), None)


def open_source(data: bytes) -> Source:
    """All cells of a workbook; raises `SheetRefused` when it may not or cannot be read."""
    scan(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        grids = {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}
    except (CalamineError, OSError, ValueError, TypeError):
        raise SheetRefused("sheet.broken") from None
    about = {str(r[0]): str(r[1]) for r in grids.pop(ABOUT, []) if len(r) > 1}
    grids = {name: grid for name, grid in grids.items() if name not in asides(book.sheet_names)}
    return Source(grids, about if about.get("mark") == MARK else {})


def place(row: int, column: int) -> str:
    """The name of a cell, from indices that begin with 0."""
    return f"{get_column_letter(column + 1)}{row + 1}"


def is_blank(value: Any) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def raw(value: Any) -> Any:
    """A cell as a person sees it: 4 for 4.0, dates as dates, everything else as text."""
    if is_blank(value):
        return None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return int(value) if abs(value) < LARGEST else f"{value:.0f}"
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return value if isinstance(value, (int, dt.date)) else str(value)


def lost_digits(value: Any) -> bool:
    """Whether a long number, such as a code, was stored as a number and is not whole any more."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= LARGEST
