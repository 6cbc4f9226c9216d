"""A form as a workbook to fill in: fields on the first sheet, one sheet for each table."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.checking import Access
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.sheet.pen import HEAD, LINE, Words, head, prepare, validate, write
from forms.sheet.plan import ABOUT, IDENTITY, Tab, about, tabs
from forms.sheet.totals_tab import totals_sheet
from forms.values import Row, rows_of

FIRST_FIELD = 4
"""Row of the first field on the first sheet."""
NUMBERED = 10
"""Rows of an empty outer table that already carry their number."""
_LAST = 12_000  # drop-downs reach down to this row


def template(
    form: Form,
    options: OptionSource,
    version_label: str = "",
    lang: str = "zh",
    values: Mapping[str, Any] | None = None,
    *,
    access: Access | None = None,
) -> bytes:
    """The workbook (.xlsx), empty or filled with `values`; `read` takes it back.

    It knows its form and version. With `access` it has only what somebody may write. No cell is ever a formula.
    """
    book = Workbook()
    book.remove(book.active)
    plan, words = tabs(form, lang, access), Words(book, options, lang)
    given = values or {}
    for tab in plan:
        sheet = book.create_sheet(tab.name)
        if tab.path:
            _table(sheet, form, tab, given, words)
        else:
            _fields(sheet, form, tab, given, words)
    totals_sheet(book, form, given, words, access)
    words.finish()
    _about(book, form, plan, version_label, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fields(sheet: Worksheet, form: Form, tab: Tab, values: Mapping[str, Any], words: Words) -> None:
    """Title, a line on how to fill it in, and each field beside its title."""
    write(sheet.cell(1, 1), form.title.say(words.lang)).font = Font(bold=True, size=16)
    write(sheet.cell(2, 1), words.say("sheet.how"))
    for row, field in enumerate(tab.fields, FIRST_FIELD):
        head(sheet.cell(row, 1), field, words)
        cell = sheet.cell(row, 2)
        prepare(cell, field)
        write(cell, words.cell(field, values.get(field.key))).border = LINE
        help_cell = write(sheet.cell(row, 3), field.help.say(words.lang) if field.help else "")
        help_cell.font = Font(color="66727F")
        validate(sheet, field, cell.coordinate, words)
    for letter, width in zip("ABC", (26, 44, 60), strict=True):
        sheet.column_dimensions[letter].width = width


def _table(sheet: Worksheet, form: Form, tab: Tab, values: Mapping[str, Any], words: Words) -> None:
    """One row of headings, then the rows; the identity stands in a hidden last column."""
    write(sheet.cell(1, 1), tab.key).font = Font(bold=True)
    sheet.cell(1, 1).fill, sheet.cell(1, 1).border = HEAD, LINE
    for column, field in enumerate(tab.fields, 2):
        head(sheet.cell(1, column), field, words)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = field.sheet_width
        prepare(sheet.column_dimensions[letter], field)
        validate(sheet, field, f"{letter}2:{letter}{_LAST}", words)
    _identity(sheet, len(tab.fields) + 2)
    for number, (key, row) in enumerate(_rows(form, tab, values), 2):
        _row(sheet, number, tab, key, row, words)
    sheet.column_dimensions["A"].width = 12
    sheet.freeze_panes = "B2"


def _identity(sheet: Worksheet, column: int) -> None:
    write(sheet.cell(1, column), IDENTITY)
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _rows(form: Form, tab: Tab, values: Mapping[str, Any]) -> Iterable[tuple[int, Row]]:
    """Each row with its key: its own number, or the number of the row around it."""
    if tab.inner:
        outer = tab.path.rpartition(".")[0]
        numbers = {row[ROW_ID]: n for n, (row, _) in enumerate(rows_of(form, values, outer), 1)}
        return [(numbers[parent[ROW_ID]], row) for row, parent in rows_of(form, values, tab.path) if parent]
    found = [row for row, _ in rows_of(form, values, tab.path)]
    return list(enumerate(found or [Row() for _ in range(NUMBERED)], 1))


def _row(sheet: Worksheet, number: int, tab: Tab, key: int, row: Row, words: Words) -> None:
    sheet.cell(number, 1, key)
    for column, field in enumerate(tab.fields, 2):
        value = row.get(field.key)
        if value is not None:
            cell = sheet.cell(number, column)
            prepare(cell, field)
            write(cell, words.cell(field, value))
    if row.get(ROW_ID):
        write(sheet.cell(number, len(tab.fields) + 2), row[ROW_ID])


def _about(book: Workbook, form: Form, plan: list[Tab], version_label: str, lang: str) -> None:
    """What the file knows about itself, on a sheet that people don't see."""
    sheet = book.create_sheet(ABOUT)
    sheet.sheet_state = "veryHidden"
    for row, (key, value) in enumerate(about(form, plan, version_label, lang), 1):
        write(sheet.cell(row, 1), key)
        write(sheet.cell(row, 2), value)
