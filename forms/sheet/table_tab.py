"""The sheet of one table: a row of headings somewhere near the top, then rows."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from forms.chars import half_width
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.sheet.heading import Heading
from forms.sheet.plan import Tab
from forms.sheet.result import Read
from forms.sheet.source import Source, is_blank, raw
from forms.sheet.taking import Taker
from forms.sheet.traits import Marks, place
from forms.sheet.where import Columns
from forms.text import Message
from forms.values import Row

_TOTAL: Final = re.compile(
    r"(?:本[页表]|全[市区县]|以上)?(?:合计|总计|小计|累计|共计)(?:[:(].*)?|(?:sub|grand)?totals?:?"
)
_PERHAPS: Final = re.compile(r"[计計]|total", re.IGNORECASE)
_NOTE: Final = re.compile(
    r"\s*(?:注|备注|说明|附注|填[表报]说明|填[表报]人|制表人?|审核人?|负责人|单位负责人|notes?|remarks?)\s*[:：\d一１]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Line:
    """One row of a sheet (from 0) and its values with their identity.

    `key` is what stands in its first column: its number, or that (the name) of the row around it; `number` its own.
    """

    sheet: str
    row: int
    column: int
    key: str
    number: str
    values: Row
    filled: bool

    @property
    def cell(self) -> str:
        """The cell of its number or name."""
        return place(self.row, self.column)


def read_lines(source: Source, tab: Tab, heading: Heading, end: int, options: OptionSource, found: Read) -> list[Line]:
    """The rows of a table below its heading and above the row `end` (from 0), in their order, without empty ones."""
    found.covered |= {f"{tab.path}.{k}" for k in heading.fields.values()}
    found.notes += _about_columns(source.marks[heading.sheet], tab, heading)
    reader = _Reader(source, heading, tab, options, found)
    below = enumerate(source.grids[heading.sheet][heading.row + 1 : end], heading.row + 1)
    lines = [line for n, cells in below if (line := reader.line(n, cells)) is not None]
    found.notes += reader.notes(lines)
    _tell_merged(source.marks[heading.sheet], heading, lines, found)
    return lines


def _about_columns(marks: Marks, tab: Tab, heading: Heading) -> Iterator[Message]:
    """Columns that were not used, are not there, or stand in the file unseen."""
    columns = {k: n for n, k in heading.fields.items()}
    missing = [f.title for f in tab.fields if f.key not in columns]
    hidden = [f.title for f in tab.fields if f.key in columns and marks.hides(columns[f.key])]
    told = (("sheet.unknown", heading.unknown), ("sheet.missing", missing), ("sheet.hidden_columns", hidden))
    yield from (Message(code, {"sheet": heading.sheet, "titles": titles}) for code, titles in told if titles)


class _Reader:
    """Makes lines of the rows below a heading."""

    def __init__(self, source: Source, heading: Heading, tab: Tab, options: OptionSource, found: Read) -> None:
        self.heading, self.inner, self.found = heading, tab.inner, found
        self.numbered = bool(tab.number) or not tab.inner
        self.marks = source.marks[heading.sheet]
        self.taker = Taker(found, options, heading.sheet, self.marks)
        fields = {f.key: f for f in tab.fields}
        self.fields = [(n, fields[k]) for n, k in heading.fields.items()]
        self.columns = Columns(heading.sheet, {k: n for n, k in heading.fields.items()})
        self.before = ""
        self.wide = {(a, b) for a, b, _, d in self.marks.merged if d - b >= 2}
        self.skipped: list[int] = []

    def line(self, row: int, cells: list[Any]) -> Line | None:
        """One row; an empty one is nothing, unless it has a number by which it may hold rows."""
        key, number = _key(cells, self.heading.key), _key(cells, self.heading.number) if self.numbered else ""
        filled = any(n < len(cells) and not is_blank(cells[n]) for n, _ in self.fields) or self._worked_out(row)
        if (not filled and not number) or self._no_row(row, cells, filled):
            return None
        if self.inner:  # merged cells are empty below the first
            key = self.before = key or self.before
        return Line(self.heading.sheet, row, self.heading.key or 0, key, number, self._values(row, cells), filled)

    def notes(self, lines: list[Line]) -> Iterator[Message]:
        """Rows that were left out, and rows that were read although nobody sees them."""
        if self.skipped:
            rows = [str(n + 1) for n in self.skipped[:20]]
            yield Message("sheet.skipped", {"sheet": self.heading.sheet, "rows": rows})
        unseen = sum(1 for line in lines if line.filled and line.row in self.marks.hidden_rows)
        if unseen:
            code = "sheet.filtered" if self.marks.filtered else "sheet.hidden_rows"
            yield Message(code, {"sheet": self.heading.sheet, "count": unseen})

    def _worked_out(self, row: int) -> bool:
        """Whether a row whose cells look empty holds formulas or errors."""
        return not self.marks.plain and any(
            self.marks.formula(row, n) or (row << 14 | n) in self.marks.errors for n, _ in self.fields
        )

    def _no_row(self, row: int, cells: list[Any], filled: bool) -> bool:
        """Sums, notes below the table, headings that are repeated on each page, and rows that hold fields."""
        column, first = next(((n, c) for n, c in enumerate(cells) if not is_blank(c)), (0, None))
        if first is None or not isinstance(first, str):
            return (self.heading.sheet, row) in self.found.lines
        if filled and self._note(row, column, first) and sum(1 for c in cells if not is_blank(c)) == 1:
            self.skipped.append(row)
            return True
        if _PERHAPS.search(first) and _TOTAL.fullmatch(half_width(first[:40]).casefold()):
            return True
        return (self.heading.sheet, row) in self.found.lines or self._repeated(column, first, cells)

    def _note(self, row: int, column: int, text: str) -> bool:
        return len(self.fields) > 1 and ((row, column) in self.wide or _NOTE.match(text) is not None)

    def _repeated(self, column: int, first: str, cells: list[Any]) -> bool:
        words = self.heading.words
        if column >= len(words) or first != words[column]:
            return False
        said = [(n, c) for n, c in enumerate(cells) if not is_blank(c)]
        return len(said) > 1 and all(n < len(words) and c == words[n] for n, c in said)

    def _values(self, row: int, cells: list[Any]) -> Row:
        identity = self.found.identity(_at(cells, self.heading.identity))
        self.found.where.put_row(identity, self.columns, row)
        values: Row = {ROW_ID: identity}
        plain, width = self.marks.plain, len(cells)
        for column, field in self.fields:
            value = cells[column] if column < width else None
            if plain and (value is None or value == ""):  # noqa: PLC1901
                continue
            stored = self.taker.take(field, value, row, column, identity)
            if stored is not None:
                values[field.key] = stored
        return values


def _tell_merged(marks: Marks, heading: Heading, lines: list[Line], found: Read) -> None:
    """A cell merged over several rows is the value of the first: where the others are filled too, that is told."""
    tall = [a for a in marks.merged if a[2] > a[0] > heading.row]
    if not tall:
        return
    filled = sorted(line.row for line in lines if line.filled)
    told: set[tuple[int, int]] = set()
    for top, left, bottom, right in tall:
        if bisect_right(filled, bottom) > bisect_right(filled, top):
            for column in (n for n in heading.fields if left <= n <= right and (top, n) not in told):
                told.add((top, column))
                found.problem(heading.sheet, place(top, column), "sheet.merged", rows=bottom - top + 1)


def _at(cells: list[Any], column: int | None) -> Any:
    return cells[column] if column is not None and column < len(cells) else None


def _key(cells: list[Any], column: int | None) -> str:
    value = raw(_at(cells, column))
    return "" if value is None else str(value).strip()
