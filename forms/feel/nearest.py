"""The known name a mistyped one was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The most similar known name; None when nothing is similar enough."""
    found = get_close_matches(name, sorted(known), 1, 0.5)
    return found[0] if found else None
