"""Tables as text (.csv): which encoding, which sign between the cells, and what spreadsheets hide in them."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from typing import Any, Final

from forms.sheet.formulas import judge
from forms.sheet.limits import LONGEST, MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks, at

_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SIGNS: Final = (",", "\t", ";", "，", "；", "|")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_AS_TEXT: Final = re.compile(r'="(.*)"\Z', re.DOTALL)
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')
_HEADER: Final = re.compile(r'\s*"?sep=(.)"?\s*[\r\n]', re.IGNORECASE)
_NUMBER: Final = re.compile(r"'(?=\d)")
_LINES: Final = 30

Grid = list[list[Any]]


def grid_of(data: bytes) -> tuple[Grid, Marks]:
    """The cells of a text file and its formulas; raises `Unsafe` for what is no table of text."""
    text = decoded(data)
    said = _HEADER.match(text)
    sign = said[1] if said else separator(text)
    marks, grid = Marks(), list[list[Any]]()
    try:
        for cells in csv.reader(io.StringIO(text[said.end() :] if said else text, newline=""), delimiter=sign):
            grid.append([_cell(c, len(grid), n, marks) if c else None for n, c in enumerate(cells)])
            _bounded(grid)
    except csv.Error:
        raise Unsafe("sheet.csv") from None
    return [[], *grid] if said else grid, marks


def decoded(data: bytes) -> str:
    """The text: by its byte order mark, else UTF-8, UTF-16 by its zeros, or GB 18030 (which contains GBK)."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data.removeprefix(mark), name)
    even, odd = data[:4000:2].count(0), data[1:4000:2].count(0)
    if max(even, odd) * 20 > len(data[:4000]) and not (even and odd):
        return _decoded(data, "utf-16-be" if even else "utf-16-le")
    try:
        return _checked(data.decode("utf-8"))
    except UnicodeDecodeError:
        return _decoded(data, "gb18030")


def separator(text: str) -> str:
    """The sign that stands in the most lines equally often; a comma where there is none."""
    plain = _QUOTED.sub("", text[:20_000])
    lines = [line for line in plain.splitlines()[:_LINES] if line.strip()]
    best, most = ",", (0, 0)
    for sign in _SIGNS:
        counts = Counter(line.count(sign) for line in lines if sign in line)
        usual, lines_with = counts.most_common(1)[0] if counts else (0, 0)
        if (lines_with, usual) > most:
            best, most = sign, (lines_with, usual)
    return best


def _decoded(data: bytes, name: str) -> str:
    try:
        return _checked(data.decode(name))
    except UnicodeDecodeError:
        raise Unsafe("sheet.encoding") from None


def _checked(text: str) -> str:
    if _CONTROL.search(text):
        raise Unsafe("sheet.not_one")
    return text


def _cell(text: str, row: int, column: int, marks: Marks) -> str:
    """A cell without the tricks that keep spreadsheets from counting: ="00123" and '00123."""
    plain = text.strip()
    if plain[:1] in "=+-@" and len(plain) > 1:
        kept = _AS_TEXT.match(plain)
        if kept and '"' not in kept[1].replace('""', ""):
            return kept[1].replace('""', '"')
        judge(plain[:LONGEST])
        if plain[0] == "=":
            marks.formulas.add(at(row, column))
            marks.check()
    return _NUMBER.sub("", text, count=1) if text[0] == "'" else text


def _bounded(grid: Grid) -> None:
    columns = len(grid[-1])
    if len(grid) > MAX_ROWS or columns > MAX_COLUMNS or len(grid) * columns > MAX_CELLS:
        raise Unsafe("sheet.far", rows=f"{len(grid):,}", columns=columns, limit=f"{MAX_ROWS:,}")
