"""The office itself as an actor: timers, and what follows by itself. Nobody can sign in as it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import Organisation, Person
from workflows.engine.types import Actor

LOGIN = "·"
"""No person can have this login: it is no letter and no digit."""
NAME = "系统"


def robot(session: Session, now: datetime) -> Actor:
    """The office's own person, made when first needed; raises `NoResultFound` in an office without organisations."""
    person = session.exec(select(Person).where(Person.login == LOGIN)).first() or _made(session, now)
    return Actor(person.id or 0, NAME, person.organisation_id, (), frozenset(), robot=True)


def _made(session: Session, now: datetime) -> Person:
    hold(session, "people")
    place = session.exec(select(Organisation.id).order_by(col(Organisation.id)).limit(1)).one()
    person = Person(login=LOGIN, name=NAME, organisation_id=place or 0, active=False, created_at=now)
    session.add(person)
    session.flush()
    return person


def looking() -> Actor:
    """The office itself where it only looks: nothing is written in its name."""
    return Actor(0, NAME, 0, (), frozenset(), robot=True)
