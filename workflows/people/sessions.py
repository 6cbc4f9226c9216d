"""Sign-in sessions: the browser holds a random value, the database its SHA-256, so each can be ended at once."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select, update

from data.engine import Busy
from data.tables import Person, SignIn, Task
from forms.chars import one_line
from workflows.office import Office

IDLE = timedelta(hours=8)  # without anything done
LONGEST = timedelta(days=7)  # in any case
BY_LINK = timedelta(hours=12)  # of one that a link to a task has opened
THANKS = timedelta(minutes=10)  # how long it lasts once the task is done, to say so
LATE = timedelta(days=1)  # how long after its end a session may still bring in what was typed before
_TOUCHED = timedelta(minutes=1)


@dataclass(frozen=True)
class Signed:
    """Who is signed in, by which session."""

    session_id: str
    person_id: int
    name: str
    language: str
    must_change: bool
    expires_at: datetime
    task: int | None = None  # opened by a link: the one task that it is for
    copy: int | None = None  # acts as somebody made up, in this practice copy
    own: int = 0  # then: whose session it is

    @property
    def whose(self) -> int:
        """The person of the office whose session it is, whoever it acts as."""
        return self.own if self.copy is not None else self.person_id


def fingerprint(token: str) -> str:
    """What the database keeps of a secret value."""
    return hashlib.sha256(token.encode()).hexdigest()


def open_session(
    session: Session, person_id: int, address: str, agent: str, now: datetime, *, task: int | None = None
) -> str:
    """Opens a session and returns the value for the cookie; one for a task alone lasts as long as a link's does."""
    token = secrets.token_urlsafe(32)
    row = SignIn(
        id=fingerprint(token), person_id=person_id, created_at=now, seen_at=now, task_id=task,
        expires_at=now + (IDLE if task is None else BY_LINK), address=address[:64], agent=one_line(agent)[:200],
    )  # fmt: skip
    session.add(row)
    return token


def resolve(office: Office, token: str | None, now: datetime, *, late: bool = False) -> Signed | None:
    """Who a cookie value belongs to; None for nobody, an ended session, an inactive person.

    `late` lets in a session that ran out within the last day: for saving what had been typed, never for acting.
    """
    if not token:
        return None
    with office.db.read() as session:
        found = session.get(SignIn, fingerprint(token))
        if found is None or found.revoked_at or found.expires_at + (LATE if late else timedelta(0)) <= now:
            return None
        person = session.get_one(Person, found.person_id)
        done = found.task_id is not None and _over(session, found.task_id, now)
    if done or (late and found.task_id is not None) or (not person.active and found.task_id is None):
        return None
    if found.task_id is None and now < found.expires_at and now - found.seen_at >= _TOUCHED:
        _touch(office, found, now)
    return Signed(
        found.id, found.person_id, person.name, person.language, person.must_change, found.expires_at, found.task_id
    )


def _over(session: Session, task_id: int, now: datetime) -> bool:
    """Whether the task of a link is not to be done any more; who has done it still reads that it has arrived."""
    task = session.get_one(Task, task_id)
    if task.state in ("open", "waiting"):
        return False
    return task.state != "done" or task.done_at is None or task.done_at + THANKS <= now


def _touch(office: Office, row: SignIn, now: datetime) -> None:
    """Slides the end of the session; whoever does something is not signed out."""
    until = min(now + IDLE, row.created_at + LONGEST)
    mine = update(SignIn).where(col(SignIn.id) == row.id, col(SignIn.revoked_at).is_(None))
    try:
        with office.db.write() as session:
            session.exec(mine.values(seen_at=now, expires_at=until))
    except Busy:  # the next request slides it
        return


def remaining(office: Office, token: str | None, now: datetime) -> timedelta:
    """How long a session lasts if nothing is done; asking does not prolong it."""
    with office.db.read() as session:
        found = session.get(SignIn, fingerprint(token or ""))
    if found is None or found.revoked_at:
        return timedelta(0)
    return max(found.expires_at - now, timedelta(0))


def revoke(office: Office, session_id: str, person_id: int, now: datetime) -> None:
    """Ends one session of a person."""
    with office.db.write() as session:
        _end(session, person_id, now, col(SignIn.id) == session_id)


def revoke_all(session: Session, person_id: int, now: datetime, *, but: str = "") -> None:
    """Ends every session of a person, except one."""
    _end(session, person_id, now, col(SignIn.id) != but)


def _end(session: Session, person_id: int, now: datetime, which: ColumnElement[bool]) -> None:
    mine = update(SignIn).where(col(SignIn.person_id) == person_id, col(SignIn.revoked_at).is_(None), which)
    session.exec(mine.values(revoked_at=now))


def open_sessions(office: Office, person_id: int, now: datetime) -> list[SignIn]:
    """The sessions of a person that have not ended, the last used first."""
    mine = select(SignIn).where(SignIn.person_id == person_id, col(SignIn.revoked_at).is_(None))
    with office.db.read() as session:
        return list(session.exec(mine.where(SignIn.expires_at > now).order_by(col(SignIn.seen_at).desc())))
