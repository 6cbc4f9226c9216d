"""Posting messages in the transaction that causes them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Session

from data.tables import Delivery, Letter, Person
from workflows.engine.notices import notice, numbered
from workflows.engine.wanted import Notice
from workflows.jobs import service as jobs
from workflows.office import Office
from workflows.outbox.channels import registry
from workflows.outbox.recipients import recipients

if TYPE_CHECKING:
    from workflows.cases.opened import Opened

DELIVER = "deliver"
__all__ = ["Matter", "enqueue", "notice", "post", "post_about"]


@dataclass(frozen=True)
class Matter:
    """What messages are about: a case, or an entry of a register; in whose name they are written."""

    office: Office
    session: Session
    procedure: str
    caused_by: int
    case: int | None = None
    entry: int | None = None  # its identity
    number: str | None = None


def post(opened: Opened, notices: Sequence[Notice], now: datetime) -> list[dict[str, object]]:
    """Write messages for whoever holds their tokens now, and what has to deliver them; tells the history of them."""
    case = opened.case
    matter = Matter(
        opened.office, opened.session, case.procedure, opened.situation.actor.id, case=opened.id, number=case.number
    )
    return post_about(matter, notices, now)


def post_about(matter: Matter, notices: Sequence[Notice], now: datetime) -> list[dict[str, object]]:
    """The same about a case or an entry."""
    return [_posted(matter, each, now) for each in notices]


def _posted(matter: Matter, each: Notice, now: datetime) -> dict[str, object]:
    session, told = matter.session, []
    session.flush()
    found = recipients(session, matter.case, matter.procedure, each.tokens, matter.office.today(now))
    for person, instead_of in found:
        letter = _letter(matter, each, person, instead_of, now)
        session.add(letter)
        session.flush()
        _to_the_outside(matter.office, session, letter, each, now)
        told.append(person)
    return {"text": each.key, "to": told}


def _letter(matter: Matter, each: Notice, person: int, instead_of: int | None, now: datetime) -> Letter:
    subject, text = numbered(each.subject, matter.number), numbered(each.text, matter.number)
    return Letter(
        uid=secrets.token_hex(16), person_id=person, for_person=instead_of, case_id=matter.case, entry_id=matter.entry,
        text_key=each.key, subject=subject.zh, subject_en=subject.en or "", text=text.zh, text_en=text.en or "", at=now,
        caused_by=matter.caused_by,
    )  # fmt: skip


def _to_the_outside(office: Office, session: Session, letter: Letter, each: Notice, now: datetime) -> None:
    person = session.get_one(Person, letter.person_id)
    for name in _channels(each):
        if registry[name].reaches(office.outside, person):
            delivery = Delivery(message_id=letter.id or 0, channel=name)
            session.add(delivery)
            session.flush()
            enqueue(session, delivery, now, now)


def _channels(each: Notice) -> Iterator[str]:
    """Those that the message asks for, of those there are."""
    return (name for name in registry if not each.channels or name in each.channels)


def enqueue(session: Session, delivery: Delivery, due: datetime, now: datetime) -> None:
    """The job of the next attempt; one enqueued before does nothing any more."""
    delivery.turn += 1
    delivery.next_at = due
    session.add(delivery)
    told = {"delivery": delivery.id, "turn": delivery.turn}
    jobs.enqueue(session, DELIVER, told, now, due=due, key=f"{DELIVER}/{delivery.id}/{delivery.turn}")
