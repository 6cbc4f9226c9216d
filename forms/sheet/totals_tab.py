"""A sheet of the totals of all tables, as figures of the moment it was made: never formulas, never read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from forms.checking import Access
from forms.definition import Form
from forms.fields.table import ROW_ID, TableField
from forms.labels import places, row_label
from forms.sheet.pen import HEAD, LINE, Words, write
from forms.totals import Totalled, groups, totals
from forms.values import Row, rows_of

Line = tuple[str, Sequence[Totalled]]
"""What is added up, and the figures."""


def totals_sheet(book: Workbook, form: Form, values: Mapping[str, Any], words: Words, access: Access | None) -> None:
    """Writes the sheet, if a table with rows asks for totals that may be read."""
    blocks = [(path, lines) for path in form.tables if (lines := list(_lines(form, path, values, words, access)))]
    if not blocks:
        return
    sheet = book.create_sheet(_free(book, words.say("sheet.totals")))
    write(sheet.cell(1, 1), words.say("sheet.totals_note")).font = Font(color="66727F")
    at = 3
    for path, lines in blocks:
        at = _block(sheet, at, form.tables[path], lines, words) + 1
    sheet.column_dimensions["A"].width = 36


def _free(book: Workbook, name: str) -> str:
    """A name that no sheet has."""
    taken = {n.casefold() for n in book.sheetnames}
    return next(n for n in [name, *(f"{name} {m}" for m in range(2, 100))] if n.casefold() not in taken)


def _lines(
    form: Form, path: str, values: Mapping[str, Any], words: Words, access: Access | None
) -> Iterator[Line]:  # fmt: skip
    """All rows together, those of each row around them, those of each group."""
    table, found = form.tables[path], list(rows_of(form, values, path))
    reads = [f.key for f in table.fields if access is None or access.may_read(f"{path}.{f.key}")]
    every = [row for row, _ in found]

    def figures(rows: Sequence[Row]) -> list[Totalled]:
        return [f for f in totals(table, rows, words.options) if f.field.key in reads]

    if not every or not figures(every):
        return
    yield words.say("total.sum"), figures(every)
    yield from ((name, figures(rows)) for name, rows in _around(form, path, found, values, words))
    for part in groups(table, every, words.options) if table.totals_by in reads else ():
        name = part.by.show(part.value, words.options, words.lang) or words.say("total.group_empty")
        yield words.say("total.group", name=name), [f for f in part.totals if f.field.key in reads]


def _around(
    form: Form, path: str, found: Sequence[tuple[Row, Row | None]], values: Mapping[str, Any], words: Words
) -> Iterator[tuple[str, list[Row]]]:
    """The rows of an inner table by the row around them, which is told by its number and its name."""
    outer, at = path.rpartition(".")[0], places(form, values)
    title = form.tables[outer].row_title if outer else None
    for parent in {id(p): p for _, p in found if p is not None}.values():
        label = row_label(form, at, outer, parent[ROW_ID]).say(words.lang)
        name = str(parent.get(title) or "") if title else ""
        yield f"{label} {name}".strip(), [row for row, p in found if p is parent]


def _block(sheet: Worksheet, at: int, table: TableField, lines: Sequence[Line], words: Words) -> int:
    """One table's figures from a row on; the row behind the last."""
    columns = [f.field for f in lines[0][1]]
    heads = [table.title.say(words.lang), *(_titled(f, words) for f in lines[0][1])]
    for column, title in enumerate(heads, 1):
        cell = write(sheet.cell(at, column), title)
        cell.font, cell.fill, cell.border = Font(bold=True), HEAD, LINE
        cell.alignment = Alignment(wrap_text=True, vertical="center")
    for row, (name, figures) in enumerate(lines, at + 1):
        write(sheet.cell(row, 1), name).border = LINE
        for column, (field, figure) in enumerate(zip(columns, figures, strict=True), 2):
            cell = sheet.cell(row, column)
            cell.number_format = "General" if figure.total.by in {"count", "average"} else field.sheet_format
            write(cell, figure.cell(words.options)).border = LINE
            letter = cell.column_letter
            sheet.column_dimensions[letter].width = max(sheet.column_dimensions[letter].width or 0, field.sheet_width)
    return at + len(lines) + 1


def _titled(figure: Totalled, words: Words) -> str:
    title = figure.field.heading(words.lang)
    return title if figure.total.by == "sum" else f"{title} {words.say(f'total.{figure.total.by}')}"
