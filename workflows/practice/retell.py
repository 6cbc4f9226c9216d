"""The values of a rehearsal told of others: other values, other organisations, and days that moved along."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
Values = dict[str, Any]


class Retelling:
    """`instead`: field → value that stands in its place; `called`: name in the rehearsal → name in the office."""

    def __init__(self, instead: Mapping[str, Any], called: Mapping[str, str]) -> None:
        self._instead, self._called = instead, called
        self._renamed: dict[str, str] = {}

    def values(self, values: Mapping[str, Any], before: date, now: date) -> Values:
        """Values of a step that had its day before, and has another now. What is cleared stays cleared."""
        moved = _moving(before, now)
        return {key: self._deep(self._value(key, value), moved) for key, value in values.items()}

    def title(self, title: str | None) -> str | None:
        """What an entry is called whose title is a value that was told otherwise."""
        return self._renamed.get(title or "", title)

    def _value(self, key: str, value: Any) -> Any:
        if value is None or key not in self._instead:
            return value
        if isinstance(value, str):
            self._renamed[value] = str(self._instead[key])
        return self._instead[key]

    def _deep(self, value: Any, moved: Callable[[str], str]) -> Any:
        if isinstance(value, list):
            return [self._deep(v, moved) for v in value]
        if isinstance(value, Mapping):
            return {k: self._deep(v, moved) for k, v in value.items()}
        return self._called.get(value) or moved(value) if isinstance(value, str) else value


def _moving(before: date, now: date) -> Callable[[str], str]:
    """Dates keep their distance from the day of the step, months theirs from its month."""
    months = (now.year - before.year) * 12 + now.month - before.month

    def moved(text: str) -> str:
        if _DAY.fullmatch(text):
            return (date.fromisoformat(text) + (now - before)).isoformat()
        if _MONTH.fullmatch(text):
            year, month = divmod(int(text[:4]) * 12 + int(text[5:]) - 1 + months, 12)
            return f"{year}-{month + 1:02}"
        return text

    return moved
