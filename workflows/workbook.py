"""Lists as workbooks: written row by row into a temporary file, with no cell that a program could run."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from forms.chars import clean

_HEAD, _FILL = Font(bold=True), PatternFill("solid", fgColor="F0F4F8")
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for a character
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")
_LONGEST = 32_000  # a cell holds no more


@dataclass(frozen=True)
class SheetOf:
    """A sheet: a title, lines of words above the list, headings with widths, rows."""

    title: str
    headings: Sequence[tuple[str, float]]
    rows: Iterable[Sequence[Any]]
    above: Sequence[str] = ()


def write_book(sheets: Iterable[SheetOf]) -> Path:
    """Write the sheets to a temporary file that the caller takes away."""
    book = Workbook(write_only=True)
    for each in sheets:
        _write(book.create_sheet(_NO_TITLE.sub(" ", each.title)[:31]), each)
    with tempfile.NamedTemporaryFile(prefix="list-", suffix=".xlsx", delete=False) as file:
        path = Path(file.name)
    book.save(path)
    return path


def _write(sheet: WriteOnlyWorksheet, each: SheetOf) -> None:
    for n, (_, width) in enumerate(each.headings, 1):
        sheet.column_dimensions[get_column_letter(n)].width = width
    sheet.freeze_panes = f"A{len(each.above) + 2}"
    for line in each.above:
        sheet.append([_cell(sheet, line)])
    sheet.append([_heading(sheet, words) for words, _ in each.headings])
    for row in each.rows:
        sheet.append([_cell(sheet, value) for value in row])


def _heading(sheet: WriteOnlyWorksheet, words: str) -> WriteOnlyCell:
    cell = _cell(sheet, words)
    cell.font, cell.fill, cell.alignment = _HEAD, _FILL, Alignment(wrap_text=True, vertical="center")
    return cell


def _cell(sheet: WriteOnlyWorksheet, value: Any) -> WriteOnlyCell:
    """A cell; text is text, also when it begins like a formula."""
    if not isinstance(value, str):
        return WriteOnlyCell(sheet, value)
    cell = WriteOnlyCell(sheet, _ESCAPE.sub("_x005F_", clean(value))[:_LONGEST])
    cell.data_type = "s"
    return cell
