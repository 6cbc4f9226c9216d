"""What did not go out: for administrators, with what stood against it and the way to send it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, and_, col, func, or_, select

from data.tables import Case, Delivery, Letter, Person
from forms.text import Message, Text
from workflows.engine.types import Actor, Refusal
from workflows.jobs.packing import unpacked
from workflows.office import ADMIN, Office, holds
from workflows.outbox import delivering

SHOWN = 50
LONG = timedelta(minutes=15)
"""How long something may wait before it counts as failed: then nobody carries it, for no worker runs."""


@dataclass(frozen=True)
class Failure:
    """A delivery that failed; `next_at` None: it is not tried again by itself.

    Administrators see to whom it goes and what about, not what it says.
    """

    id: int
    channel: str
    person: str
    address: str
    case: str  # number or title; "" for none
    subject: Text
    at: datetime
    attempts: int
    next_at: datetime | None
    error: Message | None


def count(office: Office, actor: Actor, now: datetime) -> int:
    """How many deliveries failed; 0 for whoever is no administrator."""
    if not holds(actor, ADMIN):
        return 0
    with office.db.read() as session:
        return _count(session, now)


def _count(session: Session, now: datetime) -> int:
    return session.exec(select(func.count()).select_from(Delivery).where(_not_sent(now))).one()


def _not_sent(now: datetime) -> ColumnElement[bool]:
    """Failed, given up, or waiting for a worker that does not come."""
    failed = col(Delivery.state).in_((delivering.FAILED, delivering.GIVEN_UP))
    return or_(failed, and_(col(Delivery.state) == delivering.WAITING, col(Delivery.next_at) < now - LONG))


def failures(
    office: Office, actor: Actor, now: datetime, *, start: int = 0, limit: int = SHOWN
) -> tuple[list[Failure], int]:
    """The failed deliveries, the newest first, and how many there are in all; nothing for others."""
    if not holds(actor, ADMIN):
        return [], 0
    with office.db.read() as session:
        return list(_listed(session, now, start, limit)), _count(session, now)


def _listed(session: Session, now: datetime, start: int, limit: int) -> Iterator[Failure]:
    wanted = (
        select(Delivery, Letter, Person, Case)
        .join(Letter, col(Letter.id) == Delivery.message_id)
        .join(Person, col(Person.id) == Letter.person_id)
        .outerjoin(Case, col(Case.id) == Letter.case_id)
        .where(_not_sent(now))
    )
    for d, m, person, case in session.exec(wanted.order_by(col(Delivery.id).desc()).offset(start).limit(limit)):
        yield Failure(
            id=d.id or 0, channel=d.channel, person=person.name, address=person.email if d.channel == "mail" else "",
            case=(case.number or case.title) if case else "", subject=Text(zh=m.subject, en=m.subject_en or None),
            at=m.at, attempts=d.attempts, next_at=d.next_at,
            error=_why(d),
        )  # fmt: skip


def _why(delivery: Delivery) -> Message | None:
    if delivery.error is not None:
        return unpacked(delivery.error)
    return Message("outbox.no_worker") if delivery.state == delivering.WAITING else None


def send_again(office: Office, actor: Actor, delivery_id: int, now: datetime) -> Refusal | None:
    """Tries a failed delivery at once, with all its attempts before it again."""
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    with office.db.write() as session:
        found = session.exec(select(Delivery).where(Delivery.id == delivery_id).with_for_update()).first()
        if found is None or found.state == delivering.SENT:
            return Refusal(Message("outbox.no_such"), guard="state")
        delivering.again(session, found, now)
    return None
