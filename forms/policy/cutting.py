"""A policy text cut into sentences, each under the article, item and number it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ANNEX: Final = "附件"
_DIGITS: Final = "零〇一二三四五六七八九十百千"
_LEVELS: Final = (
    re.compile(rf"(第[{_DIGITS}0-9]+[编篇章节])(?=[\s\u3000]|$)"),
    re.compile(rf"(第[{_DIGITS}0-9]+条(?:之[{_DIGITS}]+)?)"),
    re.compile(rf"([{_DIGITS}]+)[、．]"),
    re.compile(rf"[（(]([{_DIGITS}]+)[）)]"),
    re.compile(r"(\d{1,3})(?:[、．]|\.(?!\d))"),
    re.compile(r"[（(](\d{1,3})[）)]"),
    re.compile(r"([①-⑳])"),
)
"""How headings and items begin, from the widest to the narrowest; a number of a narrower one lies in those around."""
_CHAPTER, _ARTICLE, _BRACKETS = 0, 1, {3, 5}
_ANNEX = re.compile(rf"{ANNEX}\s*[{_DIGITS}0-9]*\s*[:：]?\s*\Z")
_NOTE = re.compile(r"\[bookmark:[^\]]*\]")
_END = re.compile(r"[^。；！？;]*[。；！？;]+[”’」』）)]*|[^。；！？;]+")
_NUMBER_ALONE = re.compile(r"[\d\s]*\Z")


@dataclass(frozen=True)
class Piece:
    """A sentence of a text and where it stands: 第三条（一）, 四（二）1."""

    under: str
    text: str


@dataclass
class _Place:
    """The headings that one stands under."""

    annex: str = ""
    at: dict[int, str] = field(default_factory=dict)

    def enter(self, line: str) -> None:
        if _ANNEX.match(line):
            self.annex, self.at = re.sub(r"[\s:：]", "", line), {}
            return
        for level, begins in enumerate(_LEVELS):
            if found := begins.match(line):
                name = f"（{found[1]}）" if level in _BRACKETS else found[1]
                kept = {} if level == _ARTICLE else {n: v for n, v in self.at.items() if n < level}
                self.at = {**kept, level: name}
                return

    @property
    def name(self) -> str:
        inner = "".join(self.at[n] for n in sorted(self.at))
        return f"{self.annex}·{inner}" if self.annex and inner else self.annex or inner


def cut(text: str) -> list[Piece]:
    """The sentences of a text in their order; what consists of digits alone (rows of a table) is left out."""
    place = _Place()
    return [piece for line in text.splitlines() for piece in _pieces(_clean(line), place)]


def _pieces(line: str, place: _Place) -> Iterator[Piece]:
    if not line or _NUMBER_ALONE.match(line):
        return
    place.enter(line)
    for part in _joined([p.strip() for p in _END.findall(line)]):
        yield Piece(place.name, part)


def _joined(parts: list[str]) -> Iterator[str]:
    """Parts of a sentence that ends inside quotation marks or brackets belong together."""
    held = ""
    for part in parts:
        held += part
        if all(held.count(a) <= held.count(b) for a, b in ("“”", "（）", "《》", "「」")):
            if held:
                yield held
            held = ""
    if held:
        yield held


def _clean(line: str) -> str:
    return re.sub(r"[\t\u00a0\u3000\ufeff\u200b ]+", " ", _NOTE.sub("", line)).strip()
