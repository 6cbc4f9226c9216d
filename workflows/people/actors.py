"""Who acts: a person with what their grants come to today."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.tables import District, Grant, Organisation, Person
from workflows.engine.types import Actor, Held
from workflows.office import ADMIN, AUDITOR, Office
from workflows.world import in_force

CITY = "*"


def actor_of(office: Office, session: Session, person_id: int, now: datetime) -> Actor:
    """The person as an actor; raises `NoResultFound` for nobody. An inactive person holds nothing."""
    return actor_on(session, person_id, office.today(now))


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
