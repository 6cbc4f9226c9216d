"""Third parties by a link: one case, one task, and nothing else anywhere."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from data.tables import Grant, Person
from tests.workflows.boards.shown import FILES, board
from tests.workflows.bureau import HERE, PROCEDURE, Bureau, bureau
from tests.workflows.cases.test_verbs import code, did, task
from workflows.audit.verify import verify
from workflows.cases import search
from workflows.cases.act import LATEST, act
from workflows.cases.filters import filters
from workflows.cases.once import Done
from workflows.cases.opened import opened
from workflows.cases.start import start
from workflows.cases.startable import choices
from workflows.cases.todo import todo
from workflows.cases.view import view
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import Office
from workflows.outbox.inbox import inbox
from workflows.people import delegations, guests, listing
from workflows.people.actors import acting
from workflows.people.entrance import Visit, sign_in
from workflows.people.leaving import left
from workflows.people.pickable import pickable
from workflows.people.sessions import BY_LINK, THANKS, resolve
from workflows.registers.known import known

HOME = Visit("10.0.0.1", "Test/1")


def with_panel(procedure: dict[str, Any]) -> None:
    """The bureau decides after a panel: itself in the lead, and an expert by a link."""
    procedure["roles"]["expert"] = {"zh": "专家", "en": "Expert", "where": "task"}
    procedure["rounds"]["panel"] = {
        "zh": "专家论证", "en": "Panel", "form": "supplement", "basis": "own", "who": [
            {"role": "desk", "lead": True}, {"organisation": "case.organisation", "as": "expert", "link": True}]}
    reads = {"read": ["clerk", "head", "desk", "leader"]}
    procedure["states"]["panel"] = {
        "zh": "专家论证", "en": "Panel", "stage": "city", "round": "panel",
        "rights": {"申报": {"read": [*reads["read"], "expert"]}, "盖章": reads},
    }  # fmt: skip
    procedure["transitions"]["accept"]["to"] = "panel"
    procedure["transitions"]["paneled"] = {
        "zh": "论证完毕", "en": "Panel done", "kind": "automatic", "from": ["panel"], "to": "joint",
        "when": "round.complete", "basis": "own",
    }  # fmt: skip


@pytest.fixture
def desk(office: Office) -> Bureau:
    return bureau(office, with_panel)


def panel(desk: Bureau) -> tuple[int, int]:
    """A case before the panel, and the task of its expert."""
    case = desk.filed()
    desk.done(case, "accept", "desk")
    return case, task(desk, case, role="expert")


def asked(desk: Bureau, expert: int, who: str = "desk", name: str = "王专家", **more: Any) -> str | Refusal:
    return guests.invite(desk.office, desk.actor(who), expert, name, "wang@example.com", desk.now, **more)


def secret(found: str | Refusal) -> str:
    assert isinstance(found, str), found
    return found


def inside(desk: Bureau, link: str) -> Actor | None:
    """The actor of the session that the link opens."""
    cookie = secret(guests.enter(desk.office, link, HOME, desk.now))
    return by_cookie(desk, cookie)


def by_cookie(desk: Bureau, cookie: str) -> Actor | None:
    signed = resolve(desk.office, cookie, desk.now)
    if signed is None:
        return None
    with desk.office.db.read() as session:
        return acting(desk.office, session, signed, desk.now)


def opinion(desk: Bureau, case: int, actor: Actor, at: int, **more: Any) -> Any:
    given = {"退回原因": ["内容有误"], "补正内容": "同意"}
    return act(desk.office, case, Action(actor, "", LATEST, f"o{desk.now}", given, verb="opinion", task=at), desk.now)


def test_a_guest_gives_an_opinion_and_is_out(desk: Bureau) -> None:
    case, expert = panel(desk)
    link = secret(asked(desk, expert))
    found = guests.alive(desk.office, link, desk.now)
    assert found == guests.Alive("王专家（某desk邀请）", desk.now + timedelta(days=14))
    cookie = secret(guests.enter(desk.office, link, HOME, desk.now))
    guest = by_cookie(desk, cookie)
    assert guest is not None and guest.task == expert
    assert isinstance(opinion(desk, case, guest, expert), Done)
    desk.later(minutes=1)
    assert by_cookie(desk, cookie) is not None, "for the thanks"
    assert code(opinion(desk, case, guest, expert)) == "guest_one_task"
    desk.now += THANKS
    assert by_cookie(desk, cookie) is None
    names = {s.action: s.name for s in desk.view(case, "desk").steps}
    assert names["opinion"] == "王专家（某desk邀请）" and names["invite"] == "某desk"
    with desk.office.db.read() as session:
        assert verify(desk.office, session)[1] == []


def test_the_last_opinion_leads_on_also_when_a_guest_gives_it(desk: Bureau) -> None:
    case, expert = panel(desk)
    assert isinstance(opinion(desk, case, desk.actor("desk"), task(desk, case, role="desk")), Done)
    guest = inside(desk, secret(asked(desk, expert)))
    assert guest is not None and isinstance(opinion(desk, case, guest, expert), Done)
    assert desk.view(case, "desk").state_id == "joint"


def test_who_was_invited_can_do_the_task_until_the_link_is_dead(desk: Bureau) -> None:
    case, expert = panel(desk)

    def nobody() -> bool:
        held = desk.view(case, "desk").rounds[0]
        return next(a.nobody_left for about in held.about for a in about.asked if a.task == expert)

    asked(desk, expert)
    assert not nobody()
    guests.revoke(desk.office, desk.actor("desk"), expert, desk.now)
    assert nobody()
    link = secret(guests.renew(desk.office, desk.actor("desk"), expert, desk.now))
    assert inside(desk, link) is not None and not nobody()


def test_the_link_opens_once_and_for_a_time(desk: Bureau) -> None:
    _, expert = panel(desk)
    link = secret(asked(desk, expert))
    for _ in range(3):
        assert guests.alive(desk.office, link, desk.now), "looking does not use it up"
    cookie = secret(guests.enter(desk.office, link, HOME, desk.now))
    assert code(guests.enter(desk.office, link, HOME, desk.now)) == "link.dead"
    desk.now += BY_LINK - timedelta(minutes=1)
    assert by_cookie(desk, cookie) is not None
    desk.later(minutes=2)
    assert by_cookie(desk, cookie) is None
    again = secret(guests.renew(desk.office, desk.actor("desk"), expert, desk.now))
    desk.later(days=guests.DAYS)
    assert guests.alive(desk.office, again, desk.now) is None
    assert code(guests.enter(desk.office, again, HOME, desk.now)) == "link.dead"


def test_a_link_is_renewed_and_revoked_by_whoever_could_invite_when_the_inviter_is_away(desk: Bureau) -> None:
    _, expert = panel(desk)
    first = secret(asked(desk, expert))
    stranger = guests.renew(desk.office, desk.actor("credit"), expert, desk.now)
    assert code(stranger) in ("no_such_case", "link.none") and guests.alive(desk.office, first, desk.now)
    with desk.office.db.write() as session:
        inviter, colleague = session.get_one(Person, desk.people["desk"]), session.get_one(Person, desk.people["law"])
        session.add(Grant(person_id=colleague.id or 0, role="desk", organisation_id=inviter.organisation_id,
                          district="500000", valid_from=date(2020, 1, 1)))  # fmt: skip
    again = secret(guests.renew(desk.office, desk.actor("law"), expert, desk.now))
    assert guests.alive(desk.office, first, desk.now) is None and guests.alive(desk.office, again, desk.now)
    assert guests.revoke(desk.office, desk.actor("law"), expert, desk.now) is None
    assert guests.alive(desk.office, again, desk.now) is None


def test_how_long_a_link_is_good_is_for_the_procedure_to_say(office: Office) -> None:
    def five(procedure: dict[str, Any]) -> None:
        with_panel(procedure)
        procedure["parameters"]["链接天数"] = {"type": "integer", "value": 5, "min": 1, "max": 30, "basis": "own"}
        procedure.setdefault("verbs", {})["link_days"] = "parameter(\"链接天数\")"

    desk = bureau(office, five)
    _, expert = panel(desk)
    for make in (lambda: asked(desk, expert), lambda: guests.renew(office, desk.actor("desk"), expert, desk.now)):
        found = guests.alive(office, secret(make()), desk.now)
        assert found is not None and found.until == desk.now + timedelta(days=5)
        desk.later(hours=1)


def test_revoked_it_opens_nothing_and_its_session_ends(desk: Bureau) -> None:
    case, expert = panel(desk)
    first = secret(asked(desk, expert))
    assert code(asked(desk, expert, name="李专家")) == "link.taken"
    cookie = secret(guests.enter(desk.office, first, HOME, desk.now))
    assert code(guests.revoke(desk.office, desk.actor("head"), expert, desk.now)) == "link.none"
    assert guests.revoke(desk.office, desk.actor("desk"), expert, desk.now) is None
    assert by_cookie(desk, cookie) is None
    assert inside(desk, secret(asked(desk, expert, name="李专家"))) is not None
    did(desk, case, "desk", "remove", expert, reason="不必了")
    assert guests.alive(desk.office, first, desk.now) is None


def test_a_link_to_a_task_that_is_called_off_is_dead(desk: Bureau) -> None:
    case, expert = panel(desk)
    link = secret(asked(desk, expert))
    cookie = secret(guests.enter(desk.office, link, HOME, desk.now))
    other = secret(guests.renew(desk.office, desk.actor("desk"), expert, desk.now))
    did(desk, case, "desk", "remove", expert, reason="不必了")
    assert guests.alive(desk.office, other, desk.now) is None and by_cookie(desk, cookie) is None


@pytest.mark.parametrize(("who", "wrong", "said"), [
    ("leader", {}, "link.not_yours"), ("clerk2", {}, "no_such_case"), ("desk", {"name": " "}, "link.name"),
    ("desk", {"days": 0}, "link.days"), ("desk", {"days": 1000}, "link.days"),
    ("desk", {"name": "长" * 99}, "link.name"),
])  # fmt: skip
def test_who_invites_and_how(desk: Bureau, who: str, wrong: dict[str, Any], said: str) -> None:
    _, expert = panel(desk)
    assert code(asked(desk, expert, who, **wrong)) == said
    with desk.office.db.read() as session:
        assert session.exec(select(Person).where(Person.login.startswith("·王"))).all() == []  # type: ignore[attr-defined]


def test_the_holder_of_a_state_is_no_task_for_a_guest(desk: Bureau) -> None:
    case = desk.filed()
    assert code(asked(desk, task(desk, case), "admin")) == "link.not_for_guests"
    assert code(asked(desk, 10**9, "admin")) == "no_such_case"


def test_whoever_is_asked_by_a_link_may_send_somebody(desk: Bureau) -> None:
    """The expert's organisation is that of the case: its people pass their task on."""
    _, expert = panel(desk)
    assert isinstance(asked(desk, expert, "clerk"), str)


