"""Who is missing is said where somebody publishes, on the people page, and in the night to administrators."""

from __future__ import annotations

from copy import deepcopy
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Case, Grant, Job, Letter, Person
from forms.text import LANGUAGES
from tests.workflows.bureau import PROCEDURE as DECLARATION
from tests.workflows.bureau import bureau
from tests.workflows.engine.toy import NOON, bundle
from tests.workflows.test_publishing import texts
from workflows.bundle import bundle_of
from workflows.engine.types import Actor
from workflows.jobs.worker import Worker
from workflows.office import ADMIN, Office
from workflows.publishing import publish
from workflows.rehearsal import Rehearsal, cast
from workflows.staffing import lacking
from workflows.staffing.nightly import KIND, everywhere, listed, schedule
from workflows.staffing.stranded import stranded

CASES: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("nobody at all", {}, [("unmanned_all", "/start/by")]),
    ("somebody for everything", {"甲": "writer@500103", "乙": "chief@500103", "丙": "bureau"}, []),
    ("nobody in the bureau", {"甲": "writer@500103", "乙": "chief@500103"}, [("unmanned", "/states/deal/holder")]),
    ("no chief in one district", {"甲": ["writer@500103", "writer@500108"], "乙": "chief@500103", "丙": "bureau"},
     [("unmanned_in", "/states/review/holder")]),
    ("one person for both pairs of eyes", {"甲": ["writer@500103", "chief@500103"], "丙": "bureau"},
     [("four_eyes_in", "/transitions/pass/not_same_person_as")]),
    ("a chief of the whole city", {"甲": "writer@500103", "乙": "chief", "丙": "bureau"}, []),
]  # fmt: skip


def staffed(office: Office, people: dict[str, Any]) -> None:
    told = {"format": 1, "kind": "rehearsal", "id": "x", "title": "x", "procedure": "stall_permit", "play": []}
    cast(office, Rehearsal.model_validate({**told, "people": people}))


@pytest.mark.parametrize(("what", "people", "wanted"), CASES, ids=[c[0] for c in CASES])
def test_who_is_missing_is_found_with_the_districts(
    office: Office, what: str, people: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    staffed(office, people)
    with office.db.read() as session:
        found = lacking(session, bundle_of(texts()).procedure, office.today(NOON))
    assert [(lack.code, lack.need.pointer) for lack in found] == wanted
    assert all(lack.say(lang) for lack in found for lang in LANGUAGES)
    if what == "no chief in one district":
        assert "南岸区" in found[0].say() and "渝中区" not in found[0].say()


def test_publishing_says_who_is_missing_and_hinders_nothing(office: Office) -> None:
    staffed(office, {"甲": "writer@500103", "丙": "bureau"})
    made = publish(office, texts(), "", None, NOON)
    assert made and "unmanned_in" in [f.finding.code for f in made.findings]


def test_in_the_night_administrators_are_told_once(office: Office) -> None:
    staffed(office, {"甲": "writer@500103", "丙": "bureau"})
    with office.db.write() as session:
        admin = session.exec(select(Person).where(Person.name == "丙")).one()
        given = session.exec(select(Grant).where(Grant.person_id == admin.id)).one()
        more = {"person_id": admin.id or 0, "role": ADMIN, "organisation_id": given.organisation_id}
        session.add(Grant(**more, district=given.district, valid_from=given.valid_from))
        admin_id = admin.id or 0
    assert publish(office, texts(), "", None, NOON)
    clock = NOON
    with office.db.write() as session:
        schedule(office, session, clock)
        schedule(office, session, clock)
    worker = Worker(office, lambda: clock)
    assert not worker.once()
    for _ in range(2):
        clock += timedelta(days=1)
        assert worker.once() and not worker.once()
    with office.db.read() as session:
        letters = list(session.exec(select(Letter)))
        assert [(x.person_id, x.case_id) for x in letters] == [(admin_id, None)] and "审核" in letters[0].text
        assert len(list(session.exec(select(Job).where(Job.kind == KIND)))) == 3
    boss = Actor(admin_id, "丙", 1, (), frozenset({f"{ADMIN}@*"}))
    assert listed(office, boss, clock) and not listed(office, Actor(1, "甲", 1, (), frozenset()), clock)


ROUND: dict[str, Any] = {
    "roles__law": {"zh": "法规", "en": "Law", "where": "district(辖区)"},
    "rounds": {"joint": {"zh": "会审", "form": "note", "who": [{"role": "bureau"}, {"role": "law"}],
                         "recused_if": "actor.organisation = case.organisation"}},
    "states__deal__holder": None, "states__deal__round": "joint",
    "transitions__close__when": "round.complete", "transitions__close__kind": "automatic",
}  # fmt: skip
OFFICE = {"甲": "writer@500103", "乙": "chief@500103", "丙": "bureau"}
RECUSED: list[tuple[str, dict[str, Any], dict[str, Any], list[tuple[str, str]]]] = [
    ("all of a role are of the office that opens cases", {}, {"丁": "law@500103"},
     [("recused_all_in", "/rounds/joint/recused_if")]),
    ("one of them is of another office", {}, {"丁": "law@500103", "戊": "law@500103#2"}, []),
    ("what hangs on more than whose case it is", {"rounds__joint__recused_if": "天数 > 3"}, {"丁": "law@500103"}, []),
    ("whoever handed it on gives an opinion on it",
     {"rounds__joint__recused_if": None, "rounds__joint__not_same_person_as": ["pass"],
      "rounds__joint__who": [{"role": "chief"}]}, {}, [("four_eyes_in", "/rounds/joint/not_same_person_as")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "changes", "people", "wanted"), RECUSED, ids=[r[0] for r in RECUSED])
def test_where_all_have_to_stand_aside_is_found(
    office: Office, what: str, changes: dict[str, Any], people: dict[str, Any], wanted: list[tuple[str, str]]
) -> None:
    staffed(office, {**OFFICE, **people})
    with office.db.read() as session:
        found = lacking(session, bundle(**deepcopy({**ROUND, **changes})).procedure, office.today(NOON))
    assert [(lack.code, lack.need.pointer) for lack in found] == wanted
    assert all(lack.say(lang) for lack in found for lang in LANGUAGES)


def test_a_running_case_with_nobody_left_to_ask_is_told(office: Office) -> None:
    desk = bureau(office)
    case = desk.filed()
    desk.done(case, "accept", "desk")
    with office.db.read() as session:
        assert stranded(office, session, DECLARATION, desk.now) == []
    with office.db.write() as session:
        whose = session.get_one(Case, case).organisation_id
        session.get_one(Person, desk.people["credit"]).organisation_id = whose or 0
    with office.db.read() as session:
        (found,) = everywhere(office, session, desk.now)[DECLARATION][-1:]
    assert (found.code, [r.zh for r in found.roles]) == ("stranded", ["市局信用处"])
    assert all(found.say(lang) for lang in LANGUAGES)
