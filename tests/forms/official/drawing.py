"""Draws blank tables as .docx and .xlsx from one description, the way offices lay them out.

A sheet of paper is a list of blocks: `Text` and `Table`. A table is a list of rows; a row a list of cells: a text, or
`C(text, wide, high)`. A place that a cell above or on the left covers is left out.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, field

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter

from forms.paper.package import packed


@dataclass(frozen=True)
class Text:
    text: str
    centred: bool = False
    bold: bool = False


@dataclass(frozen=True)
class C:
    text: str = ""
    wide: int = 1
    high: int = 1
    inner: Table | None = None


@dataclass(frozen=True)
class Table:
    rows: Sequence[Sequence[str | C]]
    columns: int
    heights: dict[int, float] = field(default_factory=dict)  # rows that are higher, in lines
    widths: Sequence[int] = ()


Block = Text | Table


def title(text: str) -> Text:
    return Text(text, centred=True, bold=True)


def placed(table: Table) -> list[tuple[int, int, C]]:
    """Each cell with its row and column."""
    taken: set[tuple[int, int]] = set()
    found = []
    for r, row in enumerate(table.rows):
        c = 0
        for each in row:
            cell = C(each) if isinstance(each, str) else each
            while (r, c) in taken:
                c += 1
            taken |= {(r + i, c + j) for i in range(cell.high) for j in range(cell.wide)}
            found.append((r, c, cell))
            c += cell.wide
    return found


def docx(blocks: Sequence[Block]) -> bytes:
    made = Document()
    for block in blocks:
        if isinstance(block, Text):
            paragraph = made.add_paragraph()
            run = paragraph.add_run(block.text)
            run.bold = block.bold or None
            run.font.size = Pt(18 if block.centred and block.bold else 12)
            if block.centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        else:
            _word_table(made.add_table(len(block.rows), block.columns), block)
    return packed(made)


def _word_table(target, table: Table) -> None:  # noqa: ANN001
    target.style = "Table Grid"
    for r, c, cell in placed(table):
        top = target.cell(r, c)
        if cell.wide > 1 or cell.high > 1:
            top = top.merge(target.cell(r + cell.high - 1, c + cell.wide - 1))
        for paragraph in top.paragraphs[1:]:
            paragraph._element.getparent().remove(paragraph._element)
        lines = cell.text.split("\n")
        top.paragraphs[0].text = lines[0]
        for line in lines[1:]:
            top.add_paragraph(line)
        if cell.inner is not None:
            _word_table(top.add_table(len(cell.inner.rows), cell.inner.columns), cell.inner)
            top.add_paragraph("")
    for row, lines in table.heights.items():
        target.rows[row].height = Pt(15.6 * lines)
    for column, width in enumerate(table.widths):
        target.columns[column].width = Cm(width)


def xlsx(blocks: Sequence[Block], borders: bool = True) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "Sheet1"
    columns = max((b.columns for b in blocks if isinstance(b, Table)), default=4)
    row = 1
    for block in blocks:
        if isinstance(block, Text):
            if block.text:
                cell = sheet.cell(row, 1, block.text)
                sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=columns)
                cell.font = Font(bold=block.bold, size=16 if block.centred and block.bold else 11)
                cell.alignment = Alignment(horizontal="center" if block.centred else "left", wrap_text=True)
            row += 1
        else:
            row = _sheet_table(sheet, row, block, borders) + 1
    for column in range(1, columns + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 16
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_table(sheet, top: int, table: Table, borders: bool) -> int:  # noqa: ANN001
    thin = Side(style="thin")
    last = top
    for r, c, cell in placed(table):
        row, column = top + r, 1 + c
        target = sheet.cell(row, column, cell.text or None)
        target.alignment = Alignment(wrap_text=True, vertical="center")
        end_row, end_column = row + cell.high - 1, column + cell.wide - 1
        last = max(last, end_row)
        if borders:
            for i in range(row, end_row + 1):
                for j in range(column, end_column + 1):
                    sheet.cell(i, j).border = Border(left=thin, right=thin, top=thin, bottom=thin)
        if cell.wide > 1 or cell.high > 1:
            sheet.merge_cells(start_row=row, end_row=end_row, start_column=column, end_column=end_column)
    for r, lines in table.heights.items():
        sheet.row_dimensions[top + r].height = 15 * lines
    return last


def underlined(paragraph, length: int) -> None:  # noqa: ANN001
    """A blank the way Word users make it: underlined spaces."""
    run = paragraph.add_run(" " * length)
    run.underline = True


def ticked(paragraph) -> None:  # noqa: ANN001
    """A box as a symbol of Wingdings."""
    run = paragraph.add_run()
    symbol = OxmlElement("w:sym")
    symbol.set(qn("w:font"), "Wingdings")
    symbol.set(qn("w:char"), "F0A3")
    run._element.append(symbol)
