"""The first sheet: the official layout with the cells of fields outside tables at their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from openpyxl.styles import Alignment, Border, Font, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from forms.chars import clean
from forms.checking import Access
from forms.definition import Attached, Block, Form, Line, Print, PrintColumn, PrintTable, Stamp
from forms.fields import Field
from forms.sheet.pen import HEAD, LINE, OPEN, Words, explain, guard_headings, head, prepare, validate, write
from forms.sheet.plan import Tab

GRID, WIDE = 12, 8.5
"""Columns of the layout, and the width of one in characters; a paper table with more columns has one for each."""
FIRST_FIELD = 4
_LABEL = 2  # columns of a label
_PER_LINE = 2
_INK = Side("thin", "1F2933")
_BOX = Border(left=_INK, right=_INK, top=_INK, bottom=_INK)
_UNDER = Border(bottom=Side("thin", "8A949F"))


def front(
    sheet: Worksheet, form: Form, plan: Sequence[Tab], values: Mapping[str, Any], words: Words, version: str,
    access: Access | None = None,
) -> dict[str, str]:  # fmt: skip
    """Draws the sheet; returns by key of a field its title's cell and its value's cell: `A3 C3`.

    What may be read and not written stands there as words, and is not looked for when the file is read.
    """
    drawing = _Front(sheet, form, plan, values, words)
    drawing.told = {f.key: f for f in form.fields if f.stored and (access is None or access.may_read(f.key))}
    if form.print is None:
        drawing.plain()
    else:
        drawing.official(form.print)
    drawing.row += 1
    drawing.grey(words.say("guide.version", version=version or "—"))
    guard_headings(sheet)
    sheet.protection.insertRows = sheet.protection.deleteRows = True
    return drawing.cells


class _Front:
    """The sheet while it is drawn, from top to bottom."""

    def __init__(
        self, sheet: Worksheet, form: Form, plan: Sequence[Tab], values: Mapping[str, Any], words: Words
    ) -> None:  # fmt: skip
        self.sheet, self.form, self.values, self.words = sheet, form, values, words
        self.fields = {f.key: f for f in plan[0].fields}
        self.names = {t.path: t.name for t in plan if t.path}
        self.cells: dict[str, str] = {}
        self.told: dict[str, Field] = {}
        self.row, self.wide = 1, GRID

    def plain(self) -> None:
        """Title, a line on how to fill it in, and each field beside its title."""
        write(self.sheet.cell(1, 1), self.form.title.say(self.words.lang)).font = Font(bold=True, size=16)
        self.row = 2
        self.grey(self.words.say("sheet.how"))
        self.row = FIRST_FIELD
        for field in self.fields.values():
            head(self.sheet.cell(self.row, 1), field, self.words)
            self._input(field, self.row, 2).border = LINE
            self._keep(field, 1, 2)
            note = field.help.say(self.words.lang) if field.help else ""
            write(self.sheet.cell(self.row, 3), note).font = Font(color="66727F", size=10)
            self.row += 1
        for letter, width in zip("ABC", (26, 44, 60), strict=True):
            self.sheet.column_dimensions[letter].width = width

    def official(self, layout: Print) -> None:
        """The blocks of the layout, then the fields it has no place for."""
        tables = [self._on_paper(b) for b in layout.blocks if isinstance(b, (PrintTable, Attached))]
        self.wide = max([GRID, *(len(t) for t in tables)])
        for column in range(1, self.wide + 1):
            self.sheet.column_dimensions[get_column_letter(column)].width = WIDE * GRID / self.wide
        title = self._merged(1, self.wide, layout.title.say(self.words.lang))
        title.font, title.alignment = Font(bold=True, size=18), Alignment("center", "center")
        self._high(layout.title.say(self.words.lang), self.wide, least=34)
        self.row = 2
        self.grey(self.words.say("sheet.how"))
        self.row = 4
        for block in layout.blocks:
            self._block(block)
        self._others()
        self._page()

    def grey(self, text: str) -> None:
        cell = self._merged(1, self.wide, text) if self.form.print else write(self.sheet.cell(self.row, 1), text)
        cell.font, cell.alignment = Font(color="66727F", size=9), Alignment(wrap_text=True, vertical="top")
        if self.form.print:
            self._high(text, self.wide, least=15)

    def _block(self, block: Block) -> None:
        if isinstance(block, Line):
            self._lines([self.told[k] for k in block.fields if k in self.told])
        elif isinstance(block, Stamp):
            self._stamp(block)
        elif block.table in self.names:
            self._table(block)

    def _lines(self, fields: Sequence[Field]) -> None:
        for start in range(0, len(fields), _PER_LINE):
            group = fields[start : start + _PER_LINE]
            span = self.wide // len(group)
            for n, field in enumerate(group):
                self._line(field, 1 + n * span, span)
            self.row += 1

    def _line(self, field: Field, column: int, span: int) -> None:
        """A title with its colon, and the cell for the value behind it."""
        mine = field.key in self.fields
        star = " *" if field.required and mine else ""
        words = self.words.say("print.colon", title=f"{field.heading(self.words.lang)}{star}", value="")
        label = self._merged(column, column + _LABEL - 1, words.rstrip())
        label.alignment = Alignment("right", "center", wrap_text=True)
        explain(label, self.form, field, self.words)
        first = column + _LABEL
        for n in range(first, column + span):
            self.sheet.cell(self.row, n).border = _UNDER
            self.sheet.cell(self.row, n).protection = Protection(locked=not mine)
        cell = self._input(field, self.row, first) if mine else self._words(field, first)
        cell.alignment = Alignment("left", "center", wrap_text=True)
        self._merge(first, column + span - 1)
        if mine:
            self._keep(field, column, first)
        self._high(str(cell.value or ""), span - _LABEL, least=24 if field.width < 3 else 60)

    def _words(self, field: Field, column: int) -> Any:
        shown = field.show(self.values.get(field.key), self.words.options, self.words.lang)
        return write(self.sheet.cell(self.row, column), shown)

    def _input(self, field: Field, row: int, column: int) -> Any:
        cell = self.sheet.cell(row, column)
        prepare(cell, field)
        cell.protection = OPEN
        write(cell, self.words.cell(field, self.values.get(field.key)))
        validate(self.sheet, field, cell.coordinate, self.words)
        return cell

    def _keep(self, field: Field, label: int, value: int) -> None:
        places = (f"{get_column_letter(c)}{self.row}" for c in (label, value))
        self.cells[field.key] = " ".join(places)

    def _on_paper(self, block: PrintTable | Attached) -> list[PrintColumn]:
        known = {f.key for f in self.form.tables[block.table].fields}
        return [c for c in block.columns if c.on != "screen" and (c.field == "#" or c.field in known)]

    def _table(self, block: PrintTable | Attached) -> None:
        """The headings of the paper table, and a row that leads to the sheet where it is filled in."""
        columns = self._on_paper(block)
        if isinstance(block, Attached):
            self.row += 1
            caption = self._merged(1, self.wide, self.form.tables[block.table].title.say(self.words.lang))
            caption.font = Font(bold=True, size=11)
            self.row += 1
        at, high = 1, 24.0
        for column, span in zip(columns, _spans(columns, self.wide), strict=True):
            title = self._title(block.table, column)
            cell = self._merged(at, at + span - 1, title, _BOX)
            cell.font, cell.fill = Font(bold=True, size=11), HEAD
            cell.alignment = Alignment("center", "center", wrap_text=True)
            high = max(high, self._needs(title, span))
            at += span
        self.sheet.row_dimensions[self.row].height = high
        self.row += 1
        name = self.names[block.table]
        cell = self._merged(1, self.wide, self.words.say("front.go", sheet=name), _BOX)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{name}'!A1")
        cell.font, cell.alignment = Font(color="0B57A4", underline="single", size=11), Alignment("center", "center")
        self.sheet.row_dimensions[self.row].height = 30
        self.row += 2

    def _title(self, table: str, column: PrintColumn) -> str:
        field = next((f for f in self.form.tables[table].fields if f.key == column.field), None)
        title = column.title or (field.title if field else None)
        return title.say(self.words.lang) if title else self.words.say("print.number")

    def _stamp(self, block: Stamp) -> None:
        for text in (block.title.say(self.words.lang), self.words.say("print.date")):
            self.row += 1
            self._merged(self.wide - 4, self.wide, text).alignment = Alignment("center", "center")
            self.sheet.row_dimensions[self.row].height = 26
        self.row += 2

    def _others(self) -> None:
        """Fields outside tables that the layout does not name."""
        left = [f for k, f in self.fields.items() if k not in self.cells]
        if left:
            self.row += 1
            self._merged(1, self.wide, self.words.say("front.others")).font = Font(bold=True, size=11)
            self.row += 1
            self._lines(left)

    def _page(self) -> None:
        self.sheet.sheet_view.showGridLines = False
        self.sheet.page_setup.paperSize, self.sheet.page_setup.fitToHeight = 9, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.print_options.horizontalCentered = True

    def _merged(self, first: int, last: int, text: str, border: Border | None = None) -> Any:
        for column in range(first, last + 1) if border else ():
            self.sheet.cell(self.row, column).border = border
        cell = write(self.sheet.cell(self.row, first), text)
        self._merge(first, last)
        return cell

    def _merge(self, first: int, last: int) -> None:
        if last > first:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=first, end_column=last)

    def _high(self, text: str, columns: int, least: float) -> None:
        """The height of the row: programs do not find it for cells that were joined."""
        now = self.sheet.row_dimensions[self.row].height or 0
        self.sheet.row_dimensions[self.row].height = max(now, least, self._needs(text, columns))

    def _needs(self, text: str, columns: int) -> float:
        width = columns * WIDE * GRID / self.wide
        return 16.0 * sum(1 + int(_width(line) / width) for line in clean(text).split("\n")) + 4


def _width(text: str) -> int:
    return sum(2 if ord(c) > 0x2E80 else 1 for c in text)


def _spans(columns: Sequence[PrintColumn], wide: int) -> list[int]:
    """How many columns of the layout each column of a table takes, by the shares of its widths."""
    shares = list(_shares(columns))
    spans = [max(1, int(wide * s / sum(shares))) for s in shares]
    while sum(spans) > wide:
        spans[spans.index(max(spans))] -= 1
    order = sorted(range(len(spans)), key=lambda n: spans[n] - wide * shares[n] / sum(shares))
    for n in range(wide - sum(spans)):
        spans[order[n % len(order)]] += 1
    return spans


def _shares(columns: Sequence[PrintColumn]) -> Iterator[float]:
    for column in columns:
        width = column.width or ""
        yield float(width[:-1]) if width.endswith("%") and width[:-1].replace(".", "", 1).isdigit() else 8.0
