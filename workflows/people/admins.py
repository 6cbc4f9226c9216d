"""Telling administrators what the office itself has noticed."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session, col, select

from data.tables import Grant, Letter, Organisation, Person
from forms.text import Message
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.people.robot import robot
from workflows.world import in_force


def tell_admins(
    office: Office, session: Session, key: str, subject: Sequence[Message], lines: Sequence[Message], now: datetime
) -> None:
    """A message to every administrator, one line after the other; none in an office where nobody is yet."""
    if session.exec(select(Organisation.id).limit(1)).first() is None:
        return
    admins = select(Grant.person_id).where(Grant.role == ADMIN, *in_force(office.today(now)))
    people = select(Person.id).where(col(Person.id).in_(admins), col(Person.active)).order_by(col(Person.id))
    by = robot(session, now).id
    for person in session.exec(people).all():
        session.add(
            Letter(
                uid=secrets.token_hex(16), person_id=person or 0, text_key=key, at=now, caused_by=by,
                subject=_said(subject, "zh"), subject_en=_said(subject, "en"),
                text=_said(lines, "zh"), text_en=_said(lines, "en"),
            )  # fmt: skip
        )


def _said(lines: Sequence[Message], lang: str) -> str:
    return "\n".join(say(line, lang) for line in lines)
