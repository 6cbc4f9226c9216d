"""Who acts: a person with what their grants come to today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Delegation, District, Grant, Organisation, Person
from workflows.engine.types import Actor, Held, Tokens
from workflows.office import ADMIN, AUDITOR, Office
from workflows.people.sessions import Signed
from workflows.world import in_force

CITY = "*"


def actor_of(office: Office, session: Session, person_id: int, now: datetime) -> Actor:
    """The person as an actor; raises `NoResultFound` for nobody. An inactive person holds nothing."""
    today = office.today(now)
    return with_lent(office, session, actor_on(session, person_id, today), today)


def acting(office: Office, session: Session, signed: Signed, now: datetime) -> Actor:
    """Who acts by a session: the person, or for one that a link has opened the guest of its task."""
    if signed.task is not None:
        return guest_of(office, session, signed.person_id, signed.task, now)
    return actor_of(office, session, signed.person_id, now)


def guest_of(office: Office, session: Session, person_id: int, task: int, now: datetime) -> Actor:
    """Somebody who came by a link to one task: they hold nothing but what is addressed to themselves."""
    found = actor_on(session, person_id, office.today(now))
    return replace(found, held=(), tokens=frozenset({f"person@{person_id}"}), task=task)


def with_lent(office: Office, session: Session, actor: Actor, today: date) -> Actor:
    """The actor with what others lent them (委托代理): their roles and what is addressed to them.

    Roles of the office itself are nobody's to lend, and what was lent is not lent on.
    """
    everywhere, within = dict[str, int](), dict[str, dict[str, int]]()
    for lender, procedure in _lenders(session, actor, today):
        place = everywhere if procedure is None else within.setdefault(procedure, {})
        for token in sorted(actor_on(session, lender, today).tokens):
            if token not in actor.tokens and token.partition("@")[0] not in (ADMIN, AUDITOR):
                place.setdefault(token, lender)
    if not everywhere and not within:
        return actor
    own = actor.tokens | everywhere.keys()
    mine = {p: t.keys() - own for p, t in within.items()}
    held = Tokens(own, mine, {p: _registers(office, session, p) for p in mine}) if within else own
    return replace(actor, tokens=held, lent=everywhere, lent_within=within)


def _registers(office: Office, session: Session, procedure: str) -> frozenset[str]:
    """The registers that a procedure works with, its own and shared ones."""
    bundle = office.newest(session, procedure)
    return frozenset(bundle.procedure.registers) if bundle is not None else frozenset()


def _lenders(session: Session, actor: Actor, today: date) -> list[tuple[int, str | None]]:
    """For whom somebody stands in on a day, and in which procedure; nobody for somebody inactive."""
    if not actor.tokens:
        return []
    given = select(Delegation.person_id, Delegation.procedure).join(Person, col(Person.id) == Delegation.person_id)
    now = given.where(Delegation.deputy_id == actor.id, col(Person.active), *delegated(today))
    return list(session.exec(now.order_by(col(Delegation.id))))


def delegated(on: date) -> tuple[Any, ...]:
    """Conditions: a delegation holds on a day."""
    return Delegation.since <= on, Delegation.until >= on, col(Delegation.revoked_at).is_(None)


def actor_on(session: Session, person_id: int, today: date) -> Actor:
    """The same on a day, without what was lent to them."""
    person = session.get_one(Person, person_id)
    mine = select(Grant).where(Grant.person_id == person_id, *in_force(today))
    grants = list(session.exec(mine.order_by(col(Grant.id)))) if person.active else []
    districts = list(session.exec(select(District)))
    held = tuple(held_by(g, districts) for g in grants)
    own = session.get(Organisation, person.organisation_id)
    return Actor(
        person_id, person.name, person.organisation_id, held,
        tokens(held, districts) | own_tokens(person, held), person.language,
        own.name if own else "",
    )  # fmt: skip


def own_tokens(person: Person, held: Iterable[Held]) -> frozenset[str]:
    """What is addressed to themselves or to their organisations; nothing for somebody inactive."""
    organisations = {person.organisation_id, *(h.organisation for h in held)}
    named = {f"person@{person.id}", *(f"organisation@{o}" for o in organisations)}
    return frozenset(named) if person.active else frozenset()


def held_by(grant: Grant, districts: Sequence[District]) -> Held:
    """A grant as a held role; those of the office itself reach every city."""
    if not any(d.code == grant.district and d.kind == "city" for d in districts):
        return Held(grant.role, grant.organisation_id, grant.district)
    city = "" if grant.role in (ADMIN, AUDITOR) else grant.district
    return Held(grant.role, grant.organisation_id, CITY, city)


def tokens(held: Iterable[Held], districts: Sequence[District]) -> frozenset[str]:
    """Every role@district that the roles come to, retired codes included, and role@#organisation."""
    placed = {f"{h.role}@{code}" for h in held for code in reached(h, districts)}
    return frozenset(placed | {f"{h.role}@#{h.organisation}" for h in held})


def reached(held: Held, districts: Sequence[District]) -> set[str]:
    """The codes that a held role reaches."""
    return {CITY, *covered(held.city, districts)} - {held.city} if held.city else covered(held.district, districts)


def covered(place: str, districts: Sequence[District]) -> set[str]:
    """The codes a grant reaches: `*` covers all; a district's its units and what was merged into it."""
    if place == CITY:
        return {CITY, *(d.code for d in districts if d.kind != "city")}
    reached, fresh = {place}, {place}
    while fresh:
        fresh = {d.code for d in districts if d.parent in fresh or d.successor in fresh} - reached
        reached |= fresh
    return reached
