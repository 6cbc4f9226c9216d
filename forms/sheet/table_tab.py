"""The sheet of one table: a row of headings somewhere near the top, then rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from forms.chars import half_width
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.headings import NUMBER, matched
from forms.sheet.plan import IDENTITY, Tab
from forms.sheet.result import Read
from forms.sheet.source import Grid, Source, is_blank, lost_digits, place, raw
from forms.text import Message
from forms.values import Row

_DEEP = 15  # rows that may stand above the headings
_TOTALS = frozenset({"合计", "总计", "小计", "total"})


@dataclass(frozen=True)
class Line:
    """One row of a sheet: the number or name in its first column, and its values with their identity."""

    sheet: str
    cell: str
    key: str
    values: Row
    filled: bool


@dataclass(frozen=True)
class Heading:
    """Where the headings stand and what the columns are."""

    sheet: str
    row: int
    fields: dict[int, str]
    key: int | None
    identity: int | None
    unknown: list[str]


def read_lines(source: Source, tab: Tab, options: OptionSource, found: Read) -> list[Line] | None:
    """The rows of a table in their order, without empty ones at the end; None when no sheet holds the table."""
    heading = _heading(source, tab)
    if heading is None:
        found.notes.append(Message("sheet.no_table", {"table": tab.name}))
        return None
    found.covered |= {f"{tab.path}.{k}" for k in heading.fields.values()}
    missing = [f.title for f in tab.fields if f.key not in heading.fields.values()]
    if heading.unknown:
        found.notes.append(Message("sheet.unknown", {"sheet": heading.sheet, "titles": heading.unknown}))
    if missing:
        found.notes.append(Message("sheet.missing", {"sheet": heading.sheet, "titles": missing}))
    below = enumerate(source.grids[heading.sheet][heading.row + 1 :], heading.row + 1)
    reader = _Reader(heading, tab, options, found)
    return [line for n, cells in below if (line := reader.line(n, cells)) is not None]


class _Reader:
    """Makes lines of the rows below a heading."""

    def __init__(self, heading: Heading, tab: Tab, options: OptionSource, found: Read) -> None:
        self.heading, self.inner, self.options, self.found = heading, tab.inner, options, found
        self.fields = {f.key: f for f in tab.fields}
        self.before = ""

    def line(self, row: int, cells: list[Any]) -> Line | None:
        """One row; an empty inner row is nothing, an empty outer one may still hold rows by its number."""
        key = _key(cells, self.heading.key)
        filled = any(not is_blank(_at(cells, n)) for n in self.heading.fields)
        if (
            (not filled and (self.inner or not key))
            or _is_total(cells)
            or (self.heading.sheet, row) in self.found.lines
        ):
            return None
        if self.inner:  # merged cells are empty below the first
            key = self.before = key or self.before
        return Line(self.heading.sheet, place(row, self.heading.key or 0), key, self._values(row, cells), filled)

    def _values(self, row: int, cells: list[Any]) -> Row:
        identity = self.found.identity(_at(cells, self.heading.identity))
        values: Row = {ROW_ID: identity}
        for column, name in self.heading.fields.items():
            field, value, cell = self.fields[name], _at(cells, column), place(row, column)
            if lost_digits(value) and not field.numeric:
                self.found.problem(self.heading.sheet, cell, "sheet.lost_digits", value=raw(value))
            normal = field.normal(raw(value), self.options)
            self.found.put(values, identity, name, normal, self.heading.sheet, cell)
        return values


def _is_total(cells: list[Any]) -> bool:
    """A row of sums that somebody wrote below the table."""
    first = next((str(c) for c in cells if not is_blank(c)), "")
    return half_width(first).casefold() in _TOTALS


def _at(cells: list[Any], column: int | None) -> Any:
    return cells[column] if column is not None and column < len(cells) else None


def _key(cells: list[Any], column: int | None) -> str:
    value = raw(_at(cells, column))
    return "" if value is None else str(value).strip()


def _heading(source: Source, tab: Tab) -> Heading | None:
    """The row that names the most columns: on the sheet that the file names, else on any."""
    own = source.tab_of(tab.path)
    grids = {own: source.grids[own]} if own else source.grids
    found = [h for sheet, grid in grids.items() for h in _headings(sheet, grid, tab)]
    least = 1 if own else min(2, len(tab.fields))
    best = max(found, key=lambda h: (len(h.fields), h.sheet == tab.name), default=None)
    return best if best and len(best.fields) >= least else None


def _headings(sheet: str, grid: Grid, tab: Tab) -> list[Heading]:
    return [_read_heading(sheet, n, cells, tab) for n, cells in enumerate(grid[:_DEEP])]


def _read_heading(sheet: str, row: int, cells: list[Any], tab: Tab) -> Heading:
    words = [str(c) if isinstance(c, str) and len(c) < 200 else "" for c in cells]
    plain = [half_width(w).casefold() for w in words]
    identity = next((n for n, w in enumerate(words) if w == IDENTITY), None)
    keys = {half_width(k).casefold() for k in tab.keys}
    key = next((n for n, w in enumerate(plain) if w in keys), None) if tab.inner else None
    free = ["" if n in {key, identity} else w for n, w in enumerate(words)]
    found = matched(free, tab.fields)
    numbers = next((n for n, k in found.items() if k == NUMBER), None)
    fields = {n: k for n, k in found.items() if k != NUMBER}
    unknown = [w.strip() for n, w in enumerate(free) if w.strip() and n not in found]
    return Heading(sheet, row, fields, numbers if key is None and not tab.inner else key, identity, unknown)
