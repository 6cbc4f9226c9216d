"""A workbook of today's kind (.xlsx), part by part, in a stream and within bounds."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import replace
from typing import Final, Protocol
from xml.parsers import expat

from forms.sheet import archive as zipped
from forms.sheet.cells import Budget, Elements
from forms.sheet.limits import DEEPEST
from forms.sheet.parts import Part, Relations, Strings, Styles, Types, Workbook
from forms.sheet.plain_cells import NotPlain, PlainCells
from forms.sheet.refused import Unsafe
from forms.sheet.traits import Marks

BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    expat.ExpatError,
    ValueError,
    LookupError,
    OSError,
)
_XML: Final = (".xml", ".rels", ".vml")
_FIXED: Final = ("xl/styles.xml", "xl/sharedstrings.xml")


class _Sink(Protocol):
    def feed(self, piece: bytes) -> None: ...

    def close(self) -> None: ...


def scan_package(data: bytes, kind: str) -> dict[str, Marks]:
    """The marks of each sheet by its name; raises `Unsafe` for anything but a small, plain file of that kind."""
    try:
        with zipped.opened(data) as archive:
            return _Package(archive, zipped.entries(archive, kind, len(data))).look()
    except BROKEN:
        raise Unsafe("sheet.broken") from None


class _Package:
    """One file being looked at: small parts first, for the sheets need to know styles and strings."""

    def __init__(self, archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
        self.archive, self.entries = archive, {e.filename.lower(): e for e in entries}
        self.budget = Budget()
        self.workbook, self.relations, self.styles, self.strings = Workbook(), Relations(), Styles(), Strings()

    def look(self) -> dict[str, Marks]:
        named: dict[str, Part] = {
            "[content_types].xml": Types(),
            "xl/workbook.xml": self.workbook,
            "xl/_rels/workbook.xml.rels": self.relations,
        }
        for name, part in named.items():
            if name in self.entries:
                self._parse(name, part)
        sheets, facts = self._sheets(), self._facts()
        for name in sorted(self.entries.keys() - named.keys() - sheets.keys() - facts):
            self._any(name)
        return {name: self._sheet(part, hidden) for part, (name, hidden) in sheets.items()}

    def _sheets(self) -> dict[str, tuple[str, bool]]:
        """The parts that hold sheets, with name and whether hidden; one that is listed twice would be read twice."""
        found: dict[str, tuple[str, bool]] = {}
        for name, relation, hidden in self.workbook.sheets:
            part = _target(self.relations.targets.get(relation, ""))
            if part not in self.entries or part in found or not part.endswith(".xml"):
                raise Unsafe("sheet.broken")
            found[part] = (name, hidden)
        if len({name for name, _ in found.values()}) < len(found):
            raise Unsafe("sheet.broken")
        return found

    def _facts(self) -> set[str]:
        """Styles and strings, under the names that readers know and those that the workbook gives them."""
        names = {*_FIXED, *map(_target, self.relations.targets.values())} & self.entries.keys()
        strings = {n for n in names if n.endswith("sharedstrings.xml")}
        styles = {n for n in names if n.endswith("styles.xml")}
        for name in styles:
            self._parse(name, self.styles)
        for name in strings:
            self._stream(name, self.strings)
        self.strings.close()
        self.budget.percent = frozenset(self.styles.percent)
        self.budget.lengths, self.budget.longest = self.strings.lengths, self.strings.longest
        return styles | strings

    def _any(self, name: str) -> None:
        """A part that is not read later; where its relations lead counts all the same."""
        if name.endswith(_XML):
            self._parse(name, Relations() if name.endswith(".rels") else None)
        else:
            for _ in zipped.pieces(self.archive, self.entries[name]):
                pass

    def _sheet(self, name: str, hidden: bool) -> Marks:
        """Plain sheets the fast way, all others element by element."""
        budget, marks = replace(self.budget), Marks(hidden=hidden)
        try:
            self._stream(name, plain := PlainCells(marks, budget))
            plain.close()
        except NotPlain:
            budget, marks = replace(self.budget), Marks(hidden=hidden)
            self._parse(name, elements := Elements(marks, budget))
            elements.close()
        self.budget = budget
        return marks

    def _parse(self, name: str, part: Part | Elements | None) -> None:
        feed(zipped.pieces(self.archive, self.entries[name]), part)

    def _stream(self, name: str, sink: _Sink) -> None:
        feed(zipped.pieces(self.archive, self.entries[name]), None, sink)


def feed(pieces: Iterable[bytes], part: Part | Elements | None, sink: _Sink | None = None) -> None:
    """XML through a parser: well-formed, without DOCTYPE, not too deep; its elements to `part`, its bytes to `sink`."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _no_doctype
    if part is not None:
        parser.StartElementHandler, parser.EndElementHandler = part.start, part.end
        parser.CharacterDataHandler = part.text
    depth = 0
    for piece in pieces:
        parser.Parse(piece, False)
        depth += _deeper(piece)
        if depth > DEEPEST:
            raise Unsafe("sheet.broken")
        if sink is not None:
            sink.feed(piece)
    parser.Parse(b"", True)


def _deeper(piece: bytes) -> int:
    """How many elements stay open behind a piece, about; texts may hide some, which costs memory and no more."""
    alone = sum(map(piece.count, (b"/>", b"<!", b"<?")))
    return 0 if b"\0" in piece else piece.count(b"<") - 2 * piece.count(b"</") - alone


def _no_doctype(*_: object) -> None:
    raise Unsafe("sheet.doctype")


def _target(said: str) -> str:
    """The part that a relation of the workbook leads to, in small letters."""
    plain = said.lower().removeprefix("./")
    if plain.startswith("/"):
        return plain[1:]
    return plain if plain.startswith("xl/") else f"xl/{plain}"
