"""What the parts of a workbook besides its sheets say: types, relations, sheets, styles, shared strings."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from forms.sheet.formulas import judge
from forms.sheet.limits import LONGEST_SHARED, MAX_SHEETS, MAX_STRINGS, MAX_STYLES
from forms.sheet.refused import Unsafe

_TYPES: Final = (
    ("macroenabled", "sheet.macros"),
    ("macrosheet", "sheet.macros"),
    ("dialogsheet", "sheet.macros"),
    ("vbaproject", "sheet.macros"),
    ("activex", "sheet.objects"),
    ("oleobject", "sheet.objects"),
    ("externallink", "sheet.links"),
    ("sheet.binary", "sheet.binary"),
)
_RELATIONS: Final = (
    ("vbaproject", "sheet.macros"),
    ("macrosheet", "sheet.macros"),
    ("/dialogsheet", "sheet.macros"),
    ("/externallink", "sheet.links"),
    ("/connections", "sheet.links"),
    ("/oleobject", "sheet.objects"),
    ("/package", "sheet.objects"),
    ("/control", "sheet.objects"),
)
_STRING: Final = re.compile(rb"<(?:[^\s<>/:]+:)?si[\s/>]")
_QUOTED: Final = re.compile(r'"[^"]*"|\\.')
_PERCENT: Final = frozenset({"9", "10"})  # formats that every workbook has


class Part:
    """One part of the file, element by element; this kind has nothing to say."""

    def start(self, tag: str, attributes: dict[str, str]) -> None: ...

    def text(self, text: str) -> None: ...

    def end(self, tag: str) -> None: ...

    def close(self) -> None: ...


class Types(Part):
    """[Content_Types].xml: a part may hide behind another name, its type cannot."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        said = attributes.get("ContentType", "").lower()
        _refuse(code for part, code in _TYPES if part in said)


@dataclass
class Relations(Part):
    """Which part leads where; only links that a person clicks may lead out of the file."""

    targets: dict[str, str] = field(default_factory=dict)

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "")
        _refuse(code for end, code in _RELATIONS if kind.lower().endswith(end))
        if attributes.get("TargetMode", "").lower() == "external":
            if not kind.lower().endswith("/hyperlink"):
                raise Unsafe("sheet.links")
        elif "Id" in attributes:
            self.targets[attributes["Id"]] = attributes.get("Target", "")


@dataclass
class Workbook(Part):
    """The sheets in their order: name, relation, whether hidden."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    _words: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "sheet":
            relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), relation, hidden))
            if len(self.sheets) > MAX_SHEETS:
                raise Unsafe("sheet.many", limit=MAX_SHEETS)
        elif name == "definedName":
            self._words = []

    def text(self, text: str) -> None:
        if self._words is not None:
            self._words.append(text)

    def end(self, tag: str) -> None:
        if self._words is not None:
            judge("".join(self._words))
            self._words = None


@dataclass
class Styles(Part):
    """Which cell styles show a percentage."""

    percent: set[str] = field(default_factory=set)
    _formats: set[str] = field(default_factory=lambda: set(_PERCENT))
    _inside: bool = False
    _number: int = 0
    _count: int = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "cellXfs":
            self._inside = True
        elif name == "numFmt" and is_percent(attributes.get("formatCode", "")):
            self._formats.add(attributes.get("numFmtId", ""))
        elif name == "xf":
            self._style(attributes)

    def _style(self, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > 2 * MAX_STYLES:
            raise Unsafe("sheet.bomb")
        if self._inside:
            if attributes.get("numFmtId") in self._formats:
                self.percent.add(str(self._number))
            self._number += 1

    def end(self, tag: str) -> None:
        if tag.rpartition(":")[2] == "cellXfs":
            self._inside = False


class Strings:
    """Lengths of the shared strings in bytes as they stand in the file, formats included: never less than their own.

    Where comments or CDATA could hide one, only the longest is known and `lengths` stays empty.
    """

    def __init__(self) -> None:
        self.lengths, self.longest = array("L"), 0
        self._rest, self._exact = b"", True

    def feed(self, piece: bytes) -> None:
        self._exact &= b"<!" not in piece
        first, *found = _STRING.split(self._rest + piece)
        if found:
            self._add(map(len, (first, *found[:-1])))
        self._rest = found[-1] if found else first
        if len(self._rest) > LONGEST_SHARED or len(self.lengths) > MAX_STRINGS or self.longest > LONGEST_SHARED:
            raise Unsafe("sheet.bomb")

    def close(self) -> None:
        self._add([len(self._rest)])
        del self.lengths[: 1 if self._exact else None]  # the first is what stands before the strings

    def _add(self, lengths: Iterable[int]) -> None:
        found = array("L", lengths)
        self.longest = max(self.longest, max(found, default=0))
        self.lengths.extend(found)


def is_percent(code: str) -> bool:
    """Whether a number format multiplies by a hundred: a `%` outside quotation marks."""
    return "%" in _QUOTED.sub("", code)


def _refuse(codes: Iterable[str]) -> None:
    for code in codes:
        raise Unsafe(code)
