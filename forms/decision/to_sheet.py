"""A decision table as a workbook, to be changed in Excel or WPS and read back."""

from __future__ import annotations

import io
from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from forms.decision.model import DecisionInput, DecisionOutput, DecisionTable
from forms.decision.sheet_words import COLUMNS, KIND_WORDS, LABELS, POLICIES, WHOLE, label
from forms.sheet.pen import HEAD, LINE, write
from forms.text import Text

INPUT_FILL = PatternFill("solid", fgColor="E7F0F8")
OUTPUT_FILL = PatternFill("solid", fgColor="E8F1EA")
WIDTHS = {"input": 22, "output": 18, "note": 30, "basis": 20}
FIRST_COLUMN, HIT_ROW, COLUMN_ROW = 2, 3, 4
SPARE = 200
"""Rows below the last rule in which cells stay text."""


def to_sheet(name: str, table: DecisionTable, lang: str = "zh") -> bytes:
    """The workbook (.xlsx) of a table: its columns with their types and values, then a row per rule."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = label(LABELS, "table", lang)
    _top(sheet, name, table, lang)
    for column, (kind, cells) in enumerate(_columns(table, lang), FIRST_COLUMN):
        _column(sheet, column, kind, cells)
    rules = range(len(table.rules))
    for row, said in enumerate([*(label(LABELS, key, lang) for key in LABELS), *(n + 1 for n in rules)], 1):
        cell = write(sheet.cell(row, 1), said)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINE
    sheet.column_dimensions["A"].width = 12
    sheet.freeze_panes = sheet.cell(len(LABELS) + 1, FIRST_COLUMN)
    _choices(sheet, lang)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _top(sheet: Worksheet, name: str, table: DecisionTable, lang: str) -> None:
    write(sheet.cell(1, 2), name).font = Font(bold=True, size=14)
    write(sheet.cell(2, 2), _said(table.title, lang))
    write(sheet.cell(HIT_ROW, 2), table.hit)
    write(sheet.cell(HIT_ROW, 3), label(POLICIES, table.hit, lang)).font = Font(color="66727F")


Cells = list[str]


def _columns(table: DecisionTable, lang: str) -> Iterator[tuple[str, Cells]]:
    """Each column with what it holds and its cells from the row of kinds on."""
    for n, given in enumerate(table.inputs):
        yield "input", [*_head("input", given, lang), given.options or "", "", *(r.when[n] for r in table.rules)]
    for n, result in enumerate(table.outputs):
        yield "output", [*_head("output", result, lang), "", result.otherwise or "", *(r.then[n] for r in table.rules)]
    empty = [""] * (len(LABELS) - COLUMN_ROW)
    yield "note", [label(COLUMNS, "note", lang), *empty, *(r.note for r in table.rules)]
    yield "basis", [label(COLUMNS, "basis", lang), *empty, *(r.basis or "" for r in table.rules)]


def _head(kind: str, column: DecisionInput | DecisionOutput, lang: str) -> Cells:
    type_ = WHOLE if isinstance(column, DecisionInput) and column.whole else column.type
    words = [label(COLUMNS, kind, lang), column.name, _said(column.title, lang)]
    return [*words, label(KIND_WORDS, type_, lang), column.values or ""]


def _said(text: Text | None, lang: str) -> str:
    return text.say(lang) if text else ""


def _column(sheet: Worksheet, column: int, kind: str, cells: Cells) -> None:
    fill = {"input": INPUT_FILL, "output": OUTPUT_FILL}.get(kind, HEAD)
    first_rule = len(LABELS) + 1
    for row, text in enumerate([*cells, *[""] * SPARE], COLUMN_ROW):
        cell = write(sheet.cell(row, column), text)
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if row < first_rule:
            cell.fill, cell.border = fill, LINE
    sheet.column_dimensions[get_column_letter(column)].width = WIDTHS[kind]


def _choices(sheet: Worksheet, lang: str) -> None:
    """Drop-downs for the policy and the types."""
    types = ",".join(label(KIND_WORDS, kind, lang) for kind in KIND_WORDS)
    last = get_column_letter(sheet.max_column)
    rows = {HIT_ROW: (f"B{HIT_ROW}", ",".join(POLICIES)), 7: (f"B7:{last}7", types)}
    for place, listed in rows.values():
        rule = DataValidation("list", formula1=f'"{listed}"', allow_blank=True)
        rule.add(place)
        sheet.add_data_validation(rule)
