"""Third parties and experts: invited to one task by a link that works once, with a session that sees nothing else."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session, col, select, update
from sqlmodel.sql.expression import SelectOfScalar

from data.queries.dialect import hold
from data.tables import Guest, OneTimeLink, Person, SignIn, Task
from forms.chars import one_line
from workflows.cases.invitable import invitable
from workflows.cases.once import Refused as Taken
from workflows.cases.opened import Opened, no_such_case, opened, reopened
from workflows.cases.taking import carry_out
from workflows.clocks.read import value, whole
from workflows.engine.decide import decide
from workflows.engine.situation import Situation
from workflows.engine.types import Action, Actor, Refusal
from workflows.office import ADMIN, Office, holds
from workflows.people.entrance import Visit
from workflows.people.listing import named_person
from workflows.people.rules import Refused
from workflows.people.sessions import fingerprint, open_session, revoke_all

TASK = "task"
DAYS, MOST_DAYS = 14, 60
"""How long a link is good where the procedure cannot say, and at most."""
LONGEST_NAME, LONGEST_CONTACT = 40, 100


@dataclass(frozen=True)
class Invited:
    """Somebody from outside who was invited to a task, and how it stands with their link."""

    task: int
    name: str
    contact: str
    by: str
    at: datetime
    until: datetime | None  # of the link; None where it was used or revoked
    inside: bool  # whether they have a session now


def invite(
    office: Office, actor: Actor, task_id: int, name: str, contact: str, now: datetime, days: int | None = None
) -> str | Refusal:
    """Gives a task to a guest; returns the secret of the link for them. The guest is a person who can do that alone.

    `days` is for how long the link is good; None as the procedure says (`verbs.link_days`).
    """

    def work(session: Session) -> str:
        found = _found(office, session, actor, task_id, now)
        good = link_days(found.situation) if days is None else days
        _checked(name, contact, good)
        _free(session, task_id, now)
        guest = _person(session, actor, name, now)
        _decided(found, task_id, guest, now)
        session.add(Guest(person_id=guest, task_id=task_id, contact=one_line(contact), invited_by=actor.id,
                          invited_at=now))  # fmt: skip
        return _link(session, guest, now, good)

    return _tried(office, work)


def link_days(situation: Situation) -> int:
    """For how many days a link is good, as the procedure says; within what there may be at most."""
    found = whole(value(situation, situation.procedure.verbs.link_days))
    return DAYS if found is None else min(max(found, 1), MOST_DAYS)


def renew(office: Office, actor: Actor, task_id: int, now: datetime, days: int | None = None) -> str | Refusal:
    """A new link for the same guest; earlier ones and their sessions end."""

    def work(session: Session) -> str:
        found, guest = _mine(office, session, actor, task_id, now)
        good = link_days(found.situation) if days is None else days
        _checked("-", "-", good)
        _end(session, guest.person_id, now)
        return _link(session, guest.person_id, now, good)

    return _tried(office, work)


def revoke(office: Office, actor: Actor, task_id: int, now: datetime) -> Refusal | None:
    """The link and the session of a guest end at once; the task stays to be handed to somebody else."""

    def work(session: Session) -> str:
        _end(session, _mine(office, session, actor, task_id, now)[1].person_id, now)
        return ""

    found = _tried(office, work)
    return found if isinstance(found, Refusal) else None


@dataclass(frozen=True)
class Alive:
    """A link that works: for whom, and until when."""

    name: str
    until: datetime


def alive(office: Office, secret: str, now: datetime) -> Alive | None:
    """Who a link is for while it works, and how long it does; looking does not use it up."""
    with office.db.read() as session:
        link = _alive(session, secret, now)
        return Alive(named_person(session, link.person_id or 0), link.expires_at) if link is not None else None


def enter(office: Office, secret: str, visit: Visit, now: datetime) -> str | Refusal:
    """Opens the session of a guest and uses the link up; returns the value for the cookie."""

    def work(session: Session) -> str:
        hold(session, "people")  # two presses at once use it once
        link = _alive(session, secret, now)
        guest = session.get(Guest, link.person_id) if link is not None else None
        if link is None or guest is None:
            raise Refused("link.dead")
        link.used_at = now
        session.add(link)
        revoke_all(session, guest.person_id, now)
        return open_session(session, guest.person_id, visit.address, visit.agent, now, task=guest.task_id)

    return _tried(office, work)


def invited(found: Opened) -> list[Invited]:
    """Who was invited to tasks of a case, for those who act in it."""
    if found.situation.actor.task is not None:
        return []
    wanted = select(Guest).join(Task, col(Task.id) == col(Guest.task_id)).where(Task.case_id == found.id)
    guests = found.session.exec(wanted.order_by(col(Guest.invited_at), col(Guest.person_id)))
    return [_shown(found.session, g, found.situation.now) for g in guests]


def _shown(session: Session, guest: Guest, now: datetime) -> Invited:
    link = session.exec(_links(guest.person_id).where(OneTimeLink.expires_at > now)).first()
    return Invited(
        guest.task_id, named_person(session, guest.person_id), guest.contact,
        named_person(session, guest.invited_by), guest.invited_at, link.expires_at if link else None,
        _inside(session, guest.person_id, now),
    )  # fmt: skip


def can_come(session: Session, person_id: int, now: datetime) -> bool:
    """Whether somebody is a guest whose link still works, or who is in."""
    waits = session.exec(_links(person_id).where(OneTimeLink.expires_at > now)).first() is not None
    return waits or _inside(session, person_id, now)


def _tried(office: Office, work: Callable[[Session], str]) -> str | Refusal:
    try:
        with office.db.write() as session:
            return work(session)
    except (Refused, Taken) as refused:
        return refused.refusal


def _found(office: Office, session: Session, actor: Actor, task_id: int, now: datetime) -> Opened:
    """The case of a task; an administrator need not see it otherwise."""
    task = session.get(Task, task_id)
    look = reopened if holds(actor, ADMIN) else opened
    found = look(office, session, task.case_id, actor, now, lock=True) if task is not None else None
    if found is None:
        raise Taken(no_such_case())
    return found


def _checked(name: str, contact: str, days: int) -> None:
    if not 0 < len(one_line(name)) <= LONGEST_NAME:
        raise Refused("link.name", limit=LONGEST_NAME)
    if not 0 < len(one_line(contact)) <= LONGEST_CONTACT:
        raise Refused("link.contact", limit=LONGEST_CONTACT)
    if not 1 <= days <= MOST_DAYS:
        raise Refused("link.days", most=MOST_DAYS)


def _free(session: Session, task_id: int, now: datetime) -> None:
    """Raises `Refused` while another guest can still come, or is in."""
    for guest in session.exec(select(Guest).where(Guest.task_id == task_id)):
        if can_come(session, guest.person_id, now):
            raise Refused("link.taken", who=named_person(session, guest.person_id))


def _person(session: Session, actor: Actor, name: str, now: datetime) -> int:
    """Somebody who cannot sign in: without password, inactive, and with a login that nobody can type.

    Their name says by whom they were invited, wherever it is shown.
    """
    person = Person(
        login=f"·{secrets.token_hex(8)}", name=f"{one_line(name)}（{actor.name}邀请）",
        organisation_id=actor.organisation, active=False, created_at=now,
    )  # fmt: skip
    session.add(person)
    session.flush()
    return person.id or 0


def _decided(found: Opened, task_id: int, guest: int, now: datetime) -> None:
    actor = found.situation.actor
    action = Action(actor, "", found.facts.revision, "", verb="invite", task=task_id, to=(guest,))
    decision = decide(found.bundle, found.facts, action, found.world, now)
    if isinstance(decision, Refusal):
        raise Taken(decision)
    carry_out(found, decision, now)


def _mine(office: Office, session: Session, actor: Actor, task_id: int, now: datetime) -> tuple[Opened, Guest]:
    """A case and the last guest of an open task in it, for who invited them or could: the office goes on without one.

    An administrator sees to all.
    """
    found = _found(office, session, actor, task_id, now)
    wanted = select(Guest).where(Guest.task_id == task_id).order_by(col(Guest.invited_at).desc())
    guest = session.exec(wanted.order_by(col(Guest.person_id).desc())).first()
    active = any(t.id == task_id and t.active for t in found.facts.tasks)
    may = guest is not None and (guest.invited_by == actor.id or holds(actor, ADMIN) or task_id in _open_to(found))
    if guest is None or not active or not may:
        raise Refused("link.none")
    return found, guest


def _open_to(found: Opened) -> set[int]:
    return set(invitable(found.situation))


def _link(session: Session, guest: int, now: datetime, days: int) -> str:
    secret = secrets.token_urlsafe(32)
    until = now + timedelta(days=days)
    session.add(OneTimeLink(id=fingerprint(secret), person_id=guest, purpose=TASK, expires_at=until))
    return secret


def _links(guest: int) -> SelectOfScalar[OneTimeLink]:
    return select(OneTimeLink).where(
        OneTimeLink.person_id == guest, OneTimeLink.purpose == TASK, col(OneTimeLink.used_at).is_(None)
    )


def _end(session: Session, guest: int, now: datetime) -> None:
    unused = update(OneTimeLink).where(col(OneTimeLink.person_id) == guest, col(OneTimeLink.used_at).is_(None))
    session.exec(unused.values(used_at=now))
    revoke_all(session, guest, now)


def _alive(session: Session, secret: str, now: datetime) -> OneTimeLink | None:
    """The link while it works: not used, not run out, and its task still to be done."""
    link = session.get(OneTimeLink, fingerprint(secret))
    if link is None or link.purpose != TASK or link.used_at is not None or link.expires_at <= now:
        return None
    guest = session.get(Guest, link.person_id)
    task = session.get(Task, guest.task_id) if guest is not None else None
    return link if task is not None and task.state in ("open", "waiting") and task.person_id == link.person_id else None


def _inside(session: Session, guest: int, now: datetime) -> bool:
    row = select(SignIn.id).where(
        SignIn.person_id == guest, col(SignIn.revoked_at).is_(None), col(SignIn.expires_at) > now
    )
    return session.exec(row.limit(1)).first() is not None
