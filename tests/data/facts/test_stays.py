"""How long cases stayed, and what they held on a day, against figures counted by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from sqlmodel import Session

from data import Database
from data.queries import cases, visibility
from data.queries.cases import CaseFilter
from data.queries.facts import spans, values
from data.queries.facts.stays import durations, median, percentile
from data.tables import Case, CaseValue, History
from tests.data import offices
from tests.data.facts.test_spans import BUREAU, MONDAY, NEAR, change, day

ANY = CaseFilter()
STAGES = {"draft": "fill", "filed": "city", "mend": "fill", "closed": "done"}


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        yield s


def walk(s: Session, *steps: tuple[int, str]) -> Case:
    """A case that is opened on Monday 2 March and comes to states so many days later."""
    case = offices.case(s, opened_at=MONDAY, audience_id=visibility.audience(s, {"g": NEAR + BUREAU}))
    for step, (days, state) in enumerate(steps, 2):
        at = MONDAY + timedelta(days=days)
        filed = {"filed_on": day(2) + timedelta(days=days)} if state == "filed" and case.filed_on is None else {}
        change(s, case, at, state=state, stage=STAGES[state], ended=state == "closed", **filed)
        s.add(History(case_id=case.id or 0, step=step, at=at, actor_id=1, role="r", action=f"to_{state}",
                      to_state=state, commitment="", previous="", hash=""))  # fmt: skip
    s.flush()
    return case


def calendar_days(begun: date, ended: date) -> int:
    return (ended - begun).days


def test_stays_are_measured_whole_whatever_else_changes_meanwhile(session: Session) -> None:
    case = walk(session, (1, "filed"), (3, "mend"), (10, "filed"), (40, "closed"))
    walk(session, (2, "filed"), (12, "closed"))
    late = walk(session, (5, "filed"))
    change(session, late, MONDAY + timedelta(days=6), due=day(30))
    by_stage = durations(session, NEAR, ANY, calendar_days)
    assert by_stage == {("fill",): Counter({1: 1, 2: 1, 7: 1, 5: 1}), ("city",): Counter({2: 1, 30: 1, 10: 1})}
    going_on = durations(session, NEAR, ANY, calendar_days, on=day(20))
    assert going_on[("city",)] == Counter({13: 1, 8: 1})
    whole = durations(session, NEAR, ANY, calendar_days, "whole", ("state",))
    assert whole == {("closed",): Counter({39: 1, 10: 1})}
    assert case.ended


@pytest.mark.parametrize(
    ("days", "middle", "most"),
    [([], None, None), ([4], 4, 4), ([1, 3], 2, 3), ([1, 2, 9], 2, 9), ([*range(1, 11)], 5.5, 9)],
)
def test_median_and_ninety_percent_are_exact(days: list[int], middle: float | None, most: int | None) -> None:
    assert (median(Counter(days)), percentile(Counter(days), 90)) == (middle, most)


def put(s: Session, case: Case, moment: datetime, number: int) -> None:
    spans.at(s, moment)
    from sqlalchemy import delete
    from sqlmodel import col

    s.execute(delete(CaseValue).where(col(CaseValue.case_id) == case.id))
    s.add(CaseValue(case_id=case.id or 0, group="g", field="case.n", number=number))
    s.flush()
    values.keep(s, case.id or 0, ["case.n"])


def test_numbers_are_those_that_were_held_on_the_day(session: Session) -> None:
    case = walk(session)
    for days, number in ((0, 5), (3, 7), (3, 8), (6, 8), (9, 1)):
        put(session, case, MONDAY + timedelta(days=days), number)
    then = {n: [c.columns for c in cases.find(session, NEAR, ANY, on=day(n)).rows] for n in (2, 4, 5, 10, 11)}
    assert then == {2: [{"n": 5}], 4: [{"n": 5}], 5: [{"n": 8}], 10: [{"n": 8}], 11: [{"n": 1}]}
