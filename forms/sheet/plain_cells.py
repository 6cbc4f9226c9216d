"""The same as `cells.Elements` for sheets as programs write them, several times faster.

The XML has been found well-formed, without DOCTYPE, comments and CDATA: so each `<` begins a tag, and a tag that looks
like a cell is one. Whatever looks otherwise than expected is left to the thorough way (`NotPlain`).
"""

from __future__ import annotations

import re
from html import unescape
from typing import Final

from forms.sheet.cells import Budget, Extent, add_formula
from forms.sheet.formulas import judge
from forms.sheet.limits import CHUNK, MAX_MARKED, MAX_ROWS
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks, at, column_number, parsed

_ATTRIBUTES: Final = rb'(?:[^<>"\']*"[^"<>]*")*+\s*+'
_CELL: Final = rb'<c r="([A-Z]{1,3}[1-9][0-9]{0,6})"'
_FILLED: Final = re.compile(_CELL + rb"(?:[^<>\"']*\"[^\"<>]*\")*+\s*+>\s*+<[vif][\s/>s]")
_EMPTY: Final = re.compile(_CELL + rb"(?:[^<>\"']*\"[^\"<>]*\")*+\s*+(?:/>|>\s*+</c>)")
_ANY: Final = re.compile(rb"<c[\s/>]")
_PREFIXED: Final = re.compile(rb"<[^\s<>/:]+:(?:c|row|v|is|sheetData)[\s/>]")
_FORMULA: Final = re.compile(_CELL + _ATTRIBUTES + rb">\s*+<f(" + _ATTRIBUTES + rb")(?:/>|>([^<]*)</f>)")
_ANY_FORMULA: Final = re.compile(rb"<f[\s/>]")
_RULE: Final = re.compile(rb"<(?:[^\s<>/:]+:)?(?:f|formula[12]?)(?:\s[^<>]*)?>([^<]+)<")
_ERROR: Final = re.compile(_CELL + rb"(?:[^<>\"']*\"[^\"<>]*\")*+\s*+>(?:<f[^<>]*/>|<f[^<>]*>[^<]*</f>)?<v>([^<]*)</v>")
_SHARED: Final = re.compile(rb't="s"[^<>]*>\s*<v>\s*([0-9]+)\s*</v>')
_HIDDEN_ROW: Final = re.compile(rb'<row r="([0-9]{1,7})"[^<>]*\shidden="(?:1|true)"')
_COLUMN: Final = re.compile(rb'<col(?=\s)[^<>]*\shidden="(?:1|true)"[^<>]*>')
_ENCODED: Final = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8[\"'])", re.IGNORECASE)
_STYLED: Final = re.compile(_CELL + rb'[^<>]*?\ss="([0-9]+)"')
_LETTERS: Final = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COUNTED: Final = (b"<mergeCell ", b"<dataValidation ", b"<conditionalFormatting", b"<hyperlink ", b"<protectedRange ")


class NotPlain(Exception):
    """The sheet is written in a way that has to be read element by element."""


