"""Who holds a token today: the other way round from what an actor's grants come to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlmodel import Session, col, select

from data.tables import District, Grant, Person
from workflows.people.actors import held_by, tokens
from workflows.world import in_force


def people_of(session: Session, held: set[str], on: date) -> list[int]:
    """The people, by id, who are active and hold one of the tokens themselves; whoever stands in is not among them."""
    found = {*_numbers(held, "person"), *_of_organisations(session, held, on), *_by_role(session, held, on)}
    active = select(Person.id).where(col(Person.id).in_(found), col(Person.active)).order_by(col(Person.id))
    return [p for p in session.exec(active) if p is not None]


def _numbers(held: set[str], kind: str) -> set[int]:
    """The ids in `person@7`, `organisation@12`."""
    given = (t.removeprefix(f"{kind}@") for t in held if t.startswith(f"{kind}@"))
    return {int(n) for n in given if n.isascii() and n.isdigit() and len(n) < 10}


def _of_organisations(session: Session, held: set[str], on: date) -> Iterator[int]:
    """Whoever works there, or holds a role for it."""
    if wanted := _numbers(held, "organisation"):
        own = select(Person.id).where(col(Person.organisation_id).in_(wanted))
        granted = select(Grant.person_id).where(col(Grant.organisation_id).in_(wanted), *in_force(on))
        yield from (p for p in session.exec(own) if p is not None)
        yield from session.exec(granted)


def _by_role(session: Session, held: set[str], on: date) -> Iterator[int]:
    """Whoever has a grant that comes to one of the tokens."""
    roles = {t.partition("@")[0] for t in held} - {"person", "organisation"}
    if not roles:
        return
    districts = list(session.exec(select(District)))
    for g in session.exec(select(Grant).where(col(Grant.role).in_(roles), *in_force(on))):
        if held & tokens([held_by(g, districts)], districts):
            yield g.person_id
