"""Workbooks: every sheet is its own stream of XML, put together at the end. Ten times as fast as cell objects."""

from __future__ import annotations

import re
import shutil
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, ClassVar, TextIO
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from workflows.exports import xlsx_parts as parts
from workflows.exports.book import Book, Headings, Put
from workflows.exports.safe import plain, risky

MOST_ROWS = 1_048_576
"""Rows that a sheet of a workbook has."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # readers take _x0041_ for a character
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f']")
_DAY_ONE = date(1899, 12, 30)
_LEVEL = 3  # half the time of the best compression, and little larger


class Xlsx(Book):
    """A workbook (.xlsx). What is too long for a sheet goes on in another one."""

    ending: ClassVar[str] = ".xlsx"

    def __init__(self, most_rows: int = MOST_ROWS) -> None:
        super().__init__()
        self._most = most_rows
        self._sheets: list[_Sheet] = []

    def sheet(self, title: str, headings: Headings, above: Sequence[str] = (), optional: bool = False) -> Put:
        return _Pile(self, title, headings, above, optional).put

    def begin(self, title: str, headings: Headings, above: Sequence[str], optional: bool) -> _Sheet:
        """Begins a sheet of a title that no other has."""
        name = self.free(_NO_TITLE.sub(" ", title), 31)
        made = _Sheet(self.folder / f"sheet{len(self._sheets) + 1}.xml", name, self._most, optional)
        made.begin(headings, above)
        self._sheets.append(made)
        return made

    def finish(self) -> None:
        for sheet in self._sheets:
            sheet.end()
        kept = [s for s in self._sheets if not s.left_out]
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as file:
            for name, text in parts.around([s.name for s in kept]).items():
                file.writestr(name, text)
            for number, sheet in enumerate(kept, 1):
                with sheet.path.open("rb") as source, file.open(f"xl/worksheets/sheet{number}.xml", "w") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                sheet.path.unlink()


class _Pile:
    """The sheets over which one list is spread."""

    def __init__(self, book: Xlsx, title: str, headings: Headings, above: Sequence[str], optional: bool) -> None:
        self._book, self._about = book, (title, headings, above, optional)
        self._sheet = book.begin(*self._about)

    def put(self, row: Sequence[Any]) -> None:
        if self._sheet.full:
            self._sheet = self._book.begin(*self._about)
        self._sheet.put(row)


class _Sheet:
    """One sheet while it is written."""

    def __init__(self, path: Path, name: str, most: int, optional: bool) -> None:
        self.path, self.name, self._most, self._row = path, name, most, 0
        self._optional, self._top = optional, 0
        self._file: TextIO = path.open("w", encoding="utf-8", newline="", buffering=1 << 18)
        self._letters: list[str] = []

    @property
    def full(self) -> bool:
        return self._row >= self._most

    @property
    def left_out(self) -> bool:
        """Whether nothing was put in that would make it worth a sheet."""
        return self._optional and self._row == self._top

    def begin(self, headings: Headings, above: Sequence[str]) -> None:
        self._letters = [get_column_letter(n) for n in range(1, max(len(headings), 1) + 1)]
        self._file.write(parts.sheet_top([w for _, w in headings], len(above) + 1))
        for line in above:
            self.put([line])
        if headings:
            self.put([words for words, _ in headings], parts.HEADING)
        self._top = self._row

    def put(self, row: Sequence[Any], style: int = 0) -> None:
        self._row += 1
        number = self._row
        cells = [
            _cell(f"{letter}{number}", held, style)
            for letter, value in zip(self._letters, row, strict=False)
            if value is not None and (held := plain(value)) is not None
        ]
        self._file.write(f'<row r="{number}">{"".join(cells)}</row>')

    def end(self) -> None:
        self._file.write(parts.SHEET_END)
        self._file.close()


def _cell(place: str, value: Any, style: int) -> str:
    """A cell; text is text, also when it begins like a formula."""
    if isinstance(value, str):
        if not value:
            return ""
        styled = style or (parts.TEXT if risky(value) else 0)
        text = escape(_ESCAPE.sub("_x005F_", value) if "_x" in value else value)
        mark = f' s="{styled}"' if styled else ""
        return f'<c r="{place}"{mark} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    if isinstance(value, datetime):
        return f'<c r="{place}" s="{parts.MOMENT}"><v>{_serial(value)}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{parts.DAY}"><v>{(value - _DAY_ONE).days}</v></c>'
    number = f"{value:f}" if isinstance(value, Decimal) else value
    return f'<c r="{place}"><v>{number}</v></c>'


def _serial(value: datetime) -> str:
    """A moment as days since the first one."""
    since: timedelta = value.replace(tzinfo=None) - datetime(1899, 12, 30)
    return repr(since / timedelta(days=1))
