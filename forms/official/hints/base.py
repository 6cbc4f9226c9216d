"""The family of hints: each looks at a label with its blank and says which type speaks for itself, and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from forms.official.slot import Slot, Vote

Hint = Callable[[Slot], Iterator[Vote]]
HINTS: Final[list[Hint]] = []


def hint(each: Hint) -> Hint:
    """Adds a hint to the family."""
    HINTS.append(each)
    return each
