"""Doing something once: the repeated request gets the answer of the first, a refused one leaves nothing behind."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from data.engine import Clashed
from data.tables import ActionKey
from workflows.audit.chain import digest
from workflows.engine.types import Actor, Refusal
from workflows.office import Office

MAX_KEY = 200
TRIES = 4


@dataclass(frozen=True)
class Done:
    """What was done to a case, and where it is now."""

    case_id: int
    number: str | None
    state: str


class Refused(Exception):
    """Carries a refusal out of a transaction, so that it is rolled back."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.message.code)
        self.refusal = refusal


def once(
    office: Office, actor: Actor, key: str, now: datetime, work: Callable[[Session], Done | Refusal]
) -> Done | Refusal:
    """Do the work in one transaction, unless the actor's key says that it was done.

    The key is written first: of two requests at once the second waits for the first and then finds its answer.
    Something else that may exist once (an open case) met at the same moment is looked at again, and then refused.
    What the database gave up because two waited for each other is done again: nothing of it was stored.
    """
    name = f"{actor.id}/{key}"
    name = name if len(name) <= MAX_KEY else digest(name)
    try:
        for _ in range(TRIES - 1):
            with suppress(IntegrityError, Clashed):
                return _once(office, actor, name, now, work)
        return _once(office, actor, name, now, work)
    except Refused as refused:
        return refused.refusal


def _once(
    office: Office, actor: Actor, name: str, now: datetime, work: Callable[[Session], Done | Refusal]
) -> Done | Refusal:
    with office.db.write() as session:
        known = session.get(ActionKey, name)
        if known is not None:
            return Done(**known.answer)
        row = ActionKey(key=name, actor_id=actor.id, answer={}, at=now)
        session.add(row)
        session.flush()
        done = work(session)
        if isinstance(done, Refusal):
            raise Refused(done)
        row.case_id, row.answer = done.case_id, asdict(done)
        session.add(row)
        return done
