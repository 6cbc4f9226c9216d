"""Who gets a message: from tokens to people, and those who stand in for them (代)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from sqlmodel import Session, col, or_, select

from data.tables import Delegation, Person, Task
from workflows.engine.notices import HOLDERS
from workflows.people.holding import people_of

Recipient = tuple[int, int | None]
"""Somebody, and for whom they stand in; None: the message is their own."""


def recipients(
    session: Session, case_id: int | None, procedure: str, tokens: Iterable[str], on: date
) -> list[Recipient]:
    """Everybody who is to be told, each once: their own message comes before a copy for somebody else's."""
    held = {t for each in tokens for t in (_of_tasks(session, case_id) if each == HOLDERS else (each,))}
    own = people_of(session, held, on) if held else []
    deputies = {d: p for d, p in reversed(list(_deputies(session, own, procedure, on))) if d not in set(own)}
    return [*((p, None) for p in own), *sorted(deputies.items())]


def _of_tasks(session: Session, case_id: int | None) -> Iterator[str]:
    """Who has an open task: the person it was given to, else whoever may take it."""
    for task in session.exec(select(Task).where(Task.case_id == case_id, Task.state == "open")):
        yield task.token if task.person_id is None else f"person@{task.person_id}"


def _deputies(session: Session, people: list[int], procedure: str, on: date) -> Iterator[tuple[int, int]]:
    """(who stands in, for whom), the first delegation first."""
    given = select(Delegation).where(
        col(Delegation.person_id).in_(people), Delegation.since <= on, Delegation.until >= on,
        col(Delegation.revoked_at).is_(None),
        or_(col(Delegation.procedure).is_(None), col(Delegation.procedure) == procedure),
    )  # fmt: skip
    active = given.join(Person, col(Person.id) == Delegation.deputy_id).where(col(Person.active))
    for each in session.exec(active.order_by(col(Delegation.id))):
        yield each.deputy_id, each.person_id
