"""Revisions of an entry: what held on a day is what a replay of the changes says."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from workflows.engine.entry_types import EntryFacts
from workflows.registers.thread import Span, changed, on_day, out

FIRST = date(2026, 1, 1)
days = st.integers(0, 30).map(lambda n: FIRST + timedelta(n))
steps = st.lists(st.tuples(days, st.booleans()), max_size=8)


def played(wanted: list[tuple[date, bool]]) -> tuple[list[Span], list[tuple[date, bool]]]:
    """The revisions after all changes that nothing stood against, and those changes."""
    spans, taken = [Span(FIRST)], []
    for on, ends in wanted:
        last = spans[-1]
        if EntryFacts(1, "r", "", last.since, last.until).against(on) is None:
            spans = out(spans, on) if ends else changed(spans, on)
            taken.append((on, ends))
    return spans, taken


def replayed(taken: list[tuple[date, bool]], day: date) -> int | None:
    """Which revision a plain replay finds in force on a day: the last change on or before it; None when out."""
    found: int | None = 0
    number, end = 0, None
    for on, ends in taken:
        if ends:
            end = on
        else:
            number += 1
            found = number if on <= day else found
    return None if end is not None and end <= day else found


@given(steps, days)
def test_what_held_on_a_day_is_what_a_replay_of_the_changes_says(wanted: list[tuple[date, bool]], day: date) -> None:
    spans, taken = played(wanted)
    held = on_day(spans, day)
    assert (None if held is None else spans.index(held)) == replayed(taken, day)


@given(steps)
def test_revisions_never_overlap_and_leave_no_gap(wanted: list[tuple[date, bool]]) -> None:
    spans, _ = played(wanted)
    for before, after in zip(spans, spans[1:], strict=False):
        assert before.until == after.since or not before.lasted
    assert all(s.until is None or s.until >= s.since for s in spans)
    assert sum(s.holds(FIRST + timedelta(n)) for n in range(31) for s in spans) <= 31


@given(steps)
def test_only_the_last_end_is_an_end(wanted: list[tuple[date, bool]]) -> None:
    spans, _ = played(wanted)
    ends = [s for s in spans if s.lasted and s.until is not None and not s.goes_on]
    assert len(ends) == (1 if spans[-1].until is not None and any(s.lasted for s in spans) else 0)
