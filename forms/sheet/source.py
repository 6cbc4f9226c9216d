"""The cells of a workbook, read in a process of its own after the guard has let it pass."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Any

from forms.chars import clean
from forms.sheet.asides import asides
from forms.sheet.base import BASE, Base, unpacked
from forms.sheet.guard import bounded
from forms.sheet.kinds import misnamed
from forms.sheet.older import Older
from forms.sheet.plan import ABOUT, ASIDE, MARK
from forms.sheet.reader import POOL
from forms.sheet.traits import Marks, at, place
from forms.text import Message

LARGEST = 10**15
"""Spreadsheets keep 15 digits of a number; a longer one has lost some."""

Grid = list[list[Any]]
__all__ = ["Grid", "Source", "is_blank", "lost_digits", "open_source", "place", "raw"]


@dataclass(frozen=True)
class Source:
    """The visible sheets by name, what stands beside their values, and what the file knows about itself.

    `about` is empty for a foreign file; `notes` say how the file was understood.
    """

    grids: dict[str, Grid]
    about: dict[str, str]
    marks: dict[str, Marks] = field(default_factory=dict)
    notes: list[Message] = field(default_factory=list)
    kind: str = "xlsx"
    older: Older | None = None
    base: Base | None = None  # what the values were when the file was downloaded

    def asides(self, path: str) -> frozenset[str]:
        """The headings of a table's columns that the file says are not to be read."""
        prefix = f"{ASIDE}{path}:"
        return frozenset(k.removeprefix(prefix) for k in self.about if k.startswith(prefix))

    def tab_of(self, path: str) -> str | None:
        """The sheet that the file says holds a table ("" for the fields)."""
        found = (k.removeprefix("tab:") for k, v in self.about.items() if k.startswith("tab:") and v == path)
        return next((name for name in found if name in self.grids), None)


def open_source(data: bytes, name: str = "") -> Source:
    """All cells of a workbook or text table; its bytes say what it is, its `name` is only compared with that.

    Raises `SheetRefused` when it may not or cannot be read.
    """
    bounded(len(data))
    grids, marks, kind = _read(data, PurePath(name.replace("\\", "/")).stem[:31] or "CSV")
    about = {str(r[0]): str(r[1]) for r in grids.pop(ABOUT, []) if len(r) > 1}
    base = unpacked([r[0] for r in grids.get(BASE, []) if r and r[0]])
    ours = asides(list(grids))
    grids = {sheet: grid for sheet, grid in grids.items() if sheet not in ours}
    hidden = [sheet for sheet in grids if marks[sheet].hidden]
    notes = [note] if (note := misnamed(name, kind)) else []
    if hidden:
        notes.append(Message("sheet.hidden_sheets", {"sheets": hidden}))
    seen = {sheet: grid for sheet, grid in grids.items() if not marks[sheet].hidden}
    if about.get("mark") != MARK:
        return Source(seen, {}, marks, notes, kind)
    return Source(seen, about, marks, notes, kind, base=base)


def _read(data: bytes, title: str) -> tuple[dict[str, Grid], dict[str, Marks], str]:
    """Everything the reading process hands back; a text file has one sheet, called like the file."""
    grids, marks, kind, grid = dict[str, Grid](), dict[str, Marks](), "", list[list[Any]]()
    for what, value in POOL.frames(data):
        if what == "kind":
            kind = value
        elif what == "sheet":
            sheet = value[0] or title
            grid = grids[sheet] = []
            marks[sheet] = value[1]
        else:
            grid.extend(value)
    return grids, marks, kind


def is_blank(value: Any) -> bool:
    """Whether a cell says nothing; blanks of any width, also those without one, are nothing."""
    if not isinstance(value, str):
        return value is None
    return not value or (not value[0].isalnum() and (value.isspace() or not clean(value)))


def raw(value: Any) -> Any:
    """A cell as a person sees it: 4 for 4.0, 0.3 for 0.30000000000000004, dates as dates, everything else as text."""
    if isinstance(value, str):
        return None if is_blank(value) else value
    if value is None or isinstance(value, bool):
        return None if value is None else str(value).upper()
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dt.datetime):
        return value.date() if value.time() == dt.time() else value.isoformat(" ", "seconds")
    return value if isinstance(value, (int, dt.date)) else str(value)


def _number(value: float) -> Any:
    """As the 15 digits of a spreadsheet say, without an exponent."""
    if value.is_integer():
        return int(value) if abs(value) < LARGEST else f"{value:.0f}"
    shown = format(Decimal(f"{value:.15g}"), "f") if value - value == 0 else str(value)
    return shown.rstrip("0") if "." in shown else shown


def as_percent(value: Any) -> Any:
    """What a cell shows that is formatted as a percentage: 12.5% for 0.125."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return f"{_number(float(f'{value * 100:.13g}'))}%"
    return raw(value)


def lost_digits(value: Any) -> bool:
    """Whether a long number, such as a code, was stored as a number and is not whole any more."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) >= LARGEST


def marked(marks: Marks, row: int, column: int) -> str | None:
    """Why the value of a cell is not taken as it is: `formula`, the error it shows, `%`; None for most cells."""
    if marks.plain:
        return None
    key = at(row, column)
    if key in marks.errors:
        return marks.errors[key]
    return "formula" if marks.formula(row, column) else "%" if key in marks.percent else None
