"""For what somebody can apply, and who of the office looks after applicants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from forms.fields import Option
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office, holds


def bundles(office: Office, session: Session, now: datetime) -> Iterator[Bundle]:
    """The procedures of today whose cases belong to applicants."""
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, office.today(now))
        if bundle is not None and bundle.of_organisations:
            yield bundle


def roles(office: Office, session: Session, now: datetime) -> list[str]:
    """The roles that the people of an applicant hold for it."""
    found = (
        role
        for bundle in bundles(office, session, now)
        for role in bundle.procedure.start.by
        if bundle.procedure.roles[role].of_organisation is not None
    )
    return list(dict.fromkeys(found))


def districts(office: Office, session: Session, now: datetime) -> dict[str, Option]:
    """Where an applicant can be: the districts of the cities whose procedures are offered."""
    found: dict[str, Option] = {}
    for bundle in bundles(office, session, now):
        found |= office.places(session, office.today(now), bundle.procedure)
    return found


def looks_after(office: Office, session: Session, actor: Actor, now: datetime) -> bool:
    """Whether somebody confirms applicants: administrators, and those who enter cases for them at the window."""
    if holds(actor, ADMIN):
        return True
    desks = {role for bundle in bundles(office, session, now) for role in bundle.procedure.start.on_behalf}
    return any(f"{role}@*" in actor.tokens for role in desks)


def in_charge(office: Office, actor: Actor, now: datetime) -> bool:
    """The same in a session of its own."""
    with office.db.read() as session:
        return looks_after(office, session, actor, now)