def guests_seen(desk: Bureau, case: int, actor: Actor) -> list[guests.Invited]:
    with desk.office.db.read() as session:
        found = opened(desk.office, session, case, actor, desk.now)
        assert found is not None
        return guests.invited(found)


def asked_by(desk: Bureau, actor: Actor, expert: int) -> str | Refusal:
    return guests.invite(desk.office, actor, expert, "另一人", "x@example.com", desk.now)


def test_nothing_else_is_there_for_a_guest(desk: Bureau) -> None:
    case, expert = panel(desk)
    other = desk.start("clerk2", "500106")
    guest = inside(desk, secret(asked(desk, expert)))
    assert guest is not None
    office, now = desk.office, desk.now
    assert not isinstance(view(office, guest, case, now), Refusal)
    assert code(view(office, guest, other, now)) == "no_such_case"
    assert [r.id for r in search.find(office, guest, search.Query()).rows] == [case]
    desk_view = todo(office, guest, now)
    assert not desk_view.lists and not desk_view.expected and not desk_view.recent
    assert list(choices(office, guest, now)) == []
    assert code(start(office, guest, PROCEDURE, subject=HERE, campaign=desk.campaign, key="g", now=now)) == "start_role"
    for verb in ("copy", "urge", "transfer", "add", "entrust", "claim", "take_back", "terminate"):
        action = Action(guest, "", LATEST, "g", verb=verb, task=expert, to=(desk.people["nobody"],), reason="x")
        assert code(act(office, case, action, now)) == "guest_one_task"
    assert code(act(office, case, Action(guest, "ask", LATEST, "g"), now)) == "guest_no_transition"
    assert code(act(office, other, Action(guest, "accept", LATEST, "g"), now)) == "no_such_case"
    wanted = delegations.Wanted(desk.people["nobody"], now.date(), now.date())
    assert isinstance(delegations.give(office, guest, guest.id, wanted, now), Refusal)
    assert listing.people(office, guest, "", now) == [] and pickable(office, guest, now) == {}
    assert listing.organisations(office, guest) == [] and not filters(office, guest, now).procedures
    assert not any(list(board(office, guest, now, name).charts) for name in FILES)
    assert inbox(office, guest).items == () and guests_seen(desk, case, guest) == []
    with office.db.read() as session:
        assert known(office, session, guest, office.today(now)) == []
    assert delegations.listed(office, guest, now) == [] and left(office, guest, desk.people["desk"]) == []
    assert isinstance(asked_by(desk, guest, expert), Refusal)


def test_a_guest_is_nobody_by_any_other_door(desk: Bureau) -> None:
    _, expert = panel(desk)
    asked(desk, expert)
    with desk.office.db.read() as session:
        person = session.exec(select(Person).where(Person.name == "王专家（某desk邀请）")).one()
    assert (person.active, person.password) == (False, None)
    assert not isinstance(sign_in(desk.office, person.login, "", HOME, desk.now), str)
    assert all(p.person.login != person.login for p in listing.people(desk.office, desk.actor("admin"), "", desk.now))


