"""Recurring reports: periods, days, lights; who owes one is reminded, and a missing one is seen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.clocks.test_reckon import CALENDAR, ZONE
from workflows.clocks.duties import Handed, Occurrence, duty_events, first_day_in, in_states, occurrences, rhythm
from workflows.engine.types import Passed
from workflows.model.clocks import Duty

BEGUN = date(2026, 1, 20)


def duty(**changes: Any) -> Duty:
    given = {"zh": "月报", "while_in": ["trial"], "every": "month", "due_day": 5, "child": "report", **changes}
    return Duty.model_validate(given)


def found(made: Duty, on: str, reports: Sequence[Handed] = (), until: date = date.max) -> list[Occurrence]:
    every = rhythm(made, {"间隔": 2, "第几日": 3, "空": None, "零": 0}.get)
    assert every is not None
    return occurrences("k", made, every, BEGUN, lambda day: day < until, reports, CALENDAR, date.fromisoformat(on))


def test_a_month_is_due_on_a_working_day_of_the_next() -> None:
    periods = found(duty(), "2026-04-03", [Handed(7, date(2026, 2, 6))])
    shown = [(o.first.isoformat(), o.due.isoformat(), o.light) for o in periods]
    assert shown == [
        ("2026-01-01", "2026-02-06", None), ("2026-02-01", "2026-03-06", "red"),
        ("2026-03-01", "2026-04-08", "yellow"), ("2026-04-01", "2026-05-11", "green"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("every", "first", "last"),
    [("week", "2026-01-19", "2026-01-25"), ("quarter", "2026-01-01", "2026-03-31"),
     ("half_year", "2026-01-01", "2026-06-30"), ("year", "2026-01-01", "2026-12-31")],
)  # fmt: skip
def test_other_periods(every: str, first: str, last: str) -> None:
    one = found(duty(every=every, unit="day"), "2026-01-21")[0]
    assert (one.first.isoformat(), one.last.isoformat()) == (first, last) and (one.due - one.last).days == 5


def test_a_case_may_say_how_many_months_a_period_has_and_when_it_is_due() -> None:
    periods = found(duty(every="间隔", due_day="第几日", unit="day"), "2026-05-02")
    assert [(o.first.isoformat(), o.due.isoformat()) for o in periods] == [
        ("2026-01-01", "2026-03-03"), ("2026-03-01", "2026-05-03"), ("2026-05-01", "2026-07-03"),
    ]  # fmt: skip


@pytest.mark.parametrize("changes", [{"every": "空"}, {"every": "零"}, {"due_day": "空"}, {"due_day": "零"}])
def test_nothing_is_owed_while_it_does_not(changes: dict[str, str]) -> None:
    assert rhythm(duty(**changes), {"空": None, "零": 0}.get) is None


def test_nothing_is_owed_for_a_period_that_was_not_lived_through() -> None:
    assert [o.first.month for o in found(duty(), "2026-05-10", until=date(2026, 3, 15))] == [1, 2]


def test_a_late_report_is_told_as_late() -> None:
    late = found(duty(), "2026-02-20", [Handed(7, date(2026, 2, 9))])[0]
    assert late.late and not late.missing


def test_a_period_may_want_a_report_of_its_own() -> None:
    """Two contacts in January are not one for February; one that is written down late is for its own month."""
    handed = [Handed(3, date(2026, 1, 22), date(2026, 1, 21)), Handed(4, date(2026, 1, 30), date(2026, 1, 30)),
              Handed(5, date(2026, 4, 9), date(2026, 3, 31)), Handed(6, date(2026, 4, 9))]  # fmt: skip
    alone, counted = duty(for_day="哪天"), duty()
    assert [o.report for o in found(alone, "2026-04-20", handed)] == [3, None, 5, None]
    assert [o.report for o in found(counted, "2026-04-20", handed)] == [3, 4, 5, 6]
    assert [(o.late, o.missing) for o in found(alone, "2026-04-20", handed)][1:3] == [(True, True), (True, False)]


def test_states_tell_since_when_and_when() -> None:
    def at(month: int, day: int) -> datetime:
        return datetime(2026, month, day, 4, tzinfo=UTC)

    trail = [Passed("start", 1, None, "draft", at(1, 2)), Passed("begin", 1, "draft", "trial", at(1, 20)),
             Passed("stop", 1, "trial", "halt", at(2, 10)), Passed("go", 1, "halt", "trial", at(3, 10))]  # fmt: skip
    owed = in_states(["trial"], trail, ZONE)
    assert first_day_in(["trial"], trail, ZONE) == BEGUN
    assert [owed(date(2026, m, 28)) for m in (1, 2, 3)] == [True, False, True] and not owed(date(2025, 1, 1))


def test_reminders_keep_to_their_number_and_stop_with_the_report() -> None:
    made = duty(remind={"before": [3], "every": 2, "at_most": 3})
    asked = list(duty_events(made, found(made, "2026-01-21"), CALENDAR, ()))
    assert [(e.day.isoformat(), e.mark) for e in asked if e.what != "over"] == [
        ("2026-02-03", "2026-01-01/remind/0"), ("2026-02-10", "2026-01-01/remind/1"),
        ("2026-02-12", "2026-01-01/remind/2"),
    ]  # fmt: skip


def test_however_early_a_report_came_the_next_period_is_looked_at() -> None:
    made = duty(remind={"before": [3], "at_most": 1})
    asked = duty_events(made, found(made, "2026-01-21", [Handed(7, date(2026, 1, 21))]), CALENDAR, ())
    assert [(e.what, e.day.isoformat()) for e in asked] == [("over", "2026-02-01")]


def test_a_duty_acts_at_its_lights_as_clocks_do() -> None:
    told = {"effect": "message", "to": ["desk"], "text": "late"}
    made = duty(yellow_days=2, at_yellow=[told], at_red=[told], then="stop")
    asked = duty_events(made, found(made, "2026-01-21"), CALENDAR, ["2026-01-01/over"])
    assert [(e.what, e.day.isoformat()) for e in asked] == [
        ("yellow", "2026-02-04"), ("red", "2026-02-07"), ("then", "2026-02-07"),
    ]  # fmt: skip
    assert [o.light for o in found(made, "2026-02-04")][:1] == ["yellow"]
    assert [o.light for o in found(made, "2026-02-03")][:1] == ["green"]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(["week", "month", "quarter", "half_year", "year"]), st.integers(1, 20), st.integers(0, 900))
def test_periods_follow_one_another_and_fall_due_in_order(every: str, due_day: int, days: int) -> None:
    today = date.fromordinal(BEGUN.toordinal() + days)
    shown = found(duty(every=every, due_day=due_day), today.isoformat())
    assert shown[0].first <= BEGUN <= shown[0].last and shown[-1].first <= today <= shown[-1].last
    for one, two in zip(shown, shown[1:], strict=False):
        assert (two.first - one.last).days == 1 and one.due <= two.due  # a whole week may be off
