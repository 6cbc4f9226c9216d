"""Clocks: what counts, when they stand still, when they are due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.toy import ZONE
from workflows.clocks.reckon import Reading, reading
from workflows.clocks.runs import last_run
from workflows.engine.types import Passed
from workflows.model.clocks import Clock
from workflows.workdays import Calendar, Special, shipped

CALENDAR = shipped()
STARTS = {"zh": "核定时限", "limit": "10", "starts": ["accept"], "paused_in": ["mend"], "ends_in": ["closed"]}


def clock(**changes: Any) -> Clock:
    return Clock.model_validate({**STARTS, **changes})


def steps(*told: str) -> list[Passed]:
    """`2026-03-04 accept joint`: day, action, the state it led to; `+3` extends by three units."""
    found: list[Passed] = []
    for each in told:
        day, action, *rest = each.split()
        before = found[-1].to_state if found else "filed"
        at = datetime.combine(date.fromisoformat(day), time(10, len(found)), ZONE)
        amount = int(action) if action.startswith("+") else 0
        named = "extend" if amount else action
        state = rest[0] if rest else before
        found.append(Passed(named, 1, before, state, at, clock="k" if amount else "", amount=amount))
    return found


def read(clock_: Clock, trail: list[Passed], on: str, limit: int | None = None, calendar: Calendar = CALENDAR,
         start: date | None = None) -> Reading | None:  # fmt: skip
    run = last_run("k", clock_, trail, {"closed"}, ZONE)
    if run is None:
        return None
    units = int(clock_.limit) if limit is None else limit
    return reading("k", clock_, run, start or run.start, units, calendar, date.fromisoformat(on))


ACCEPTED, ASKED, ANSWERED = "2026-03-04 accept joint", "2026-03-06 ask mend", "2026-03-11 answer joint"
SHOWN: list[tuple[str, dict[str, Any], list[str], str, tuple[Any, ...]]] = [
    # what, changes of the clock, steps, on, (status, due, used, left, light)
    ("ten working days from the next day", {}, [ACCEPTED], "2026-03-04", ("running", "2026-03-18", 0, 10, "green")),
    ("yellow three days before", {}, [ACCEPTED], "2026-03-13", ("running", "2026-03-18", 7, 3, "yellow")),
    ("not late on its last day", {}, [ACCEPTED], "2026-03-18", ("running", "2026-03-18", 10, 0, "yellow")),
    ("red from the day after", {}, [ACCEPTED], "2026-03-20", ("running", "2026-03-18", 12, -2, "red")),
    ("paused: no due date", {}, [ACCEPTED, ASKED], "2026-03-09", ("paused", None, 1, 9, None)),
    ("pauses are added", {}, [ACCEPTED, ASKED, ANSWERED], "2026-03-11", ("running", "2026-03-23", 2, 8, "green")),
    ("late before it paused stays late", {}, [ACCEPTED, "2026-03-20 ask mend"], "2026-03-30",
     ("paused", "2026-03-18", 11, -1, "red")),
    ("suspended like paused", {}, [ACCEPTED, "2026-03-06 suspend", "2026-03-11 resume"], "2026-03-11",
     ("running", "2026-03-23", 2, 8, "green")),
    ("the same day counts", {"first_day": "same"}, [ACCEPTED], "2026-03-04",
     ("running", "2026-03-17", 1, 9, "green")),
    ("make-up days count", {"limit": "1"}, ["2026-02-13 accept joint"], "2026-02-13",
     ("running", "2026-02-14", 0, 1, "yellow")),
    ("holidays do not", {"limit": "2"}, ["2026-02-13 accept joint"], "2026-02-13",
     ("running", "2026-02-24", 0, 2, "yellow")),
    ("calendar days", {"unit": "day"}, [ACCEPTED], "2026-03-04", ("running", "2026-03-14", 0, 10, "green")),
    ("calendar days, paused", {"unit": "day"}, [ACCEPTED, ASKED, ANSWERED], "2026-03-11",
     ("running", "2026-03-19", 2, 8, "green")),
    ("months end on the same number", {"unit": "month", "limit": "1"}, ["2026-01-31 accept joint"], "2026-02-01",
     ("running", "2026-02-28", 1, 27, "green")),
    ("years", {"unit": "year", "limit": "1"}, ["2024-02-29 accept joint"], "2024-03-01",
     ("running", "2025-02-28", 1, 364, "green")),
    ("a year from the day itself", {"unit": "year", "limit": "1", "first_day": "same"}, ["2026-01-01 accept joint"],
     "2026-01-01", ("running", "2026-12-31", 1, 364, "green")),
    ("months, paused", {"unit": "month", "limit": "1"}, [ACCEPTED, ASKED, ANSWERED], "2026-03-11",
     ("running", "2026-04-09", 2, 29, "green")),
    ("ended in time", {}, [ACCEPTED, "2026-03-18 close closed"], "2026-05-01",
     ("ended", "2026-03-18", 9, 1, None)),
    ("extended", {}, [ACCEPTED, "2026-03-16 +5"], "2026-03-16", ("running", "2026-03-25", 8, 7, "green")),
    ("a return keeps it", {}, [ACCEPTED, "2026-03-05 bounce filed", "2026-03-09 accept joint"], "2026-03-09",
     ("running", "2026-03-18", 3, 7, "green")),
    ("ended with a transition and begun again", {"ends_with": ["done"]},
     [ACCEPTED, "2026-03-05 done filed", "2026-03-09 accept joint"], "2026-03-09",
     ("running", "2026-03-23", 0, 10, "green")),
    ("a minimum period has no light", {"minimum": True, "unit": "day"}, [ACCEPTED], "2026-03-20",
     ("running", "2026-03-14", 16, -6, None)),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "trail", "on", "shown"), [s[1:] for s in SHOWN], ids=[s[0] for s in SHOWN])
def test_what_a_clock_shows(changes: dict[str, Any], trail: list[str], on: str, shown: tuple[Any, ...]) -> None:
    found = read(clock(**changes), steps(*trail), on)
    assert found is not None
    due = found.due.isoformat() if found.due else None
    assert (found.status, due, found.used, found.left, found.light) == shown


def test_a_clock_that_has_not_begun_shows_nothing() -> None:
    assert read(clock(), steps("2026-03-04 submit filed"), "2026-03-04") is None


@pytest.mark.parametrize(
    ("changes", "start", "on", "due", "late"),
    [
        ({"look_back": True, "limit": "30"}, "2026-04-30", "2026-03-04", "2026-03-18", False),
        ({"look_back": True, "limit": "30"}, "2026-04-30", "2026-03-19", "2026-03-18", True),
        ({"look_back": True, "limit": "1", "unit": "month"}, "2026-03-31", "2026-02-01", "2026-02-28", False),
        ({"unit": "year", "limit": "2"}, "2026-03-10", "2026-03-04", "2028-03-10", False),
    ],
    ids=["lead in working days", "lead missed", "lead in months", "expiry"],
)
def test_a_clock_counts_from_a_day_of_the_case_forward_or_back(
    changes: dict[str, Any], start: str, on: str, due: str, late: bool
) -> None:
    made = clock(from_day="计划通过日", starts=[], **changes)
    found = read(made, steps(ACCEPTED), on, start=date.fromisoformat(start))
    assert found is not None and (found.due, found.late) == (date.fromisoformat(due), late)


def test_a_due_date_beyond_the_announced_years_is_provisional_and_moves_when_they_are_announced() -> None:
    trail = steps("2026-12-25 accept joint")
    before = read(clock(), trail, "2026-12-25")
    assert before is not None and (before.due, before.provisional) == (date(2027, 1, 8), True)
    told = {**CALENDAR.days, date(2027, 1, 1): Special(False, "元旦"), date(2027, 1, 4): Special(False, "元旦")}
    after = read(clock(), trail, "2026-12-25", calendar=Calendar(told, CALENDAR.announced | {2027}))
    assert after is not None and (after.due, after.provisional) == (date(2027, 1, 12), False)


DAYS = st.integers(0, 40)
MOVES = st.lists(st.tuples(st.integers(0, 9), st.sampled_from(["ask mend", "answer joint", "suspend", "resume", "+2"])))
UNITS = st.sampled_from(["workday", "day", "month", "year"])


def story(moves: list[tuple[int, str]]) -> list[str]:
    day, told = date(2025, 9, 1), ["2025-09-01 accept joint"]
    for later, action in moves:
        day += timedelta(later)
        told.append(f"{day} {action}")
    return told


@settings(max_examples=150, deadline=None)
@given(MOVES, st.integers(1, 30), UNITS)
def test_clocks_never_go_backwards(moves: list[tuple[int, str]], limit: int, unit: str) -> None:
    made, told = clock(unit=unit), story(moves)
    last, on = date.min, date(2025, 9, 1)
    for n in range(1, len(told) + 1):
        on = date.fromisoformat(told[n - 1][:10])
        found = read(made, steps(*told[:n]), on.isoformat(), limit)
        assert found is not None
        if found.due is not None:
            assert found.due >= last
            last = found.due
    used = [read(made, steps(*told), (on + timedelta(n)).isoformat(), limit) for n in range(20)]
    counts = [u.used for u in used if u]
    assert counts == sorted(counts)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 30), st.integers(1, 20), UNITS)
def test_an_extension_only_lengthens(limit: int, more: int, unit: str) -> None:
    before = read(clock(unit=unit), steps(ACCEPTED), "2026-03-04", limit)
    after = read(clock(unit=unit), steps(ACCEPTED, f"2026-03-04 +{more}"), "2026-03-04", limit)
    assert before and after and before.due and after.due and after.due > before.due


@settings(max_examples=100, deadline=None)
@given(st.integers(10, 30), st.integers(0, 9), st.integers(0, 12), st.sampled_from(["workday", "day"]))
def test_a_pause_moves_the_due_date_by_exactly_the_days_that_would_have_counted(
    limit: int, later: int, length: int, unit: str
) -> None:
    begun = date(2026, 3, 4)
    stop = begun + timedelta(later)
    going = stop + timedelta(length)
    made = clock(unit=unit)
    plain = read(made, steps(f"{begun} accept joint"), "2026-03-04", limit)
    paused = read(made, steps(f"{begun} accept joint", f"{stop} ask mend", f"{going} answer joint"), f"{going}", limit)
    assert plain and paused and plain.due and paused.due
    lost = [stop + timedelta(n) for n in range(length) if stop + timedelta(n) > begun]
    counted = sum(unit == "day" or CALENDAR.is_workday(d) for d in lost)
    step = CALENDAR.after(plain.due, counted) if unit == "workday" else plain.due + timedelta(counted)
    assert paused.due == step
