"""The unit beside a number: （万元）, ____户, %."""

from __future__ import annotations

from collections.abc import Iterator

from forms.official.hints.base import hint
from forms.official.lexicon import unit_kind
from forms.official.plain_words import closed
from forms.official.slot import Slot, Vote
from forms.text import Message


@hint
def measured(slot: Slot) -> Iterator[Vote]:
    """A unit says what is counted."""
    unit = slot.unit or _alone(slot.said)
    kind = unit_kind(unit)
    if kind:
        yield Vote(kind, 0.95, Message("official.why.unit", {"unit": unit}), unit)


def _alone(said: str) -> str:
    """A unit that stands in the blank by itself."""
    found = closed(said).strip(" ()_")
    return found if unit_kind(found) else ""


@hint
def formatted(slot: Slot) -> Iterator[Vote]:
    """The number format of the cell."""
    number = slot.number.lower()
    if "%" in number:
        yield Vote("percent", 0.9, Message("official.why.format", {"format": slot.number}))
    elif any(c in number for c in ("yy", "年", "mmm")) and "[" not in number:
        whole = "d" in number or "日" in number
        yield Vote("date" if whole else "month", 0.9, Message("official.why.format", {"format": slot.number}))
    elif "0.0" in number:
        yield Vote("decimal", 0.7, Message("official.why.format", {"format": slot.number}))
    elif number.strip("#,_ ()-;") in ("0", "##0"):
        yield Vote("integer", 0.7, Message("official.why.format", {"format": slot.number}))
