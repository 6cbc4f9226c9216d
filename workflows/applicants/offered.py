"""For what somebody can apply, and who of the office looks after applicants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlmodel import Session

from forms.fields import Option
from workflows.bundle import Bundle
from workflows.engine.types import Actor
from workflows.office import ADMIN, Office, holds


def bundles(office: Office, session: Session, now: datetime, district: str | None = None) -> Iterator[Bundle]:
    """The procedures of today whose cases belong to applicants; of a district, those that are for it."""
    for procedure in office.procedures(session):
        bundle = office.current_version(session, procedure, office.today(now))
        if bundle is None or not bundle.of_organisations:
            continue
        if district is None or district in _places(office, session, bundle, now):
            yield bundle


def _places(office: Office, session: Session, bundle: Bundle, now: datetime) -> dict[str, Option]:
    """The districts that a procedure is for today."""
    return office.places(session, office.today(now), bundle.procedure)


def roles(office: Office, session: Session, now: datetime, district: str | None = None) -> list[str]:
    """The roles that the people of an applicant hold for it: in a district, or anywhere.

    Not only those who open cases: some are opened for them, and wait for their answer.
    """
    found = (
        role
        for bundle in bundles(office, session, now, district)
        for role, held in bundle.procedure.roles.items()
        if held.of_organisation is not None
    )
    return list(dict.fromkeys(found))


def districts(office: Office, session: Session, now: datetime) -> dict[str, Option]:
    """Where an applicant can be: the districts of the cities whose procedures are offered."""
    found: dict[str, Option] = {}
    for bundle in bundles(office, session, now):
        found |= office.places(session, office.today(now), bundle.procedure)
    return found


def looks_after(office: Office, session: Session, actor: Actor, now: datetime, district: str | None = None) -> bool:
    """Whether somebody confirms applicants: administrators, and those who enter cases for them at the window.

    The window of one city looks after the applicants of that city; `district` asks for those of one place.
    """
    return holds(actor, ADMIN) or any(_at_window(b, actor) for b in bundles(office, session, now, district))


def cared_for(office: Office, session: Session, actor: Actor, now: datetime) -> dict[str, Option]:
    """The districts whose applicants somebody looks after."""
    found: dict[str, Option] = {}
    for bundle in bundles(office, session, now):
        if holds(actor, ADMIN) or _at_window(bundle, actor):
            found |= _places(office, session, bundle, now)
    return found


def _at_window(bundle: Bundle, actor: Actor) -> bool:
    return any(f"{role}@*" in actor.tokens for role in bundle.procedure.start.on_behalf)


def in_charge(office: Office, actor: Actor, now: datetime) -> bool:
    """Whether somebody looks after applicants anywhere, in a session of its own."""
    with office.db.read() as session:
        return looks_after(office, session, actor, now)
