"""How a delivery goes on: sent, tried again after a growing pause, given up, asked for once more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any, Final

from sqlmodel import Session, select

from data.tables import Case, Delivery, Letter, Person
from forms.text import Message, Text
from workflows.jobs.packing import packed
from workflows.outbox.channels.base import Parcel
from workflows.outbox.service import enqueue

WAITING, SENT, FAILED, GIVEN_UP = "waiting", "sent", "failed", "given_up"
PAUSES: Final = (
    timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12),
)  # fmt: skip
"""After each failed attempt; after the last one it is given up."""


def wanted(session: Session, payload: Mapping[str, Any], *, lock: bool = False) -> Delivery | None:
    """The delivery of a job, if it is still this job that is to do it."""
    query = select(Delivery).where(Delivery.id == payload["delivery"])
    found = session.exec(query.with_for_update() if lock else query).first()
    mine = found is not None and found.turn == payload["turn"] and found.state in (WAITING, FAILED)
    return found if mine else None


def parcel(session: Session, delivery: Delivery) -> Parcel:
    """What is handed over, with the address and the language of now."""
    letter = session.get_one(Letter, delivery.message_id)
    person = session.get_one(Person, letter.person_id)
    case = session.get(Case, letter.case_id) if letter.case_id else None
    return Parcel(
        uid=letter.uid, login=person.login, name=person.name, email=person.email, language=person.language,
        deputy=letter.for_person is not None, case_id=letter.case_id, number=case.number if case else None,
        key=letter.text_key, subject=Text(zh=letter.subject, en=letter.subject_en or None),
        text=Text(zh=letter.text, en=letter.text_en or None), at=letter.at,
    )  # fmt: skip


def sent(session: Session, delivery: Delivery, now: datetime) -> None:
    """It was taken."""
    delivery.attempts += 1
    delivery.state, delivery.sent_at, delivery.next_at, delivery.error = SENT, now, None, None
    session.add(delivery)


def failed(session: Session, delivery: Delivery, why: Message, now: datetime) -> None:
    """It was not: tried again after a pause, or given up."""
    delivery.attempts += 1
    delivery.error = packed(why)
    session.add(delivery)
    if delivery.attempts > len(PAUSES):
        delivery.state, delivery.next_at = GIVEN_UP, None
    else:
        delivery.state = FAILED
        enqueue(session, delivery, now + PAUSES[delivery.attempts - 1], now)


def again(session: Session, delivery: Delivery, now: datetime) -> None:
    """From the beginning, at once."""
    delivery.state, delivery.attempts = WAITING, 0
    enqueue(session, delivery, now, now)
