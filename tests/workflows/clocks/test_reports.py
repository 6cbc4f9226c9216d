"""The recurring reports of a case: owed while it is in its states, reported by children, reminded of once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import select

from data.tables import Case, Entry, Letter, Person
from tests.pages.shell import open_page
from tests.pages.work import words
from tests.workflows.clocks.permit import HANDLING, played
from workflows.clocks.reports import case_duties, entry_duties
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.rehearsal.passing import passing

DUTY: dict[str, Any] = {
    "zh": "周报", "en": "Weekly", "while_in": ["deal"], "every": "week", "due_day": 1, "child": "report",
    "remind": {"every": 1, "at_most": 2, "to": ["bureau"]},
}  # fmt: skip
CHILD = {"zh": "周报", "en": "Weekly", "procedure": "stall_permit", "states": ["deal"], "by": ["bureau"]}
OF_ENTRY = {**{k: v for k, v in DUTY.items() if k not in ("while_in", "remind")}, "of": "register:stalls"}
OF_REGISTER = {**CHILD, "of": "register:stalls", "states": []}
LATER = datetime(2026, 3, 18, 4, tzinfo=UTC)


def test_reports_are_owed_reminded_of_and_counted(office: Office, tmp_path: Path) -> None:
    case = played(office, {"handling": HANDLING}, duties={"weekly": DUTY}, children={"report": CHILD}).cases["1"]
    passing(office, LATER)
    with office.db.read() as session:
        bureau = session.exec(select(Person.id).where(Person.name == "丙")).one() or 0
        actor = actor_of(office, session, bureau, LATER)
        letters = list(session.exec(select(Letter).where(Letter.text_key == "duty")))
    shown = case_duties(office, actor, case, LATER)[0]
    assert [(o.first.isoformat(), o.missing) for o in shown.occurrences] == [
        ("2026-03-16", False), ("2026-03-09", True), ("2026-03-02", True),
    ]  # fmt: skip
    assert len(letters) == 4 and {x.person_id for x in letters} == {bureau}
    with office.db.write() as session:
        parent = session.get_one(Case, case)
        copied = {k: v for k, v in parent.model_dump().items() if k not in ("id", "number", "open_key")}
        session.add(Case(**{**copied, "parent_id": case, "child": "report", "filed_on": date(2026, 3, 17)}))
    periods = case_duties(office, actor, case, LATER)[0].occurrences
    assert [o.report is not None for o in periods] == [False, False, True]
    with open_page(office, bureau, "case", tmp_path, now=LATER, case=str(case)) as at:
        assert not at.exception and "缺报 1 期" in words(at)


def test_reports_of_an_entry_are_owed_while_it_is_in_its_register(office: Office) -> None:
    decided = {"摊位[a].结果": "准", "摊位[b].结果": "不准"}
    played(
        office, {"handling": HANDLING}, {"who": "丙", "does": "save", "fill": decided}, {"does": "close"},
        duties={"weekly": OF_ENTRY}, children={"report": OF_REGISTER},
    )  # fmt: skip
    later = datetime(2026, 4, 20, 4, tzinfo=UTC)
    with office.db.read() as session:
        entry = session.exec(select(Entry)).one()
        bureau = session.exec(select(Person.id).where(Person.name == "丙")).one() or 0
        chief = session.exec(select(Person.id).where(Person.name == "乙")).one() or 0
        actor, other = actor_of(office, session, bureau, later), actor_of(office, session, chief, later)
    shown = entry_duties(office, actor, entry.id or 0, later)[0]
    assert [o.first.isoformat() for o in shown.occurrences if o.missing] == ["2026-04-06", "2026-03-30"]
    assert entry_duties(office, other, entry.id or 0, later) == []
