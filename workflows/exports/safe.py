"""Text as a cell may hold it: no program takes it for a formula, and none stumbles over a character."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from math import isfinite
from typing import Any

from forms.chars import clean

LONGEST = 32_000
"""Characters that a cell holds."""
EXACT = 10**15
"""Whole numbers from here on lose digits in a cell: they are written as text."""
_RISKY = re.compile(r"^\s*[=+\-@＝＋－＠﹢﹣﹦﹫]")


def plain(value: Any) -> Any:
    """A value as cells know it: None, text, a number, a day or a moment without a zone."""
    if isinstance(value, str):
        return clean(value)[:LONGEST]
    if isinstance(value, (float, Decimal)):
        return value if isfinite(value) else None
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int):
        return value if abs(value) < EXACT else str(value)
    return clean(value)[:LONGEST]


def risky(text: str) -> bool:
    """Whether a program could take a text for a formula, also when somebody touches its cell."""
    return _RISKY.match(text) is not None