class PlainCells:
    """Takes the bytes of a worksheet in pieces that end anywhere."""

    def __init__(self, marks: Marks, budget: Budget) -> None:
        self.marks, self.budget, self.extent = marks, budget, Extent(budget)
        self._rest = b""
        self._begun = False
        self._counts = dict.fromkeys(_COUNTED, 0)

    def feed(self, piece: bytes) -> None:
        """Looks at what is complete: all before the last cell or row that begins."""
        if not self._begun:
            self._begun, piece = True, _without_declaration(piece)
        data = self._rest + piece
        cut = max(data.rfind(b"<c "), data.rfind(b"<row "))
        if cut < 0 and len(data) > 8 * CHUNK:
            raise NotPlain
        self._rest = data[max(cut, 0) :]
        self._look(data[: max(cut, 0)])

    def close(self) -> None:
        self._look(self._rest)
        self.extent.close()
        self.marks.check()

    def _look(self, data: bytes) -> None:
        if b"<!" in data or b"<?" in data or _PREFIXED.search(data):
            raise NotPlain
        filled = _FILLED.findall(data)
        others = len(_ANY.findall(data)) - len(filled)
        if others and others != len(_EMPTY.findall(data)):
            raise NotPlain
        if filled:
            self._reach(b" ".join(filled))
        self._mark(data)

    def _reach(self, places: bytes) -> None:
        """All places at once: the letters of the columns without digits, the numbers of the rows without letters."""
        rows = max(map(int, places.translate(None, _LETTERS).split()))
        columns = {c.decode() for c in places.translate(None, b"0123456789").split()}
        self.extent.reach(rows, max(map(column_number, columns)))

    def _mark(self, data: bytes) -> None:
        if b"<f" in data or b":f" in data:
            self._formulas(data)
        if b't="e"' in data:
            self._errors(data)
        if b't="s"' in data:
            self._texts(data)
        if b'hidden="' in data:
            self._hidden(data)
        self.marks.filtered |= b"<autoFilter" in data
        self._percent(data)
        self._count(data)

    def _formulas(self, data: bytes) -> None:
        found = list(_FORMULA.finditer(data))
        if len(found) != len(_ANY_FORMULA.findall(data)):
            raise NotPlain
        for each in found:
            about = _attributes(each[2])
            add_formula(self.marks, _place(each[1]), about.get("t"), about.get("ref"))
        for rule in _RULE.finditer(data):
            judge(unescape(rule[1].decode("utf-8")))

    def _errors(self, data: bytes) -> None:
        found = [each for each in _ERROR.finditer(data) if b't="e"' in each[0]]
        if len(found) != data.count(b't="e"'):
            raise NotPlain
        for each in found:
            self.marks.errors[_place(each[1])] = unescape(each[2].decode("utf-8"))[:20]
        self.marks.check()

    def _texts(self, data: bytes) -> None:
        """Each use of a shared string becomes a copy in memory."""
        uses = data.count(b't="s"')
        if uses * self.budget.longest < CHUNK or not self.budget.lengths:
            self.budget.spend_text(uses * self.budget.longest)
            return
        lengths = self.budget.lengths
        numbers = [int(n) for n in _SHARED.findall(data)]
        self.budget.spend_text(sum(lengths[n] for n in numbers if n < len(lengths)))

    def _hidden(self, data: bytes) -> None:
        rows = (int(n) for n in _HIDDEN_ROW.findall(data))
        self.marks.hidden_rows.update(n - 1 for n in rows if n <= MAX_ROWS)
        for column in _COLUMN.findall(data):
            about = _attributes(column)
            self.marks.hidden_columns.append((int(about.get("min", 1)) - 1, int(about.get("max", 1)) - 1))
        if len(self.marks.hidden_columns) > MAX_MARKED:
            raise Unsafe("sheet.bomb")

    def _percent(self, data: bytes) -> None:
        if self.budget.percent:
            styled = _STYLED.findall(data)
            self.marks.percent.update(_place(c) for c, style in styled if style.decode() in self.budget.percent)
            self.marks.check()

    def _count(self, data: bytes) -> None:
        for name in _COUNTED:
            self._counts[name] += data.count(name)
            if self._counts[name] > MAX_MARKED:
                raise Unsafe("sheet.bomb")


def _without_declaration(piece: bytes) -> bytes:
    start = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _ENCODED.match(start) or piece[:2] in {b"\xff\xfe", b"\xfe\xff"} or b"\0" in piece[:8]:
        raise NotPlain
    return start.partition(b"?>")[2] if start.startswith(b"<?xml") else start


def _attributes(tag: bytes) -> dict[str, str]:
    return {k.decode(): v.decode() for k, v in re.findall(rb'([\w:]+)="([^"]*)"', tag)}


def _place(name: bytes) -> int:
    return at(*parsed(name.decode()))


