"""Reading workbooks with very many rows: the same values as `read`, in less time and memory.

What is typed again and again (kinds, districts, dates) is put into its stored form once per column; the cells are let
go of while they are read; the cell of a value is worked out when it is asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from forms.checking import Access
from forms.definition import Form
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID
from forms.sheet import table_tab
from forms.sheet.fields_tab import read_fields
from forms.sheet.plan import Tab, tabs
from forms.sheet.read import _place, _version
from forms.sheet.refused import SheetRefused
from forms.sheet.result import Read
from forms.sheet.source import Source, is_blank, lost_digits, place, raw
from forms.text import Message
from forms.values import Row

Progress = Callable[[int, int], None]
"""Told now and then how many rows of how many were read."""
KNOWN = 4_000
"""So many different cells of a column are remembered."""
OFTEN = 2_000
"""Rows between two words about the progress."""
_MISSING = object()


@dataclass(slots=True)
class BulkLine:
    """A row of a sheet, as `Line`; its cell is named when it is asked for."""

    sheet: str
    row: int
    column: int
    key: str
    values: Row
    filled: bool

    @property
    def cell(self) -> str:
        return place(self.row, self.column)


class Places(dict[tuple[str, str], tuple[str, str]]):
    """Sheet and cell of a value; those of table rows are worked out from where the row stands."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, tuple[int, str, Mapping[str, int]]] = {}

    def __missing__(self, wanted: tuple[str, str]) -> tuple[str, str]:
        row, key = wanted
        line, sheet, columns = self.rows[row]
        return sheet, place(line, columns[key])

    def get(self, wanted: Any, default: Any = None) -> Any:
        try:
            return self[wanted]
        except KeyError:
            return default

    def __contains__(self, wanted: object) -> bool:
        return self.get(wanted) is not None


def read_bulk(
    form: Form, source: Source, options: OptionSource, *, access: Access | None = None, progress: Progress | None = None
) -> Read:
    """The values of an opened workbook, whose cells are let go of; raises what `read` raises."""
    found = Read({}, _version(form, source))
    found.where = Places()
    fields, *plan = tabs(form, "zh", access)
    read_fields(source, fields, options, found)
    lines = _all_lines(source, plan, options, found, progress)
    for path in form.tables:
        if "." not in path and lines.get(path) is not None:
            _place(form, path, lines, found)
    if not found.covered:
        raise SheetRefused("sheet.nothing", sheets=list(source.grids))
    return found


def _all_lines(
    source: Source, plan: list[Tab], options: OptionSource, found: Read, progress: Progress | None
) -> dict[str, list[Any] | None]:
    headings = {tab.path: table_tab._heading(source, tab) for tab in plan}
    sheets = [h.sheet for h in headings.values() if h]
    return {
        tab.path: _lines(source, tab, headings[tab.path], options, found, progress, sheets) for tab in plan
    }


def _lines(
    source: Source,
    tab: Tab,
    heading: table_tab.Heading | None,
    options: OptionSource,
    found: Read,
    progress: Progress | None,
    sheets: list[str],
) -> list[BulkLine] | None:
    """The rows of one table; a sheet that holds this table alone loses its cells on the way."""
    _note(tab, heading, found)
    if heading is None:
        return None
    reader, grid = _Reader(heading, tab, options, found), source.grids[heading.sheet]
    alone = sheets.count(heading.sheet) == 1

    def lines() -> Iterator[BulkLine]:
        for number in range(heading.row + 1, len(grid)):
            line = reader.line(number, grid[number])
            if alone:
                grid[number] = _NOTHING
            if line is not None:
                yield line
            if progress and number % OFTEN == 0:
                progress(number, len(grid))

    return list(lines())


_NOTHING: list[Any] = []


def _note(tab: Tab, heading: table_tab.Heading | None, found: Read) -> None:
    """What is to be said about the columns of a table."""
    if heading is None:
        found.notes.append(Message("sheet.no_table", {"table": tab.name}))
        return
    found.covered |= {f"{tab.path}.{k}" for k in heading.fields.values()}
    missing = [f.title for f in tab.fields if f.key not in heading.fields.values()]
    if heading.unknown:
        found.notes.append(Message("sheet.unknown", {"sheet": heading.sheet, "titles": heading.unknown}))
    if missing:
        found.notes.append(Message("sheet.missing", {"sheet": heading.sheet, "titles": missing}))


class _Column:
    """One column: puts cells into their stored form, and remembers texts that come again."""

    def __init__(self, reader: _Reader, index: int, field: Field) -> None:
        self.reader, self.index, self.field = reader, index, field
        self.known: dict[str, Any] = {}

    def learn(self, cell: Any, row: int) -> Any:
        """The stored form of a cell that was not met before."""
        if lost_digits(cell) and not self.field.numeric:
            where = place(row, self.index)
            self.reader.found.problem(self.reader.heading.sheet, where, "sheet.lost_digits", value=raw(cell))
        value = self.field.normal(raw(cell), self.reader.options)
        if cell.__class__ is str and len(self.known) < KNOWN and not isinstance(value, (list, dict)):
            self.known[cell] = value
        return value


class _Reader:
    """Makes lines of the rows below a heading, as the reader of small tables does."""

    def __init__(self, heading: table_tab.Heading, tab: Tab, options: OptionSource, found: Read) -> None:
        self.heading, self.inner, self.options, self.found = heading, tab.inner, options, found
        fields = {f.key: f for f in tab.fields}
        columns = [_Column(self, index, fields[name]) for index, name in heading.fields.items()]
        self.columns = [(c.index, c.field.key, c.known, c.learn) for c in columns]
        self.places = {name: index for index, name in heading.fields.items()}
        self.before = ""
        assert isinstance(found.where, Places)
        self.where = found.where

    def line(self, row: int, cells: list[Any]) -> BulkLine | None:
        """One row; None for an empty one, a sum, a row that holds fields."""
        heading = self.heading
        key = table_tab._key(cells, heading.key)
        filled = any(not is_blank(table_tab._at(cells, n)) for n in heading.fields)
        if not filled and (self.inner or not key):
            return None
        if table_tab._is_total(cells) or (heading.sheet, row) in self.found.lines:
            return None
        if self.inner:  # merged cells are empty below the first
            key = self.before = key or self.before
        return BulkLine(heading.sheet, row, heading.key or 0, key, self._values(row, cells), filled)

    def _values(self, row: int, cells: list[Any]) -> Row:
        identity = self.found.identity(table_tab._at(cells, self.heading.identity))
        self.where.rows[identity] = (row, self.heading.sheet, self.places)
        values: Row = {ROW_ID: identity}
        width = len(cells)
        for index, name, known, learn in self.columns:
            cell = cells[index] if index < width else None
            value = known.get(cell, _MISSING) if cell.__class__ is str else _MISSING
            if value is _MISSING:
                value = learn(cell, row)
            if value is not None:
                values[name] = value
        return values
