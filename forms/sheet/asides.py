"""Sheets of ours that hold no values: they are passed over when a file is read."""

from __future__ import annotations

from collections.abc import Sequence

from forms.messages import say
from forms.sheet.base import BASE
from forms.sheet.plan import LISTS
from forms.text import LANGUAGES, Message

MARKS = "_marks"
"""The hidden sheet of a file that came back with marks."""


def guide_names() -> tuple[str, ...]:
    """What the sheet that explains the columns is called, in all languages."""
    return tuple(say(Message("guide.sheet"), lang) for lang in LANGUAGES)


def summary_names() -> tuple[str, ...]:
    """What the list of things to mend is called, in all languages."""
    return tuple(say(Message("marks.sheet"), lang) for lang in LANGUAGES)


def summary_in(names: Sequence[str]) -> str | None:
    """The list of an earlier round; the clerk's own sheet of that name is none."""
    if MARKS not in names:
        return None
    return next((n for n in reversed(names) if n.startswith(summary_names())), None)


def asides(names: Sequence[str]) -> frozenset[str]:
    """Which of a file's sheets are passed over."""
    guides = {n for n in names if n in guide_names()}
    return frozenset({BASE, LISTS, MARKS, *guides} | {n for n in [summary_in(names)] if n})
