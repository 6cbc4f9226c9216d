"""The room that a blank has: who leaves half a page wants sentences."""

from __future__ import annotations

from collections.abc import Iterator

from forms.official.hints.base import hint
from forms.official.lexicon import label_patterns
from forms.official.slot import Slot, Vote
from forms.text import Message

_TALL, _TALLER = 2.6, 4.5


@hint
def roomy(slot: Slot) -> Iterator[Vote]:
    """Several lines over most of the page."""
    if slot.shape in ("boxes", "date", "period", "month") or slot.column:
        return
    if slot.tall >= _TALLER and slot.wide >= 0.4:
        yield Vote("long_text", 0.86, Message("official.why.room"))
    elif slot.tall >= _TALL and slot.wide >= 0.3:
        yield Vote("long_text", 0.66, Message("official.why.room"))


@hint
def offices(slot: Slot) -> Iterator[Vote]:
    """Offices and people of this system are an alternative, never the first guess: applicants type them."""
    for kind in ("organisation", "person"):
        if any(p.search(slot.label.title) for p, _ in label_patterns(kind)):
            yield Vote(kind, 0.4, Message("official.why.office"))
