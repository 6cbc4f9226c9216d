"""What is worked out again of a month's end is what was sealed, or the case that makes the difference is named."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlmodel import Session, col, select

from data import Database
from data.queries.facts import seals
from data.queries.facts.packing import packed, unpacked
from data.tables import Case, CaseSpan
from tests.data import offices
from tests.data.facts.test_spans import change
from tests.data.facts.test_tallies import BEGIN, ENDS, forgotten, play, step
from workflows.facts import nightly, sealing

JANUARY = ENDS[0]
STORY: list[tuple[Any, ...]] = [
    (0, "draft", 0, False, 3, ""), (0, "filed", 2, True, 3, ""), (1, "draft", 3, False, None, ""),
    (1, "filed", 9, False, 20, ""), (2, "draft", 9, False, None, ""),
]  # fmt: skip


@settings(max_examples=60)
@given(ids=st.sets(st.integers(1, 10**9)))
def test_packed_ids_come_back(ids: set[int]) -> None:
    assert unpacked(packed(ids)) == ids


def sealed(s: Session, day: date = JANUARY) -> None:
    seals.seal(s, day, datetime.fromisoformat("2026-02-01T03:00:00+08:00"))


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=st.lists(step, min_size=1, max_size=10), later=st.lists(step, max_size=6))
def test_what_happens_later_changes_no_sealed_month(
    database: Database, steps: list[tuple[Any, ...]], later: list[tuple[Any, ...]]
) -> None:
    """The history goes on after each month was sealed; every seal is repeated from it."""
    with forgotten(database) as s:
        day, done = BEGIN.date(), list[tuple[Any, ...]]()
        cases: dict[int, Case] = {}
        for each in [*steps, *later]:
            done.append(each)
            day = play(s, [each], cases, day)
            for end in ENDS:
                if end < day:
                    sealed(s, end)
        for end in seals.sealed_days(s):
            late = [d for d in sealing.differences(s, end) if d.unexplained]
            assert late == []


def test_a_month_that_nobody_touches_is_the_same(database: Database) -> None:
    with forgotten(database) as s:
        play(s, STORY)
        sealed(s)
        assert sealing.differences(s, JANUARY) == []
        assert nightly.missing(s, date(2026, 3, 5)) == [ENDS[1]]


def test_a_late_correction_is_named(database: Database) -> None:
    with forgotten(database) as s:
        play(s, STORY)
        sealed(s)
        made = offices.case(s, opened_at=BEGIN, number="沙申1", title="补录")
        found = sealing.differences(s, JANUARY)
        assert [(d.sealed, d.found) for d in found] == [(0, 1)]
        assert [m.code for d in found for m in d.why] == ["facts.case.late"]
        assert found[0].why[0].data["case"] == made.number and not found[0].unexplained


def test_what_nobody_can_explain_is_said(database: Database) -> None:
    with forgotten(database) as s:
        play(s, STORY)
        sealed(s)
        some = s.exec(select(CaseSpan.id).where(CaseSpan.state == "filed", CaseSpan.district == "500103")).first()
        s.execute(update(CaseSpan).where(col(CaseSpan.id) == some).values(state="closed"))
        found = sealing.differences(s, JANUARY)
        assert len(found) == 2 and all(d.unexplained for d in found)
        assert {m.code for d in found for m in d.why} == {"facts.case.unknown"}


def test_a_case_that_went_on_after_the_month_is_no_difference(database: Database) -> None:
    with forgotten(database) as s:
        play(s, STORY)
        sealed(s)
        case = s.exec(select(Case)).first()
        assert case is not None
        change(s, case, datetime.fromisoformat("2026-04-01T09:00:00+08:00"), state="closed", ended=True)
        assert sealing.differences(s, JANUARY) == []
