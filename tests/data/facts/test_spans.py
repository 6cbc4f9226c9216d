"""How cases stood: written by the session that changes them, asked for as of any day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session, col, select

import data
from data import Database
from data.queries import cases, counts, visibility
from data.queries.cases import CaseFilter
from data.queries.facts import spans
from data.queries.narrowing import Further
from data.tables import Case, CaseSpan
from tests.data import offices

ROOT = Path(data.__file__).parents[1]
NEAR, BUREAU = ["clerk@500103"], ["desk@*"]
MONDAY = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
ANY = CaseFilter()


def day(number: int) -> date:
    return date(2026, 3, number)


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    with database.write() as s:
        offices.found(s)
        yield s


def change(
    s: Session, case: Case, moment: datetime, groups: dict[str, list[str]] | None = None, **facts: object
) -> None:
    spans.at(s, moment)
    for name, value in facts.items():
        setattr(case, name, value)
    if groups is not None:
        case.audience_id = visibility.audience(s, groups)
    s.add(case)
    s.flush()


def a_case(s: Session) -> Case:
    """A draft of Monday that the district sees; filed on Wednesday for the bureau too, mended twice on Thursday."""
    at_home = visibility.audience(s, {"g": NEAR})
    case = offices.case(s, opened_at=MONDAY, audience_id=at_home, holder="clerk@500103")
    both = {"g": NEAR + BUREAU}
    change(s, case, MONDAY + timedelta(days=2), both, state="filed", stage="city", holder="desk@*", due=day(9),
           filed_on=day(4))  # fmt: skip
    change(s, case, MONDAY + timedelta(days=3), state="mend", holder="clerk@500103")
    change(s, case, MONDAY + timedelta(days=3, hours=2), state="filed", holder="desk@*")
    return case


def rows(s: Session) -> list[CaseSpan]:
    return list(s.exec(select(CaseSpan).order_by(col(CaseSpan.id))))


def test_a_change_of_a_fact_ends_one_span_and_begins_another(session: Session) -> None:
    a_case(session)
    assert [(r.state, r.since_on, r.until_on, r.opened) for r in rows(session)] == [
        ("draft", day(2), day(4), True), ("filed", day(4), day(5), False), ("mend", day(5), day(5), False),
        ("filed", day(5), None, False),
    ]  # fmt: skip


def test_what_is_no_fact_begins_nothing(session: Session) -> None:
    case = a_case(session)
    change(session, case, MONDAY + timedelta(days=9), title="别的", changed_at=MONDAY, columns={"a": 1})
    assert len(rows(session)) == 4


def test_changes_of_one_moment_are_one(session: Session) -> None:
    case, moment = a_case(session), MONDAY + timedelta(days=5)
    change(session, case, moment, state="closed")
    change(session, case, moment, ended=True)
    assert [(r.state, r.ended) for r in rows(session)][3:] == [("filed", False), ("closed", True)]


def test_who_changes_a_fact_says_when(database: Database) -> None:
    with database.write() as session:
        offices.found(session)
        made = offices.case(session)
    with pytest.raises(RuntimeError, match="said when"), database.write() as session:
        session.get_one(Case, made.id).state = "filed"
        session.flush()


def test_a_day_is_a_local_one(session: Session) -> None:
    case = offices.case(session, opened_at=datetime(2026, 3, 2, 17, tzinfo=UTC))
    assert rows(session)[0].since_on == day(3) and case.id == rows(session)[0].case_id


@pytest.mark.parametrize(
    ("on", "bureau", "near"),
    [
        (1, {}, {}), (2, {}, {("draft",): 1}), (4, {("filed",): 1}, {("filed",): 1}),
        (5, {("filed",): 1}, {("filed",): 1}),
    ],  # fmt: skip
)
def test_cases_are_counted_as_they_stood_for_whom_they_were_then(
    session: Session, on: int, bureau: counts.Counts, near: counts.Counts
) -> None:
    a_case(session)
    assert counts.by(session, BUREAU, ANY, "state", on=day(on)) == bureau
    assert counts.by(session, NEAR, ANY, "state", on=day(on)) == near
    assert cases.total(session, NEAR, ANY, on=day(on))[0] == sum(near.values())
    assert len(cases.ids(session, BUREAU, ANY, on=day(on))) == sum(bureau.values())


def test_a_list_as_of_a_day_shows_how_cases_stood_and_changes_nothing(session: Session) -> None:
    made = a_case(session)
    found = cases.find(session, NEAR, ANY, on=day(3)).rows[0]
    assert (found.id, found.state, found.due, found.filed_on) == (made.id, "draft", None, None)
    session.flush()
    assert made.state == "filed" and len(rows(session)) == 4


@pytest.mark.parametrize("order", cases.ORDERS)
def test_every_order_works_as_of_a_day(session: Session, order: str) -> None:
    made = [a_case(session).id for _ in range(3)]
    first = cases.find(session, NEAR, ANY, order, cut=cases.Cut(limit=2), on=day(6))
    rest = cases.find(session, NEAR, ANY, order, cut=cases.Cut(limit=2, after=first.next), on=day(6))
    assert sorted(c.id or 0 for c in [*first.rows, *rest.rows]) == made


def test_lights_are_of_the_day(session: Session) -> None:
    case = a_case(session)
    change(session, case, MONDAY + timedelta(days=4), yellow_on=day(8))
    lit = {n: next(iter(counts.by(session, NEAR, ANY, "light", on=day(n))))[0] for n in (3, 6, 8, 9, 10)}
    assert lit == {3: "", 6: "green", 8: "yellow", 9: "yellow", 10: "red"}
    assert cases.ids(session, NEAR, CaseFilter(further=Further(lights=("red",))), on=day(10)) == [case.id]
    assert cases.ids(session, NEAR, CaseFilter(further=Further(lights=("red",))), on=day(9)) == []


def test_nobody_changes_facts_past_the_session() -> None:
    """A statement on the table of cases would leave no span; `set_tokens` is for tests alone."""
    told = {
        path.relative_to(ROOT).as_posix()
        for folder in ("data", "workflows", "pages")
        for path in (ROOT / folder).rglob("*.py")
        if re.search(r"\b(update|delete|insert)\(Case\)", path.read_text(encoding="utf-8"))
    }
    assert told <= {"data/queries/visibility.py"}
