"""委托代理: for a time, in everything or in one procedure, always 代, and not passed on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from data.queries import registers as stored
from data.queries.cases import may_open
from data.tables import Delegation, Entry, Person
from tests.workflows.bureau import HERE, PROCEDURE, Bureau, bureau, sample
from tests.workflows.cases.test_verbs import code, did, task, verb
from workflows.cases.opened import opened
from workflows.cases.search import Query, find
from workflows.engine.types import Refusal
from workflows.office import Office, holds
from workflows.people.accounts import Profile, change_person
from workflows.people.delegations import Wanted, give, listed, revoke
from workflows.registers.known import known

TODAY = date(2026, 3, 2)


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office)


def lend(desk: Bureau, who: str, deputy: str, by: str = "", **more: Any) -> int | Refusal:
    since = more.pop("since", TODAY)
    wanted = Wanted(desk.people[deputy], since, more.pop("until", since + timedelta(days=5)), **more)
    return give(desk.office, desk.actor(by or who), desk.people[who], wanted, desk.now)


def sees(desk: Bureau, case: int, who: str) -> bool:
    """Query, list and rights say the same."""
    actor = desk.actor(who)
    with desk.office.db.read() as session:
        by_query, by_rights = may_open(session, actor.tokens, case), opened(desk.office, session, case, actor, desk.now)
    rows = find(desk.office, actor, Query()).rows
    assert by_query == (by_rights is not None) == (case in [r.id for r in rows])
    assert all(r.columns for r in rows)
    return by_query


@pytest.mark.parametrize("procedure", [None, PROCEDURE])
def test_a_deputy_does_it_and_it_shows(desk: Bureau, procedure: str | None) -> None:
    case = desk.filed()
    did(desk, case, "desk", "claim", task(desk, case))
    assert not sees(desk, case, "nobody")
    assert isinstance(lend(desk, "desk", "nobody", procedure=procedure), int)
    assert sees(desk, case, "nobody")
    assert [r.id for r in find(desk.office, desk.actor("nobody"), Query(holder="me")).rows] == [case]
    desk.done(case, "accept", "nobody")
    step = desk.view(case, "desk").steps[0]
    assert (step.name, step.for_person) == ("某nobody", "某desk")


def test_limited_to_another_procedure_it_gives_nothing_here(desk: Bureau) -> None:
    case = desk.filed()
    assert code(lend(desk, "desk", "nobody", procedure="no_such")) == "no_such_procedure"
    with desk.office.db.write() as session:
        session.add(Delegation(
            person_id=desk.people["desk"], deputy_id=desk.people["nobody"], procedure="another", since=TODAY,
            until=TODAY, given_at=desk.now, given_by=desk.people["desk"],
        ))  # fmt: skip
    assert not sees(desk, case, "nobody") and code(desk.act(case, "accept", "nobody")) == "no_such_case"


def test_limited_to_a_procedure_it_lends_the_entries_that_its_work_needs_and_no_others(desk: Bureau) -> None:
    case = desk.filed()
    desk.done(case, "accept", "desk")
    desk.decided(case)
    register = next(iter(found_registers(desk, "desk")))
    assert entries(desk, "desk", register) and not entries(desk, "nobody", register)
    assert register not in found_registers(desk, "nobody")
    lend(desk, "desk", "nobody", procedure=PROCEDURE)
    assert register in found_registers(desk, "nobody")
    assert entries(desk, "nobody", register) == entries(desk, "desk", register)
    with desk.office.db.write() as session:
        for row in session.exec(select(Entry)):
            row.register_id = "of_another_procedure"
            session.add(row)
    assert not entries(desk, "nobody", "of_another_procedure") and entries(desk, "desk", "of_another_procedure")


def found_registers(desk: Bureau, who: str) -> list[str]:
    with desk.office.db.read() as session:
        return [k.id for k in known(desk.office, session, desk.actor(who), TODAY)]


def entries(desk: Bureau, who: str, register: str) -> list[str]:
    with desk.office.db.read() as session:
        page = stored.find(session, desk.actor(who).tokens, stored.EntryFilter(register))
        return [e.title for e in page.rows]


def test_it_ends_with_its_last_day_or_when_it_is_revoked(desk: Bureau) -> None:
    case = desk.filed()
    lent = lend(desk, "desk", "nobody", since=TODAY + timedelta(days=1), until=TODAY + timedelta(days=2))
    for expected in (False, True, True, False):
        assert sees(desk, case, "nobody") is expected
        desk.later(days=1)
    lent = lend(desk, "desk", "nobody", since=desk.now.date())
    assert sees(desk, case, "nobody") and isinstance(lent, int)
    stranger = revoke(desk.office, desk.actor("clerk"), lent, desk.now)
    assert stranger is not None and stranger.message.code == "delegation.none"
    assert revoke(desk.office, desk.actor("nobody"), lent, desk.now) is None and not sees(desk, case, "nobody")


def test_what_was_lent_is_not_lent_on(desk: Bureau) -> None:
    case = desk.filed()
    lend(desk, "desk", "clerk2")
    lend(desk, "clerk2", "nobody")
    assert sees(desk, case, "clerk2") and not sees(desk, case, "nobody")


def test_roles_of_the_office_are_not_lent(desk: Bureau) -> None:
    lend(desk, "admin", "nobody")
    assert not holds(desk.actor("nobody"), "admin")


def test_two_people_are_not_made_of_one_by_a_delegation(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**sample(), "填报区县": HERE})
    desk.done(case, "submit", "clerk")
    desk.stamp(case)
    lend(desk, "head", "clerk")
    assert code(desk.act(case, "endorse", "clerk")) == "same_person"


def test_somebody_absent_is_stood_in_for_by_an_administrator(desk: Bureau) -> None:
    assert code(lend(desk, "desk", "nobody", by="admin")) == "delegation.reason"
    assert code(lend(desk, "desk", "nobody", by="clerk")) == "people.not_admin"
    assert isinstance(lend(desk, "desk", "nobody", by="admin", reason="住院"), int)
    shown = listed(desk.office, desk.actor("nobody"), desk.now)
    assert [(s.person_name, s.deputy_name, s.given_by, s.reason, s.now) for s in shown] == [
        ("某desk", "某nobody", "某admin", "住院", True)
    ]
    assert listed(desk.office, desk.actor("clerk"), desk.now, desk.people["desk"]) == []


@pytest.mark.parametrize(("wrong", "said"), [
    ({"deputy": "desk"}, "delegation.oneself"), ({"until": TODAY - timedelta(days=1)}, "people.grant_dates"),
    ({"since": date(2026, 1, 1), "until": date(2026, 1, 2)}, "delegation.over"),
    ({"until": TODAY + timedelta(days=400)}, "delegation.long"), ({"reason": "长" * 600}, "verb_reason_long"),
])  # fmt: skip
def test_refused_with_the_way_out(desk: Bureau, wrong: dict[str, Any], said: str) -> None:
    assert code(lend(desk, "desk", **{"deputy": "nobody", **wrong})) == said


def test_nobody_inactive_stands_in_or_is_stood_in_for(desk: Bureau) -> None:
    case = desk.filed()
    assert isinstance(lend(desk, "desk", "nobody"), int)
    assert code(lend(desk, "desk", "nobody")) == "delegation.doubled"
    with desk.office.db.read() as session:
        them = session.get_one(Person, desk.people["desk"])
    gone = Profile("desk", them.name, them.organisation_id, active=False)
    assert change_person(desk.office, desk.actor("admin"), desk.people["desk"], gone, desk.now) is None
    assert not sees(desk, case, "nobody")
    assert code(lend(desk, "head", "desk")) == "verb_no_such_person"


def test_a_deputy_opens_a_case_for_whom_they_stand_in(desk: Bureau) -> None:
    lend(desk, "clerk", "nobody", procedure=PROCEDURE)
    case = desk.start("nobody")
    assert desk.view(case, "clerk").steps[0].for_person == "某clerk"


def test_a_deputy_recalls_for_whom_they_stand_in(desk: Bureau) -> None:
    case = desk.filed()
    lend(desk, "clerk", "clerk2", procedure=PROCEDURE)
    desk.done(case, "recall", "clerk2")
    assert desk.view(case, "clerk").steps[0].for_person == "某clerk"


def test_a_deputy_replies_to_what_was_entrusted(desk: Bureau) -> None:
    case = desk.filed()
    did(desk, case, "desk", "entrust", task(desk, case), to=["nobody"], reason="看看")
    lend(desk, "nobody", "clerk2")
    asked = task(desk, case, relation="entrust")
    assert not isinstance(verb(desk, case, "clerk2", "reply", asked, reason="好"), Refusal)
