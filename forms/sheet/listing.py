"""Very many rows as a workbook: written row by row, with columns beside them; `read` takes it back like a template."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.sheet.pen import HEAD, LINE, Words, prepare, validate, write
from forms.sheet.plan import ABOUT, ASIDE, IDENTITY, LISTS, Tab, about, tabs
from forms.values import Row, rows

BEFORE, AFTER = "_before", "_after"
"""Keys of a row under which it holds what stands in the columns beside its fields."""
_LAST = 12_000  # drop-downs reach down to this row

Headings = Sequence[tuple[str, float]]
"""Headings with the widths of their columns."""


@dataclass(frozen=True)
class Beside:
    """Columns of a table that are there to be read by people: before its fields, and after them."""

    before: Headings = ()
    after: Headings = ()
    alarming: bool = False  # what stands after is in red


def listing(
    form: Form,
    options: OptionSource,
    found: Iterable[Row],
    version: str,
    lang: str,
    *,
    above: Sequence[str] = (),
    beside: Mapping[str, Beside] | None = None,
) -> Path:
    """Writes the rows of a form's one outer table to a temporary file (.xlsx), which the caller takes away.

    Each table has a sheet, tables inside others too; all of them are written in one pass over the rows.
    """
    book = Workbook(write_only=True)
    plan, words = _plan(form, lang), Words(book, options, lang)
    sheets = {tab.path: _Sheet(book, tab, words, (beside or {}).get(tab.path, Beside())) for tab in plan}
    for sheet in sheets.values():
        sheet.begin(above)
    for row in found:
        _put(sheets, plan[0].path, 0, row)
    for sheet in sheets.values():
        sheet.end()
    _hidden(book, LISTS, zip(*_filled_up(list(words.lists)), strict=True))
    _hidden(book, ABOUT, [*about(form, plan, version, lang), *(fact for s in sheets.values() for fact in s.asides)])
    with tempfile.NamedTemporaryFile(prefix="list-", suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    book.save(path)
    return path


def _plan(form: Form, lang: str) -> list[Tab]:
    """The sheets of the tables; there is none in front, so the outer table may have the form's own name."""
    _, first, *rest = tabs(form, lang)
    return [replace(first, name=tabs(form, lang)[0].name), *rest]


def _put(sheets: Mapping[str, _Sheet], path: str, around: int, row: Row) -> None:
    sheet = sheets[path]
    number = sheet.row(around, row)
    for below in sheet.inner:
        for inside in rows(row, below):
            _put(sheets, f"{path}.{below}", number, inside)


class _Sheet:
    """One table while it is written."""

    def __init__(self, book: Workbook, tab: Tab, words: Words, beside: Beside) -> None:
        self.tab, self.words, self.beside = tab, words, beside
        self.sheet: WriteOnlyWorksheet = book.create_sheet(tab.name)
        self.inner = tab.inners
        self.fields = [f.heading(words.lang) for f in tab.fields]
        self.count = self.top = 0
        self.chosen = [bool(f.sheet_choices(words.options)) for f in tab.fields]
        self.formats = [f.sheet_format for f in tab.fields]
        self.first = len(tab.lead) + len(beside.before) + 1  # column of the first field
        self.last = self.first + len(tab.fields) + len(beside.after)
        self.lead = (len(beside.before), len(beside.after))

    @property
    def asides(self) -> Iterator[tuple[str, str]]:
        """What the file tells about the columns beside, so that none is taken for a field."""
        for heading, _ in (*self.beside.before, *self.beside.after):
            yield f"{ASIDE}{self.tab.path}:{self._told(heading)}", "1"

    def _told(self, heading: str) -> str:
        """The heading of a column beside, apart from that of a field."""
        return self.words.say("sheet.aside", title=heading) if heading in self.fields else heading

    def begin(self, above: Sequence[str]) -> None:
        """Widths, formats and drop-downs, then what stands above, then the headings."""
        self.top = len(above) + 1
        widths = [12.0] * len(self.tab.lead) + [w for _, w in self.beside.before]
        widths += [f.sheet_width for f in self.tab.fields] + [w for _, w in self.beside.after]
        for column, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = width
        for column, field in enumerate(self.tab.fields, self.first):
            letter = get_column_letter(column)
            prepare(self.sheet.column_dimensions[letter], field)
            validate(self.sheet, field, f"{letter}{self.top + 1}:{letter}{_LAST}", self.words)
        self.sheet.column_dimensions[get_column_letter(self.last)].hidden = True
        self.sheet.freeze_panes = f"{get_column_letter(len(self.tab.lead) + 1)}{self.top + 1}"
        for line in above:
            self.sheet.append([_cell(self.sheet, line)])
        self.sheet.append([_heading(self.sheet, each) for each in self._headings()])

    def _headings(self) -> list[str]:
        fields = [h + (" *" if f.required else "") for h, f in zip(self.fields, self.tab.fields, strict=True)]
        before, after = ([self._told(h) for h, _ in each] for each in (self.beside.before, self.beside.after))
        return [*self.tab.lead, *before, *fields, *after, IDENTITY]

    def row(self, around: int, row: Row) -> int:
        """Writes a row; its number on this sheet."""
        self.count += 1
        lead = [around or self.count] if not self.tab.number else [around, self.count]
        before, after = (
            (*row.get(key, ()), *[None] * n)[:n] for key, n in zip((BEFORE, AFTER), self.lead, strict=True)
        )
        cells = [*lead, *(_cell(self.sheet, v) for v in before), *self._fields(row)]
        cells += [_cell(self.sheet, v, alarming=self.beside.alarming) for v in after]
        self.sheet.append([*cells, _cell(self.sheet, row.get(ROW_ID))])
        return self.count

    def _fields(self, row: Row) -> Iterator[Any]:
        words = self.words
        for field, chosen, kind in zip(self.tab.fields, self.chosen, self.formats, strict=True):
            value = row.get(field.key)
            if value is None:
                yield None
                continue
            shown = field.show(value, words.options, words.lang) if chosen else field.cell(value, words.options)
            yield _cell(self.sheet, shown, kind)

    def end(self) -> None:
        last = get_column_letter(self.last)
        self.sheet.auto_filter.ref = f"A{self.top}:{last}{self.top + max(self.count, 1)}"


_RED, _BOLD, _WRAP = Font(color="9C0006"), Font(bold=True, size=11), Alignment(wrap_text=True, vertical="center")


def _cell(sheet: WriteOnlyWorksheet, value: Any, kind: str = "General", *, alarming: bool = False) -> Any:
    if value is None:
        return None
    cell = write(WriteOnlyCell(sheet), value)
    if kind != "General":
        cell.number_format = kind
    if alarming:
        cell.font, cell.alignment = _RED, _WRAP
    return cell


def _heading(sheet: WriteOnlyWorksheet, words: str) -> Any:
    cell = write(WriteOnlyCell(sheet), words)
    cell.font, cell.fill, cell.border, cell.alignment = _BOLD, HEAD, LINE, _WRAP
    return cell


def _filled_up(lists: Sequence[Sequence[str]]) -> list[list[str | None]]:
    longest = max(map(len, lists), default=0)
    return [[*each, *[None] * (longest - len(each))] for each in lists]


def _hidden(book: Workbook, name: str, lines: Iterable[Sequence[Any]]) -> None:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    for line in lines:
        sheet.append([_cell(sheet, value) for value in line])
