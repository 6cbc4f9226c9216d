"""The revisions of one entry, pure: where a change or an end goes, what stands against it, what held on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar


@dataclass(frozen=True)
class Span:
    """One revision: in force from `since` until `until` (first day out; None: still in)."""

    since: date
    until: date | None = None
    goes_on: bool = False  # another revision begins on the day it ends

    @property
    def lasted(self) -> bool:
        """Whether it was in force for a day at least."""
        return self.until is None or self.until > self.since

    def holds(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until > day)


S = TypeVar("S", bound=Span)


def changed(spans: Sequence[Span], on: date) -> list[Span]:
    """The revisions after a change on a day that nothing stands against: the last one ends where the new one begins."""
    *before, last = spans
    ended = replace(last, until=on, goes_on=True)
    return [*before, ended, Span(on, last.until, last.goes_on)]


def out(spans: Sequence[Span], on: date) -> list[Span]:
    """The revisions after the entry's end on a day; what ended on that very day goes on no longer."""
    *before, last = spans
    kept = [replace(s, goes_on=s.goes_on and not (s.until == on and last.since == on)) for s in before]
    return [*kept, replace(last, until=on, goes_on=False)]


def on_day(spans: Sequence[S], day: date) -> S | None:
    """The revision in force on a day; of several that claim it the newest."""
    return next((s for s in reversed(spans) if s.holds(day)), None)
