"""A table as a workbook in the official layout: A4 on its side, one page wide, thin borders, numbers as numbers."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forms.chars import clean
from forms.text import Message, Text
from workflows.messages import say
from workflows.statistics.layout import Line, Printed, foot

_THIN, _THICK = Side(style="thin"), Side(style="medium")
_BODY, _TITLE, _HEAD = "宋体", "黑体", "黑体"
_LEAST, _FIRST = 8.5, 26.0  # widths in characters
_STUB = 2  # columns before the figures


def workbook(of: Printed, lang: str = "zh") -> bytes:
    """The file of one table."""
    return book([of], lang)


def book(tables: list[Printed], lang: str = "zh") -> bytes:
    """The file of several tables, a sheet each."""
    found = Workbook()
    found.remove(found.worksheets[0])
    for each in tables:
        _Paper(found.create_sheet(_name(each, found)), each, lang).draw()
    out = BytesIO()
    found.save(out)
    return out.getvalue()


def _name(of: Printed, found: Workbook) -> str:
    name = "".join(c for c in f"{of.table.number} {of.period.zh}" if c not in r"[]:*?/\'")[:31]
    return name if name not in found.sheetnames else f"{name[:27]} {len(found.sheetnames)}"


class _Paper:
    """One sheet being drawn."""

    def __init__(self, sheet: Worksheet, of: Printed, lang: str) -> None:
        self.sheet, self.of, self.lang = sheet, of, lang
        self.width = _STUB + len(of.table.leaves)
        self.row = 1

    def draw(self) -> None:
        self._title()
        self._above()
        first = self.row
        self._headings()
        for line in self.of.lines:
            self._line(line)
        self._frame(first, self.row - 1)
        self._below()
        self._page(first)

    def say(self, words: Text | Message | str) -> str:
        if isinstance(words, str):
            return words
        return words.say(self.lang) if isinstance(words, Text) else say(words, self.lang)

    def _put(
        self, row: int, column: int, value: Any, *, across: int = 1, down: int = 1, align: str = "left",
        font: Font | None = None, wrap: bool = False, indent: int = 0,
    ) -> Cell:  # fmt: skip
        cell: Any = self.sheet.cell(row, column)
        if isinstance(value, str):
            cell.value, cell.data_type = clean(value), "s"  # text is text, also when it begins like a formula
        else:
            cell.value = value
        cell.font = font or Font(name=_BODY, size=10)
        cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=wrap, indent=indent)
        if across > 1 or down > 1:
            self.sheet.merge_cells(
                start_row=row, start_column=column, end_row=row + down - 1, end_column=column + across - 1
            )
        found: Cell = cell
        return found

    def _title(self) -> None:
        font = Font(name=_TITLE, size=18, bold=True)
        self._put(1, 1, self.say(self.of.table.title), across=self.width, align="center", font=font)
        self.sheet.row_dimensions[1].height = 34
        self._put(2, 1, self.say(self.of.period), across=self.width, align="center", font=Font(name=_BODY, size=12))
        self.sheet.row_dimensions[2].height = 20
        self.row = 3

    def _above(self) -> None:
        """The scope on the left; number, maker, approval and unit on the right."""
        table = self.of.table
        every: list[tuple[str, Text | str | None]] = [
            ("number", table.number), ("maker", table.maker), ("approver", table.approver),
            ("approval", table.approval), ("unit", table.unit),
        ]  # fmt: skip
        right = [(code, value) for code, value in every if value]
        half = max(1, self.width // 2)
        for n, (code, value) in enumerate(right):
            if n == len(right) - 1:
                words = self._labelled("scope", self.of.scope)
                self._put(self.row, 1, words, across=half)
            label = self._labelled(code, value)
            self._put(self.row, half + 1, label, across=max(1, self.width - half), align="right")
            self.row += 1

    def _labelled(self, code: str, value: Text | Message | str) -> str:
        return self.say(Message(f"statistics.paper.{code}", {"value": self.say(value)}))

    def _headings(self) -> None:
        first, font = self.row, Font(name=_HEAD, size=10)
        for column, words in ((1, self.of.table.head), (2, Message("statistics.paper.row"))):
            self._put(first, column, self.say(words), down=self.of.depth, align="center", font=font, wrap=True)
        for h in self.of.headings:
            self._put(
                first + h.row, _STUB + 1 + h.column, self.say(h.title), across=h.across, down=h.down, align="center",
                font=font, wrap=True,
            )  # fmt: skip
        for n in range(self.of.depth):
            self.sheet.row_dimensions[first + n].height = 30 if n == self.of.depth - 1 else 20
        self.row = first + self.of.depth
        for column, mark in enumerate(self.of.marks, 1):
            self._put(self.row, column, self.say(mark), align="center")
        self.row += 1

    def _line(self, line: Line) -> None:
        bold = Font(name=_BODY, size=10, bold=line.total)
        name = self.say(line.head.title)
        if line.head.among:
            name = self.say(Message("statistics.paper.among", {"name": name}))
        self._put(self.row, 1, name, font=bold, wrap=True, indent=line.head.level * 2, align="left")
        self._put(self.row, 2, line.number, font=bold, align="center")
        for n, cell in enumerate(line.cells, _STUB + 1):
            value = "—" if cell.value is None else cell.value
            put = self._put(self.row, n, value, font=bold, align="center" if cell.value is None else "right")
            put.number_format = _format(cell.value, cell.corrected)
        self.row += 1

    def _frame(self, first: int, last: int) -> None:
        """Thin lines between cells, thick ones above and below, as printed tables have them: open at the sides."""
        for row in range(first, last + 1):
            for column in range(1, self.width + 1):
                self.sheet.cell(row, column).border = Border(
                    left=_THIN if column > 1 else None, right=_THIN if column < self.width else None,
                    top=_THICK if row == first else _THIN, bottom=_THICK if row == last else _THIN,
                )  # fmt: skip

    def _below(self) -> None:
        """Who answers for it, the stamp, notes and corrections."""
        self._signatures()
        notes = [(Message("statistics.paper.note"), note) for note in self.of.notes]
        notes += [(Message("statistics.paper.correction"), words) for words in self.of.corrections]
        for kind in dict.fromkeys(self.say(k) for k, _ in notes):
            some = [self.say(words) for k, words in notes if self.say(k) == kind]
            for n, words in enumerate(some, 1):
                number = f"{n}. " if len(some) > 1 else ""
                self._put(self.row, 1, f"{kind}{number}{words}", across=self.width, wrap=True)
                lines = -(-len(words) * 2 // max(40, int(self._wide())))
                self.sheet.row_dimensions[self.row].height = 15.0 * max(1, lines)
                self.row += 1

    def _signatures(self) -> None:
        words = foot(self.of)
        step = max(1, self.width // len(words))
        for n, each in enumerate(words):
            across = step if n < len(words) - 1 else max(1, self.width - step * n)
            if 1 + n * step <= self.width:
                self._put(self.row, 1 + n * step, self.say(each), across=across)
        self.sheet.row_dimensions[self.row].height = 24
        stamp = self.say(Message(f"statistics.paper.{'stamp' if self.of.closed_on else 'draft'}"))
        self._put(self.row + 1, 1, stamp, across=self.width, align="right")
        self.row += 2

    def _wide(self) -> float:
        return _FIRST + (self.width - 1) * _LEAST

    def _page(self, first: int) -> None:
        sheet = self.sheet
        for column in range(1, self.width + 1):
            width = _FIRST if column == 1 else 6.0 if column == 2 else max(_LEAST, 100 / self.width)
            sheet.column_dimensions[get_column_letter(column)].width = width
        sheet.freeze_panes = sheet.cell(first + self.of.depth + 1, _STUB + 1)
        sheet.print_title_rows = f"{first}:{first + self.of.depth}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        for side in ("left", "right", "top", "bottom"):
            setattr(sheet.page_margins, side, 0.55)
        sheet.oddFooter.center.text = "— &P / &N —"
        sheet.sheet_view.showGridLines = False


def _format(value: object, corrected: bool) -> str:
    """Thousands, the decimals that it has, and a star behind what was corrected."""
    places = max(0, -int(value.as_tuple().exponent)) if isinstance(value, Decimal) else 0
    plain = "#,##0" + ("." + "0" * places if places else "")
    return f'{plain}"*"' if corrected else plain
