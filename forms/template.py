"""Sentences of a definition with `{FEEL}` in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from forms import feel
from forms.text import Text


def expressions(pattern: str) -> list[tuple[int, str]]:
    """The expressions of a sentence, each with the place where it begins."""
    return [(at, part) for at, part, code in _parts(pattern) if code]


def fill(text: Text, scope: Mapping[str, Any], services: feel.Services | None = None) -> Text:
    """The sentence in both languages, with each expression replaced by its value."""
    en = _filled(text.en, scope, services, "en") if text.en else None
    return Text(zh=_filled(text.zh, scope, services, "zh"), en=en)


def _filled(pattern: str, scope: Mapping[str, Any], services: feel.Services | None, lang: str) -> str:
    return "".join(
        say(feel.evaluate(part, scope, services), lang) if code else part for _, part, code in _parts(pattern)
    )


def say(value: Any, lang: str = "zh") -> str:
    """A FEEL value as words; — for nothing."""
    if value is None:
        return "—"
    if isinstance(value, bool):
        return {("zh", True): "是", ("zh", False): "否"}.get((lang, value), "yes" if value else "no")
    if isinstance(value, Decimal):
        return f"{value:,.0f}" if abs(value) >= 10_000 and value == int(value) else feel.to_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return ("、" if lang == "zh" else ", ").join(say(v, lang) for v in value)
    if isinstance(value, dict):
        return str(value.get("name" if lang == "en" else "名称") or feel.to_text(value))
    return str(value)


@lru_cache(maxsize=1024)
def _parts(pattern: str) -> tuple[tuple[int, str, bool], ...]:
    return tuple(_split(pattern))


def _split(pattern: str) -> Iterator[tuple[int, str, bool]]:
    """The pieces in order: place, text, whether it is an expression. A brace that never closes is text."""
    at = 0
    while (start := pattern.find("{", at)) >= 0 and (end := _closing(pattern, start)) > 0:
        if start > at:
            yield at, pattern[at:start], False
        yield start + 1, pattern[start + 1 : end], True
        at = end + 1
    if at < len(pattern):
        yield at, pattern[at:], False


def _closing(pattern: str, start: int) -> int:
    """Where the brace at `start` closes, inner braces and quoted text aside; -1 if nowhere."""
    depth, quoted = 0, False
    for at in range(start, len(pattern)):
        c = pattern[at]
        if c == '"' and pattern[at - 1] != "\\":
            quoted = not quoted
        elif not quoted and c in "{}":
            depth += 1 if c == "{" else -1
            if depth == 0:
                return at
    return -1
