"""What befell cases is kept with how they stood; where history is older than that, the same comes out of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import Session, col, select

from data import Database, migrate
from data.migrations import downgrade
from data.queries.facts import spans, trails
from data.tables import Case, CaseSpan, History
from tests.data import offices
from tests.data.facts.test_spans import MONDAY, change, day
from tests.data.facts.test_tallies import play

BEFORE = "0025"
"""The revision before trails."""


def told(s: Session) -> list[tuple[Any, ...]]:
    """How every case stood, with what had befallen it and since when it was in its stage."""
    rows = s.exec(select(CaseSpan).order_by(col(CaseSpan.case_id), col(CaseSpan.since), col(CaseSpan.id))).all()
    marks = trails.marks_of(s, {r.trail_id for r in rows})
    return [
        (r.case_id, r.state, r.since, r.until, r.since_on, r.until_on, r.steps, r.stage_since, r.from_since,
         r.from_state, marks.get(r.trail_id))
        for r in rows
    ]  # fmt: skip


def a_verb(s: Session, case: Case) -> None:
    """A step that moves nothing."""
    at = MONDAY + timedelta(days=40)
    spans.at(s, at)
    s.add(History(case_id=case.id or 0, step=9, at=at, actor_id=1, role="r", action="note", to_state=case.state,
                  commitment="", previous="", hash=""))  # fmt: skip
    s.flush()


def test_a_step_begins_a_span_and_a_stay_knows_its_beginning(database: Database) -> None:
    with database.write() as s:
        offices.found(s)
        case = offices.case(s, opened_at=MONDAY)
        change(s, case, MONDAY + timedelta(days=1), due=day(30))
        change(s, case, MONDAY + timedelta(days=3), state="filed", stage="city")
        a_verb(s, case)
        rows = s.exec(select(CaseSpan).order_by(col(CaseSpan.id))).all()
        assert [(r.stage_since, r.from_since, r.steps) for r in rows] == [
            (day(2), None, 0), (day(2), day(2), 0), (day(5), day(2), 0), (day(5), day(5), 9),
        ]  # fmt: skip
        s.rollback()


def test_history_says_what_befell_the_cases_of_before(own_database: Database) -> None:
    with own_database.write() as s:
        offices.found(s)
        made: dict[int, Case] = {}
        play(s, [
            (0, "draft", 0, False, None, ""), (0, "filed", 9, True, 3, "fold"), (0, "filed", 2, False, 5, ""),
            (1, "filed", 9, False, 3, ""), (0, "mend", 9, True, 3, ""), (1, "closed", 9, False, None, ""),
        ], made)  # fmt: skip
        a_verb(s, made[0])
        known = told(s)
    downgrade(own_database, BEFORE)
    migrate(own_database)
    with own_database.read() as s:
        assert told(s) == known
        assert {c.id: c.steps for c in s.exec(select(Case))} == {made[0].id: 9, made[1].id: 2}
