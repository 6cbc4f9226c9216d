"""A text taken apart into its points: numbered ones, one a line, or those that semicolons part. Nothing is lost."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_TENS = "一二三四五六七八九十"
_MARK = re.compile(
    rf"[（(](?P<paren>\d{{1,2}}|[{_TENS}]{{1,3}})[）)]"
    rf"|(?P<plain>\d{{1,2}})(?:[、．]|[.](?!\d)|[)）])"
    rf"|(?P<han>[{_TENS}]{{1,3}})、"
    rf"|第(?P<nth>[{_TENS}]{{1,3}})[，、：:]"
    rf"|(?P<is>[{_TENS}])是"
    r"|(?P<ring>[①-⑳])"
)
_BEFORE = frozenset("；;。：:\n\r \t　，,")
"""What may stand before a number inside a line."""
_OPEN, _CLOSE = "（(“‘《「『[【{", "）)”’》」』]】}"
_INTRODUCES = re.compile(r"[：:]\s*\Z")
_NOTHING = re.compile(r"((无|没有|暂无)(修改|其他)?(意见|建议)?|同意|不涉及|none|no|n/a)[。.！!]*", re.IGNORECASE)
"""What people write where they have nothing to suggest."""


def pieces(text: str) -> list[str]:
    """The points of a text; put together they are the text again, and each says something. None for an empty text.

    A number begins a point at the beginning of a line or after a stop, if it is the next of its kind; without numbers
    every line is a point, and in a single line semicolons outside brackets part them. What ends in a colon belongs to
    the point that it introduces.
    """
    cuts = _numbered(text) or _lines(text) or _parted(text)
    places = [0, *(c for c in cuts if c), len(text)]
    return _whole(text[a:b] for a, b in zip(places, places[1:], strict=False) if a < b)


def bare(piece: str) -> str:
    """A point without its number and the stop that parts it from the next."""
    text = piece.strip()
    found = _MARK.match(text)
    text = text[found.end() :].strip() if found and not found["is"] else text
    return text.rstrip("；; \t\r\n") or piece.strip()


def suggests(piece: str) -> bool:
    """Whether a point says anything: `无` and the like do not."""
    return _NOTHING.fullmatch(bare(piece)) is None


def _numbered(text: str) -> list[int]:
    """Where numbered points begin; none unless there are two of them."""
    found, last = list[int](), dict[str, int]()
    for mark in _MARK.finditer(text):
        kind = mark.lastgroup or ""
        number, at = _number(mark[kind]), mark.start()
        if _may_begin(text, at) and number in (1, last.get(kind, 0) + 1):
            last[kind] = number
            found.append(at)
    return found if len(found) > 1 else []


def _may_begin(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in _BEFORE


def _number(words: str) -> int:
    """1 … 99 in figures, in a ring, or as 十二."""
    if words.isdecimal():
        return int(words)
    if "①" <= words <= "⑳":
        return ord(words) - ord("①") + 1
    tens, ten, ones = words.partition("十")
    if not ten:
        return _TENS.index(words) + 1 if len(words) == 1 else 0
    return ((_TENS.find(tens) + 1) if tens else 1) * 10 + (_TENS.find(ones) + 1 if ones else 0)


def _lines(text: str) -> list[int]:
    """Where lines begin; none for a single line."""
    return [m.end() for m in re.finditer(r"\n+", text)] if "\n" in text.strip() else []


def _parted(text: str) -> Iterator[int]:
    """Where the points of a single line begin: after semicolons outside brackets and quotation marks."""
    depth = 0
    for n, char in enumerate(text):
        depth = max(depth + (char in _OPEN) - (char in _CLOSE), 0)
        if char in "；;" and not depth:
            yield n + 1


def _whole(parts: Iterable[str]) -> list[str]:
    """The parts, those that say nothing by themselves or introduce the next one joined to it."""
    found, held = list[str](), ""
    for part in parts:
        held += part
        if _says(held) and not _INTRODUCES.search(held):
            found.append(held)
            held = ""
    if held and found and not _says(held):
        found[-1] += held
    elif held.strip():
        found.append(held)
    return found


def _says(part: str) -> bool:
    return any(c.isalnum() for c in bare(part))
