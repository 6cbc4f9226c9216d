"""The recurring reports of a case: owed while it is in its states, reported by children, reminded of once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

from data.tables import Case, Entry, EntryMark, History, Job, Letter, Person, Task
from tests.pages.shell import open_page
from tests.pages.work import words
from tests.workflows.clocks.permit import HANDLING, played
from workflows.clocks.entry_timers import schedule
from workflows.clocks.reports import case_duties, entry_duties
from workflows.jobs.worker import Worker
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
        at.button(key="how_duty_weekly").click().run()
        assert not at.exception and "2026-03-16 周一" in words(at) and "计第 1 日，到期" in words(at)


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


STOPPED = {
    "zh": "缺报终止", "en": "Stopped", "kind": "automatic", "from": ["deal"], "to": "gone", "basis": "own"
}  # fmt: skip
TOLD = {"effect": "message", "to": ["bureau"], "text": "late"}
TEXTS = {"late": {"text": "缺报"}}
URGE = {"effect": "child", "child": "urge"}
ENTRY_URGE = {"effect": "child", "child": "urge", "entry": "entry"}
DECIDED = {"摊位[a].结果": "准", "摊位[b].结果": "不准"}


def steps(office: Office, case: int) -> list[str]:
    with office.db.read() as session:
        return list(session.exec(select(History.action).where(History.case_id == case).order_by(col(History.step))))


@pytest.mark.parametrize(
    ("duty", "more", "last"),
    [
        ({"at_yellow": [TOLD], "at_red": [TOLD]}, {}, ["clock_yellow", "clock_red"]),
        ({"hand_over_to": "chief"}, {"transitions__close__by": ["bureau", "chief"]}, ["pass", "clock_red"]),
        ({"then": "halt"}, {"transitions__halt": STOPPED}, ["pass", "halt"]),
        ({"at_red": [URGE]}, {"children__urge": {**CHILD, "zh": "催报"}}, ["pass", "clock_red"]),
    ],
    ids=["told", "handed over", "stopped", "child opened"],
)
def test_a_missing_report_does_what_a_late_clock_does(
    office: Office, duty: dict[str, Any], more: dict[str, Any], last: list[str]
) -> None:
    made = {**{k: v for k, v in DUTY.items() if k != "remind"}, **duty}
    more = {"children": {"report": CHILD}, "messages": TEXTS, **more}
    case = played(office, {"handling": HANDLING}, duties={"weekly": made}, **more).cases["1"]
    passing(office, datetime(2026, 3, 9, 12, tzinfo=UTC))  # due on the 9th
    assert steps(office, case)[:3] == ["start", "submit", "pass"] and "clock_red" not in steps(office, case)
    passing(office, datetime(2026, 3, 10, 4, tzinfo=UTC))
    assert steps(office, case)[-2:] == last
    with office.db.read() as session:
        opened = session.exec(select(Case).where(Case.parent_id == case)).all()
        held = session.exec(select(Task.token).where(Task.case_id == case, Task.state == "open")).all()
    assert [c.child for c in opened] == (["urge"] if duty.get("at_red") == [URGE] else [])
    assert ("chief@500103" in held) == ("hand_over_to" in duty)


def of_entries(office: Office, **changes: Any) -> int:
    """The identity of an entry that comes in on 1 April and owes weekly reports, the first on the 7th."""
    texts = {"late": {"text": "缺报：{entry.title}"}}
    children = {"report": OF_REGISTER, "urge": {**OF_REGISTER, "zh": "催报"}}
    played(
        office, {"handling": HANDLING}, {"who": "丙", "does": "save", "fill": DECIDED}, {"does": "close"},
        duties={"weekly": {**OF_ENTRY, **changes}}, children=children, messages=texts,
    )  # fmt: skip
    with office.db.read() as session:
        return session.exec(select(Entry.id)).one() or 0


def test_an_entry_is_reminded_of_told_about_and_gets_a_child_once_each(office: Office) -> None:
    told = {"effect": "message", "to": ["bureau"], "text": "late"}
    remind = {"before": [1], "every": 1, "at_most": 2, "to": ["bureau"]}
    entry = of_entries(office, yellow_days=1, remind=remind, at_yellow=[told], at_red=[told, ENTRY_URGE])
    moment = datetime(2026, 4, 8, 4, tzinfo=UTC)
    passing(office, moment)
    workers = [Worker(office, lambda: moment) for _ in range(2)]
    with office.db.write() as session:
        schedule(office, session, ["stalls"], moment)
    threads = [threading.Thread(target=lambda w=w: [w.once() for _ in range(4)]) for w in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with office.db.read() as session:
        letters = [(x.text_key, x.entry_id, x.text) for x in session.exec(select(Letter).order_by(col(Letter.id)))]
        children = [c.child for c in session.exec(select(Case).where(Case.parent_entry_id == entry))]
        marks = list(session.exec(select(EntryMark.what).where(EntryMark.what.startswith("2026-03-30"))))
        title = session.get_one(Entry, entry).title
    assert [k for k, _, _ in letters].count("duty") == 2 and [k for k, _, _ in letters].count("late") == 2
    assert {e for _, e, _ in letters} == {entry} and f"缺报：{title}" in [text for _, _, text in letters]
    assert children == ["urge"] and len(marks) == 4  # two reminders, yellow, red


def test_an_entry_that_was_revised_goes_on_owing(office: Office) -> None:
    entry, later = of_entries(office), datetime(2026, 4, 23, 4, tzinfo=UTC)
    with office.db.write() as session:
        first = session.get_one(Entry, entry)
        body = {k: v for k, v in first.model_dump().items() if k not in ("id", "until", "since", "first_id")}
        first.until, first.goes_on = date(2026, 4, 9), True
        session.add(Entry(**body, since=date(2026, 4, 9), first_id=entry))
    with office.db.read() as session:
        newest = session.exec(select(Entry.id).where(Entry.first_id == entry)).one() or 0
        bureau = session.exec(select(Person.id).where(Person.name == "丙")).one() or 0
        actor = actor_of(office, session, bureau, later)
    for one in (entry, newest):
        periods = entry_duties(office, actor, one, later)[0].occurrences
        assert [o.first.isoformat() for o in periods if o.missing] == ["2026-04-13", "2026-04-06", "2026-03-30"]


def test_an_entry_that_comes_in_later_is_looked_at_without_anybody_asking(office: Office) -> None:
    """Of four reports that are missing, the first opens a child; the next find one open for the district, and go on."""
    of_entries(office, at_red=[ENTRY_URGE])
    passing(office, datetime(2026, 4, 30, 4, tzinfo=UTC))
    with office.db.read() as session:
        assert len(list(session.exec(select(Case.id).where(Case.child == "urge")))) == 1
        red = session.exec(select(EntryMark.what).where(EntryMark.what.endswith("/red")))
        assert sorted(red) == [f"{day}/red" for day in ("2026-03-30", "2026-04-06", "2026-04-13", "2026-04-20")]
        assert session.exec(select(Job).where(Job.kind == "entry_timer", Job.state == "waiting")).first() is not None
