"""Whether the clock can be believed: what it said last, what it says now, and what an administrator answered.

A machine that was off for forty days and one whose clock is forty days ahead look the same from inside. So nothing is
decided by the machine: what would be done because a day has come waits until somebody has looked at the date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlmodel import Session, col, func, select

from data.queries.dialect import hold
from data.queries.jobs import WAITING
from data.tables import ClockDoubt, Heartbeat, History, Job
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.jobs.kinds import registry
from workflows.office import ADMIN, Office, holds
from workflows.people.admins import tell_admins

GAP = timedelta(hours=72)
"""Nobody may have been there for so long before somebody is asked: a long weekend."""
DRIFT = timedelta(minutes=10)
"""By so much a clock may be put right without anybody being asked."""
NEAR = timedelta(minutes=2) + DRIFT
"""A heartbeat of another worker, or an answer, that the clock agrees with."""
Why = Literal["away", "ahead", "behind"]
ANSWERS = ("off", "set")
"""The machine was off, or its clock was wrong and has been set: either way it is right now."""


@dataclass(frozen=True)
class Doubt:
    """What an administrator is asked about: up to when the clock was believed, what it said then, what waits."""

    id: int
    why: str
    before: datetime
    after: datetime
    waiting: int


def beat(office: Office, session: Session, said: datetime, counted: datetime | None, gap: timedelta = GAP) -> bool:
    """Note what the clock says if it can be believed; whether it can be.

    `counted` is what it should say by the seconds that passed since it was believed, None after a start.
    """
    hold(session, "heartbeat")
    if _open(session) is not None:
        return False
    row = session.get(Heartbeat, 1)
    last = row.at if row else _last_step(session)
    why = doubted(said, counted, last, gap, first=row is None)
    if why is not None:
        session.add(ClockDoubt(why=why, before=counted or last or said, after=said))
        _tell(office, session, why, counted or last or said, said)
        return False
    if row is None or said > row.at:
        session.merge(Heartbeat(at=said))
    return True


def doubted(
    said: datetime, counted: datetime | None, last: datetime | None, gap: timedelta, *, first: bool = False
) -> Why | None:
    """What speaks against a clock; pure. `last` is the last heartbeat, before the `first` one the last step of a case.
    """
    if last is not None and said < last - DRIFT:
        return "behind"
    if last is not None and not first and said - last <= NEAR:
        return None
    if counted is not None:
        return "ahead" if said - counted > DRIFT else "behind" if counted - said > DRIFT else None
    return "away" if last is not None and not first and said - last > gap else None


def _last_step(session: Session) -> datetime | None:
    return session.exec(select(History.at).order_by(col(History.id).desc()).limit(1)).first()


def _open(session: Session) -> ClockDoubt | None:
    return session.exec(select(ClockDoubt).where(col(ClockDoubt.answered_at).is_(None))).first()


def _tell(office: Office, session: Session, why: Why, before: datetime, after: datetime) -> None:
    subject, text = Message("heartbeat.subject"), Message(f"heartbeat.{why}", moments(office, before, after))
    tell_admins(office, session, "heartbeat", [subject], [text], after)


def moments(office: Office, before: datetime, after: datetime) -> dict[str, str]:
    """Two moments as people read them."""
    before, after = before.astimezone(office.zone), after.astimezone(office.zone)
    return {"before": f"{before:%Y-%m-%d %H:%M}", "after": f"{after:%Y-%m-%d %H:%M}"}


def doubt(office: Office, actor: Actor, now: datetime) -> Doubt | None:
    """What an administrator has to answer; nothing for others."""
    if not holds(actor, ADMIN):
        return None
    with office.db.read() as session:
        row = _open(session)
        return Doubt(row.id or 0, row.why, row.before, row.after, _waiting(session, now)) if row else None


def _waiting(session: Session, now: datetime) -> int:
    """How much waits for an answer."""
    kinds = [name for name in registry if registry[name].by_the_clock]
    held = (col(Job.kind).in_(kinds), Job.state == WAITING, Job.due_at <= now)
    return session.exec(select(func.count()).select_from(Job).where(*held)).one()


def answer(office: Office, actor: Actor, doubt_id: int, said: str, now: datetime) -> Refusal | None:
    """An administrator says that the clock, which says `now`, is right; from there on it is believed again."""
    if not holds(actor, ADMIN):
        return Refusal(Message("not_admin"), guard="role")
    if said not in ANSWERS:
        return Refusal(Message("heartbeat.which"), guard="answer")
    with office.db.write() as session:
        hold(session, "heartbeat")
        row = _open(session)
        if row is None or row.id != doubt_id:
            return Refusal(Message("heartbeat.answered"), guard="answered")
        row.answer, row.answered_at, row.answered_by = said, now, actor.id
        session.add(row)
        session.merge(Heartbeat(at=now))
        return None
