"""Signing in with somebody else's proof: the provider's `sub` leads to a local person and a session of our own."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from data.tables import Person
from forms.text import Message
from workflows.office import Office
from workflows.people.entrance import Visit
from workflows.people.sessions import open_session


def enter_as(office: Office, subject: str, visit: Visit, now: datetime) -> str | Message:
    """The value for the cookie, or that nobody here has this identity."""
    with office.db.write() as session:
        person = session.exec(select(Person).where(Person.subject == subject, col(Person.active))).first()
        if person is None or person.id is None:
            return Message("people.sso_unknown", {"subject": subject})
        return open_session(session, person.id, visit.address, visit.agent, now)
