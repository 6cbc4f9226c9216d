"""JSON read with positions: every value knows its line and column."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forms.text import Message

Positions = Mapping[str, tuple[int, int]]
"""JSON pointer → line and column (from 1) of the value; under `key:` + pointer those of its key."""

DEEPEST = 60
LARGEST_MB = 4
_SPACE = re.compile(r"[ \t\r\n]*")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)
_TEXT = re.compile(r'"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"')
_WORDS = {"true": True, "false": False, "null": None}


class Unreadable(ValueError):
    """Text that is no JSON: where, and what was expected there."""

    def __init__(self, line: int, column: int, message: Message) -> None:
        super().__init__(f"{line}:{column} {message.code}")
        self.line, self.column, self.message = line, column, message


@dataclass(frozen=True)
class Reading:
    """What a text holds, and where each part of it stands."""

    data: Any
    positions: Positions


def read_json(text: str | bytes) -> Reading:
    """The data of a JSON text with positions; raises `Unreadable`."""
    if len(text) > LARGEST_MB * 1024 * 1024:
        raise Unreadable(1, 1, Message("json_large", {"limit": LARGEST_MB}))
    if isinstance(text, bytes):
        try:
            text = text.decode("utf-8")
        except UnicodeDecodeError as error:
            raise Unreadable(1, error.start + 1, Message("json_encoding")) from None
    reader = _Reader(text.removeprefix("\ufeff"))
    data = reader.document()
    if not isinstance(data, dict):
        raise Unreadable(1, 1, Message("json_kind"))
    return Reading(data, reader.positions)


def position(positions: Positions, pointer: str, key: bool = False) -> tuple[int, int]:
    """Where a pointer (or its key) stands, else the nearest part around it; (0, 0) if nothing is known."""
    if key and f"key:{pointer}" in positions:
        return positions[f"key:{pointer}"]
    while pointer not in positions and pointer:
        pointer = pointer.rpartition("/")[0]
    return positions.get(pointer, (0, 0))


def step(pointer: str, name: str | int) -> str:
    """The pointer to a member."""
    return f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"


def with_text(text: str, positions: Positions, pointer: str, value: str, key: bool = False) -> str:
    """The JSON text with one text in it exchanged, or (`key`) the name of a member; all else stays as written."""
    line, column = positions[f"key:{pointer}" if key else pointer]
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    start += column - 1
    found = _TEXT.match(text, start)
    if found is None:
        raise ValueError(f"no text at {pointer}")
    return text[:start] + json.dumps(value, ensure_ascii=False) + text[found.end() :]


class _Reader:
    """A recursive descent over the text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.positions: dict[str, tuple[int, int]] = {}
        self._line, self._line_start, self._seen = 1, 0, 0

    def document(self) -> Any:
        value = self._value("", 0)
        self._skip()
        if self.at < len(self.text):
            raise self._expected("end")
        return value

    def _here(self) -> tuple[int, int]:
        """Line and column of the current place; places are asked in ascending order."""
        new = self.text.count("\n", self._seen, self.at)
        if new:
            self._line += new
            self._line_start = self.text.rfind("\n", 0, self.at) + 1
        self._seen = self.at
        return self._line, self.at - self._line_start + 1

    def _skip(self) -> str:
        """Go past spaces; the character there, "" at the end."""
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
        return self.text[self.at : self.at + 1]

    def _value(self, pointer: str, depth: int) -> Any:
        c = self._skip()
        self.positions[pointer] = self._here()
        if depth > DEEPEST:
            raise Unreadable(*self._here(), Message("json_deep", {"limit": DEEPEST}))
        if c == "{":
            return self._object(pointer, depth)
        if c == "[":
            return self._list(pointer, depth)
        return self._string("text_end") if c == '"' else self._scalar()

    def _object(self, pointer: str, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while self._more("}", not found):
            self._skip()
            where = self._here()
            key = self._string("key")
            if key in found:
                raise Unreadable(*where, Message("json_twice", {"key": key}))
            self.positions[f"key:{step(pointer, key)}"] = where
            self._take(":")
            found[key] = self._value(step(pointer, key), depth + 1)
        return found

    def _list(self, pointer: str, depth: int) -> list[Any]:
        found: list[Any] = []
        while self._more("]", not found):
            found.append(self._value(step(pointer, len(found)), depth + 1))
        return found

    def _more(self, end: str, first: bool) -> bool:
        """Past the opening bracket or a comma; False past the closing one."""
        if first:
            self.at += 1
        if self._skip() == end:
            self.at += 1
            return False
        if not first:
            self._take(",", f",” / “{end}")
        return True

    def _take(self, sign: str, wanted: str = "") -> None:
        if self._skip() != sign:
            raise self._expected(wanted or sign)
        self.at += 1

    def _string(self, wanted: str) -> str:
        found = _TEXT.match(self.text, self.at)
        if not found:
            raise self._expected(wanted)
        read = str(json.loads(found[0]))
        if any("\ud800" <= c <= "\udfff" for c in read):
            raise self._expected("escape")
        self.at = found.end()
        return read

    def _scalar(self) -> Any:
        for word, value in _WORDS.items():
            if self.text.startswith(word, self.at):
                self.at += len(word)
                return value
        found = _NUMBER.match(self.text, self.at)
        if not found or len(found[0]) > 40:
            raise self._expected("value")
        self.at = found.end()
        return json.loads(found[0])

    def _expected(self, wanted: str) -> Unreadable:
        word = Message(f"word.{wanted}") if wanted.isalpha() or "_" in wanted else f"“{wanted}”"
        c = self.text[self.at : self.at + 1]
        if not c:
            return Unreadable(*self._here(), Message("json_end", {"wanted": word}))
        return Unreadable(*self._here(), Message("json_syntax", {"wanted": word, "found": f"“{c}”"}))
