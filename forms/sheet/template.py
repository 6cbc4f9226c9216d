"""A form as a workbook to fill in: the official layout in front, one sheet for each table, and how to fill it in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.dimensions import ColumnDimension
from openpyxl.worksheet.worksheet import Worksheet

from forms.checking import Access
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID, TableField
from forms.sheet.base import BASE, packed
from forms.sheet.front import front
from forms.sheet.guide import guide
from forms.sheet.pen import HEAD, LINE, OPEN, Words, explain, guard_headings, head, prepare, validate, write
from forms.sheet.plan import ABOUT, IDENTITY, Tab, about, tabs
from forms.sheet.totals_tab import totals_sheet
from forms.values import Row, Values, rows, rows_of

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

    It knows its form and version, and what the values were, so that an upload can be compared three ways. With
    `access` it has only what somebody may write. No cell is ever a formula.
    """
    book = Workbook()
    book.remove(book.active)
    plan, words = tabs(form, lang, access), Words(book, options, lang)
    given = values or {}
    cells: dict[str, str] = {}
    for tab in plan:
        sheet = book.create_sheet(tab.name)
        if tab.path:
            _table(sheet, form, tab, given, words)
        else:
            cells = front(sheet, form, plan, given, words, version_label, access)
    totals_sheet(book, form, given, words, access)
    guide(book, form, plan, words, version_label)
    words.finish()
    _hidden(book, BASE, [(chunk,) for chunk in packed(_shown(form, plan, given))])
    _about(book, form, plan, version_label, lang, cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _table(sheet: Worksheet, form: Form, tab: Tab, values: Mapping[str, Any], words: Words) -> None:
    """One row of headings, then the rows; the identity stands in a hidden last column."""
    lead = len(tab.lead)
    for column, heading in enumerate(tab.lead, 1):
        write(sheet.cell(1, column), heading).font = Font(bold=True, size=11)
        sheet.cell(1, column).fill, sheet.cell(1, column).border = HEAD, LINE
        sheet.column_dimensions[get_column_letter(column)].width = 12
    for column, field in enumerate(tab.fields, lead + 1):
        head(sheet.cell(1, column), field, words)
        explain(sheet.cell(1, column), form, field, words)
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = field.sheet_width
        prepare(sheet.column_dimensions[letter], field)
        validate(sheet, field, f"{letter}2:{letter}{_LAST}", words)
    last = lead + len(tab.fields) + 1
    _identity(sheet, last)
    found = _rows(form, tab, values)
    _open_columns(sheet, last)
    for number, (keys, row) in enumerate(found, 2):
        _row(sheet, number, tab, keys, row, words)
    sheet.freeze_panes = sheet.cell(2, lead + 1)
    sheet.auto_filter.ref = f"A1:{get_column_letter(last)}{max(len(found) + 1, 2)}"
    guard_headings(sheet)


def _identity(sheet: Worksheet, column: int) -> None:
    write(sheet.cell(1, column), IDENTITY)
    sheet.column_dimensions[get_column_letter(column)].hidden = True


def _open_columns(sheet: Worksheet, last: int) -> None:
    """Only the headings are locked: rows can be deleted and sorted only where no cell of them is."""
    for column in range(1, last + 1):
        sheet.column_dimensions[get_column_letter(column)].protection = OPEN
    rest = ColumnDimension(sheet, index=get_column_letter(last + 1), min=last + 1, max=16_384)
    rest.protection = OPEN
    sheet.column_dimensions[get_column_letter(last + 1)] = rest


def _rows(form: Form, tab: Tab, values: Mapping[str, Any]) -> list[tuple[tuple[int, ...], Row]]:
    """Each row with what stands in front of it: its own number; inside others the number of the row around it."""
    if tab.inner:
        outer = tab.path.rpartition(".")[0]
        numbers = {row[ROW_ID]: n for n, (row, _) in enumerate(rows_of(form, values, outer), 1)}
        inside = [(numbers[parent[ROW_ID]], row) for row, parent in rows_of(form, values, tab.path) if parent]
        return [((around, n) if tab.number else (around,), row) for n, (around, row) in enumerate(inside, 1)]
    found = [row for row, _ in rows_of(form, values, tab.path)]
    return [((n,), row) for n, row in enumerate(found or [Row() for _ in range(NUMBERED)], 1)]


def _row(sheet: Worksheet, number: int, tab: Tab, keys: tuple[int, ...], row: Row, words: Words) -> None:
    for column, key in enumerate(keys, 1):
        _styled(sheet, number, column).value = key
    for column, field in enumerate(tab.fields, len(keys) + 1):
        value = row.get(field.key)
        if value is not None:
            write(_styled(sheet, number, column), words.cell(field, value))
    if row.get(ROW_ID):
        write(_styled(sheet, number, len(keys) + len(tab.fields) + 1), row[ROW_ID])


def _styled(sheet: Worksheet, row: int, column: int) -> Any:
    """A cell in the style of its column."""
    cell = sheet.cell(row, column)
    cell._style = copy(sheet.column_dimensions[get_column_letter(column)]._style)
    return cell


def _shown(form: Form, plan: list[Tab], values: Mapping[str, Any]) -> Values:
    """The values that stand in the workbook."""
    kept = {tab.path: {f.key for f in tab.fields} for tab in plan}
    return _of_level(form.fields, "", values, kept)


def _of_level(fields: list[Any], path: str, values: Mapping[str, Any], kept: Mapping[str, set[str]]) -> Values:
    found: Values = {k: v for k, v in values.items() if k in kept[path] or k == ROW_ID}
    for f in fields:
        below = f"{path}.{f.key}".removeprefix(".")
        if isinstance(f, TableField) and below in kept and rows(values, f.key):
            found[f.key] = [_of_level(f.fields, below, r, kept) for r in rows(values, f.key)]
    return found


def _about(
    book: Workbook, form: Form, plan: list[Tab], version_label: str, lang: str, cells: Mapping[str, str]
) -> None:  # fmt: skip
    """What the file knows about itself, on a sheet that people don't see."""
    facts = [*about(form, plan, version_label, lang), *((f"cell:{key}", at) for key, at in cells.items())]
    _hidden(book, ABOUT, facts)


def _hidden(book: Workbook, name: str, lines: Iterable[tuple[str, ...]]) -> None:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "veryHidden"
    for row, line in enumerate(lines, 1):
        for column, word in enumerate(line, 1):
            write(sheet.cell(row, column), word)
