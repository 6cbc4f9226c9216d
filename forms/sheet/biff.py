"""Workbooks of the old kind (.xls, .et): BIFF8 ([MS-XLS]), record by record, within bounds."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from forms.sheet.cells import Budget, Extent, add_formula
from forms.sheet.kinds import other
from forms.sheet.limits import MAX_MARKED, MAX_SHEETS
from forms.sheet.ole import Compound
from forms.sheet.parts import is_percent
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks, at

_BOF, _EOF, _SHEET, _LOCK, _XF, _FORMAT, _BOOK_REF = 0x809, 0x0A, 0x85, 0x2F, 0xE0, 0x41E, 0x1AE
_FORMULA, _ARRAY, _TABLE, _BOOL_ERROR = 0x06, 0x221, 0x236, 0x205
_ROW, _COLUMNS, _FILTER = 0x208, 0x7D, 0x9D
_SINGLE: Final = frozenset({0x203, 0x27E, 0xFD, 0x204, 0xD6, _FORMULA, _BOOL_ERROR})  # records of one filled cell
_MANY: Final = 0xBD
_MACROS: Final = frozenset({0xD3})
_LINKS: Final = frozenset({0xDC, 0x1AD, 0x803, 0x876})  # queries and connections
_INTERNAL: Final = (b"\x01\x04", b"\x01\x3a")
_ERRORS: Final = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_CALLS: Final = ("WEBSERVICE", "IMPORTDATA")
_RTD: Final = tuple(bytes((token, n, 0x7B, 0x01)) for token in (0x22, 0x42, 0x62) for n in range(3, 30))
_HYPERLINK: Final = tuple(bytes((token, n, 0x67, 0x01)) for token in (0x22, 0x42, 0x62) for n in (1, 2))
_STREAMS: Final = (
    ("encryptedpackage", "sheet.locked"),
    ("encryptioninfo", "sheet.locked"),
    ("_vba_project", "sheet.macros"),
    ("vba", "sheet.macros"),
    ("macros", "sheet.macros"),
    ("\x01ole10native", "sheet.objects"),
    ("objectpool", "sheet.objects"),
    ("package", "sheet.objects"),
)
_OTHERS: Final = {"worddocument": "word", "powerpoint document": "slides", "__properties_version1.0": "mail"}


def scan_biff(data: bytes) -> dict[str, Marks]:
    """The marks of each sheet by its name; raises `Unsafe` for anything but a plain BIFF8 workbook."""
    try:
        file = Compound(data)
        names = {e.name.lower(): e for e in file.entries}
        _streams(names.keys() | {n.split("_cur")[0] for n in names})
        if "workbook" not in names:
            raise Unsafe("sheet.biff5") if "book" in names else other("compound")
        return _Book(file.stream(names["workbook"])).look()
    except (ValueError, struct.error, IndexError):
        raise Unsafe("sheet.broken") from None


def _streams(names: set[str]) -> None:
    for name, code in _STREAMS:
        if name in names:
            raise Unsafe(code)
    if any(n.startswith("mbd") and len(n) == 11 for n in names):
        raise Unsafe("sheet.objects")
    for name, kind in _OTHERS.items():
        if name in names:
            raise other(kind)


@dataclass
class _Book:
    """The stream being walked: first the part about the whole, then each sheet at its place."""

    stream: bytes
    budget: Budget = field(default_factory=Budget)
    _sheets: list[tuple[int, str, bool]] = field(default_factory=list)
    _formats: set[int] = field(default_factory=lambda: {9, 10})
    _percent: set[int] = field(default_factory=set)
    _styles: int = 0

    def look(self) -> dict[str, Marks]:
        self._globals()
        if not self._sheets or len({n for _, n, _ in self._sheets}) < len(self._sheets):
            raise Unsafe("sheet.broken")
        return {name: self._sheet(start, hidden) for start, name, hidden in self._sheets}

    def _globals(self) -> None:
        takes: dict[int, Callable[[bytes], None]] = {_SHEET: self._name, _FORMAT: self._format, _XF: self._style}
        for kind, body in _records(self.stream, 0):
            _refuse(kind, body)
            if kind in takes:
                takes[kind](body)
            if kind in {0x18, 0x23} and any(c.encode() in body or c.encode("utf-16-le") in body for c in _CALLS):
                raise Unsafe("sheet.reach", formula=_CALLS[0])

    def _name(self, body: bytes) -> None:
        start, state, kind = struct.unpack_from("<IBB", body)
        if kind in {1, 6}:
            raise Unsafe("sheet.macros")
        length, wide = body[6], body[7] & 1
        text = body[8 : 8 + length * (2 if wide else 1)].decode("utf-16-le" if wide else "latin-1")
        if kind == 0:
            self._sheets.append((start, text, bool(state & 3)))
        if len(self._sheets) > MAX_SHEETS:
            raise Unsafe("sheet.many", limit=MAX_SHEETS)

    def _format(self, body: bytes) -> None:
        number, length, wide = struct.unpack_from("<HHB", body)
        if is_percent(body[5 : 5 + length * 2].decode("utf-16-le" if wide & 1 else "latin-1", "replace")[:length]):
            self._formats.add(number)

    def _style(self, body: bytes) -> None:
        if struct.unpack_from("<H", body, 2)[0] in self._formats:
            self._percent.add(self._styles)
        self._styles += 1

    def _sheet(self, start: int, hidden: bool) -> Marks:
        sheet = _Sheet(Marks(hidden=hidden), Extent(self.budget), self._percent)
        for kind, body in _records(self.stream, start):
            _refuse(kind, body)
            sheet.take(kind, body)
        sheet.extent.close()
        sheet.marks.check()
        return sheet.marks


@dataclass
class _Sheet:
    """One sheet: where its cells are and what they hold."""

    marks: Marks
    extent: Extent
    percent: set[int]

    def take(self, kind: int, body: bytes) -> None:
        if kind in _SINGLE:
            self._cell(kind, body)
        elif kind == _MANY:
            self._row_of_numbers(body)
        elif kind in {_ARRAY, _TABLE}:
            first, last, left, right = struct.unpack_from("<HHBB", body)
            self.marks.fill((first, left, last, right))
        elif kind == _ROW and struct.unpack_from("<H", body, 12)[0] & 0x20:
            self.marks.hidden_rows.add(struct.unpack_from("<H", body)[0])
        elif kind == _COLUMNS and struct.unpack_from("<H", body, 8)[0] & 1:
            self._hide(*struct.unpack_from("<HH", body))
        elif kind == _FILTER:
            self.marks.filtered = True

    def _hide(self, first: int, last: int) -> None:
        self.marks.hidden_columns.append((first, last))
        if len(self.marks.hidden_columns) > MAX_MARKED:
            raise Unsafe("sheet.bomb")

    def _cell(self, kind: int, body: bytes) -> None:
        row, column, style = struct.unpack_from("<HHH", body)
        self.extent.reach(row + 1, column + 1)
        place = at(row, column)
        if style in self.percent:
            self.marks.percent.add(place)
        if kind == _FORMULA:
            add_formula(self.marks, place, None, None)
            _judge(body[20:])
        elif kind == _BOOL_ERROR and body[7]:
            self.marks.errors[place] = _ERRORS.get(body[6], "#N/A")
            self.marks.check()

    def _row_of_numbers(self, body: bytes) -> None:
        row, first = struct.unpack_from("<HH", body)
        last = struct.unpack_from("<H", body, len(body) - 2)[0]
        self.extent.reach(row + 1, last + 1)
        for n in range(first, last + 1):
            if struct.unpack_from("<H", body, 4 + 6 * (n - first))[0] in self.percent:
                self.marks.percent.add(at(row, n))


def _records(stream: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream; raises `Unsafe` where it is no BIFF8, or locked."""
    kind, length, version, what = struct.unpack_from("<HHHH", stream, start)
    if kind != _BOF or version != 0x600:
        raise Unsafe("sheet.biff5" if kind & 0xFF == 9 else "sheet.broken")
    if what in {0x40, 0x06}:
        raise Unsafe("sheet.macros")
    place, inside = start + 4 + length, 0
    while kind != _EOF or inside >= 0:
        kind, length = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + length]
        if len(body) < length:
            raise ValueError("cut off")
        inside += (kind == _BOF) - (kind == _EOF)  # charts lie inside sheets
        if inside == 0 or kind == _EOF:
            yield kind, body
        place += 4 + length


def _refuse(kind: int, body: bytes) -> None:
    if kind == _LOCK:
        raise Unsafe("sheet.locked")
    if kind in _MACROS:
        raise Unsafe("sheet.macros")
    if kind in _LINKS or (kind == _BOOK_REF and body[2:4] not in _INTERNAL):
        raise Unsafe("sheet.links")


def _judge(tokens: bytes) -> None:
    """Live data, and links to files; what reads other workbooks is refused by its record already."""
    if any(call in tokens for call in _RTD):
        raise Unsafe("sheet.reach", formula="RTD")
    plain = tokens.replace(b"\0", b"").lower()
    if any(call in tokens for call in _HYPERLINK) and (b"file:" in plain or b"\\\\" in plain):
        raise Unsafe("sheet.reach", formula="HYPERLINK")
