"""Cases that belong to organisations: who may open them, who sees them, how they are numbered and listed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from forms.text import LANGUAGES
from tests.workflows.window import CITY, PLACE, Window, window
from workflows.audit.sight import who_sees
from workflows.cases.drafts import Saved, Sheet
from workflows.cases.filters import many
from workflows.cases.opened import opened
from workflows.cases.search import Query, find
from workflows.cases.startable import choices, prospect
from workflows.cases.todo import todo
from workflows.cases.view import view
from workflows.engine.types import Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.rights import access, tokens


@pytest.fixture
def at(office: Office) -> Window:
    return window(office)


def test_an_applicant_opens_a_case_for_its_own_organisation(at: Window) -> None:
    case = at.filed()
    found = view(at.office, at.actor("first"), case, at.now)
    assert not isinstance(found, Refusal)
    assert (found.number, found.title.zh, found.district.key) == (f"许2026-{PLACE}-001", "甲公司许可", PLACE)


STRANGERS = [
    ("first", "乙公司", False, "subject"), ("second", "甲公司", False, "subject"), ("first", "甲公司", True, "role"),
    ("chief", "甲公司", True, "role"), ("window", "丙公司", True, "confirmed"), ("window", "审批局", True, "subject"),
    ("first", "110000", False, "subject"), ("first", "", False, "subject"), ("first", "-1", False, "subject"),
    ("first", "０", False, "subject"), ("first", PLACE, False, "subject"),
]  # fmt: skip


@pytest.mark.parametrize(("who", "organisation", "behalf", "guard"), STRANGERS)
def test_nobody_opens_one_for_somebody_else(
    at: Window, who: str, organisation: str, behalf: bool, guard: str
) -> None:
    found = at.try_start(who, organisation, on_behalf=behalf)
    assert isinstance(found, Refusal) and found.guard == guard
    assert all(say(found.message, lang) for lang in LANGUAGES)


def test_what_can_be_started_is_ones_own_and_at_the_window_that_of_every_confirmed_applicant(at: Window) -> None:
    own, window_ = at.organisations["甲公司"], [at.organisations[n] for n in ("甲公司", "乙公司")]
    (mine,), (theirs,) = (choices(at.office, at.actor(who), at.now) for who in ("first", "window"))
    assert ([o.key for o in mine.own], [o.key for o in mine.on_behalf]) == ([str(own)], [])
    assert ([o.key for o in theirs.own], [o.key for o in theirs.on_behalf]) == ([], [str(o) for o in window_])
    assert choices(at.office, at.actor("chief"), at.now) == []


def test_an_applicant_knows_no_other_applicant(at: Window) -> None:
    case = at.start()
    sheet = at.sheet(case, "first")
    assert isinstance(sheet, Sheet)
    assert [o.title.zh for o in sheet.options.organisations().values() if o.data["applicant"]] == ["甲公司"]


def test_an_applicant_sees_its_own_cases_only_in_lists_and_one_by_one(at: Window) -> None:
    cases = {"first": at.filed(), "second": at.filed("second", "乙公司")}
    for who, own in cases.items():
        assert [r.id for r in find(at.office, at.actor(who), Query()).rows] == [own]
        for case in cases.values():
            seen = view(at.office, at.actor(who), case, at.now)
            assert isinstance(seen, Refusal) == (case != own)
            assert isinstance(at.sheet(case, who), Refusal) == (case != own)
    assert len(find(at.office, at.actor("window"), Query()).rows) == 2


def test_lists_and_single_cases_follow_the_same_rights(at: Window) -> None:
    case = at.filed()
    with at.office.db.read() as session:
        found = opened(at.office, session, case, at.actor("window"), at.now)
        assert found is not None
        situation = found.situation
    for who in at.people:
        actor = at.actor(who)
        by_token = {g for g, held in tokens(situation.bundle, situation.case).items() if held & actor.tokens}
        assert by_token == access(situation.bundle, situation.case, actor).groups_readable


def test_before_it_is_confirmed_an_applicant_drafts_and_hands_in_nothing(at: Window) -> None:
    case = at.start("third", "丙公司")
    assert isinstance(at.fill(case, "third", 事由="开店"), Saved)
    refused = at.act(case, "third", "submit")
    assert isinstance(refused, Refusal) and refused.message.code == "not_confirmed"
    assert "核实" in say(refused.message) and "confirmed" in say(refused.message, "en")


def test_at_the_window_a_case_is_entered_for_an_applicant_and_handed_in(at: Window) -> None:
    case = at.start("window", "乙公司", on_behalf=True)
    assert isinstance(at.fill(case, "window", 事由="开店"), Saved)
    assert isinstance(at.fill(case, "second", 事由="开大店"), Saved)
    assert not isinstance(at.act(case, "window", "submit"), Refusal)
    assert isinstance(view(at.office, at.actor("first"), case, at.now), Refusal)


def test_one_may_be_open_for_each_organisation(at: Window) -> None:
    at.start()
    refused = at.try_start("first", "甲公司")
    assert isinstance(refused, Refusal) and refused.guard == "one_open"
    assert isinstance(at.try_start("second", "乙公司"), int)
    known = prospect(at.office, at.actor("first"), "permit", str(at.organisations["甲公司"]), None, False, at.now)
    assert known is not None and known.open_case is not None


def test_what_was_handed_in_before_is_offered_to_its_own_organisation(at: Window) -> None:
    case = at.filed()
    at.act(case, "window", "close")
    subject = {n: str(i) for n, i in at.organisations.items()}
    mine = prospect(at.office, at.actor("first"), "permit", subject["甲公司"], None, False, at.now)
    theirs = prospect(at.office, at.actor("second"), "permit", subject["乙公司"], None, False, at.now)
    assert mine is not None and theirs is not None
    assert ([e.id for e in mine.earlier], theirs.earlier) == ([case], ())


def test_desks_and_bulk_actions_know_whose_case_it_is(at: Window) -> None:
    case = at.filed()
    mine, theirs = (todo(at.office, at.actor(who), at.now) for who in ("first", "window"))
    assert ([x.id for x in mine.lists], [x.id for x in theirs.lists]) == (["mine"], ["incoming"])
    assert [i.case.id for i in theirs.items] == [case]
    sheet = at.sheet(case, "window")
    assert isinstance(sheet, Sheet)
    rows = find(at.office, at.actor("window"), Query()).rows
    procedures = {"permit": sheet.bundle.procedure}
    assert [m.id for m in many(procedures, at.actor("window"), rows)] == ["close"]
    assert many(procedures, at.actor("first"), rows) == []


def test_the_auditor_is_told_who_sees_it_and_for_which_organisation(at: Window) -> None:
    found = who_sees(at.office, at.actor("auditor"), at.filed(), at.now)
    assert not isinstance(found, Refusal)
    seen = {s.role.zh: (s.place.zh if s.place else None, s.people) for s in found.seers}
    assert seen["申请人"] == ("甲公司", ("某first",))
    assert seen["窗口"] == (None, ("某window",))


def test_a_role_of_one_citys_procedures_is_not_held_in_another(at: Window) -> None:
    from workflows.people.grants import Wanted, give

    admin, own = at.actor("admin"), at.organisations["审批局"]
    day = datetime(2026, 3, 2, tzinfo=UTC).date()
    refused = give(at.office, admin, at.people["chief"], Wanted("window", own, "500000", day), at.now)
    assert isinstance(refused, Refusal) and refused.message.code == "people.role_city"
    assert isinstance(give(at.office, admin, at.people["chief"], Wanted("window", own, CITY, day), at.now), int)
