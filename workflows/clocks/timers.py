"""Timers: jobs enqueued in the transaction that causes them, which look again when they are due.

A case has at most one timer waiting per moment: the next at which one of its clocks has something to do. What it finds
then is decided by the clocks as they stand, not by what was known when it was enqueued.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from sqlmodel import Session, col, func, select

from data.queries.jobs import OPEN
from data.tables import ClockMark, Job
from workflows.clocks.duties import KIND as KIND_OF_DUTY
from workflows.clocks.duties import duty_events
from workflows.clocks.events import Event, events
from workflows.clocks.read import due_of
from workflows.jobs.service import enqueue

if TYPE_CHECKING:
    from workflows.cases.opened import Opened

KIND = "timer"


def schedule(opened: Opened, now: datetime) -> None:
    """Write the due date as the clocks give it, and enqueue the next look at a case; the same one is enqueued once."""
    procedure = opened.bundle.procedure
    if not (procedure.clocks or procedure.duties) or opened.case.ended:
        return
    refresh(opened)
    moment = min((e.moment(opened.office.zone) for e in pending(opened)), default=None)
    if moment is not None:
        enqueue_look(opened.session, opened.id, moment, now)


def refresh(opened: Opened) -> bool:
    """Write the due date and its light as they follow from the clocks today; whether that changed anything."""
    case, found = opened.case, due_of(opened.situation, opened.situation.closes)
    before = (case.due, case.yellow_on, case.provisional)
    case.due, case.yellow_on, case.provisional = found.due, found.yellow_on, found.provisional
    opened.session.add(case)
    return before != (found.due, found.yellow_on, found.provisional)


def pending(opened: Opened) -> Iterator[Event]:
    """What the clocks and duties of a case still have to do, now or later."""
    from workflows.clocks.reports import duties_of

    done, calendar = marks(opened.session, opened.id), opened.world.calendar
    for key, found in opened.situation.clocks.items():
        yield from events(found, calendar, {m for clock, m in done if clock == key})
    for key, duty, periods in duties_of(opened):
        told = {m for clock, m in done if clock == f"{KIND_OF_DUTY}{key}"}
        yield from duty_events(duty, periods, calendar, told)


def marks(session: Session, case_id: int) -> set[tuple[str, str]]:
    """What the clocks of a case have done: (clock, mark)."""
    found = session.exec(select(ClockMark.clock, ClockMark.what).where(ClockMark.case_id == case_id))
    return set(found.all())


def enqueue_look(session: Session, case_id: int, moment: datetime, now: datetime) -> int:
    """Enqueue a look at a case. One that is waiting for that moment already is enough; one that is over is not."""
    about, key = f"{KIND}/{case_id}", f"{KIND}/{case_id}/{moment.isoformat()}"  # no job that its people wait for
    same = (Job.about == about, Job.kind == KIND, col(Job.key).startswith(key, autoescape=True))
    waiting = session.exec(select(Job.id).where(*same, col(Job.state).in_(OPEN), Job.state != "running")).first()
    if waiting is not None:
        return waiting
    before = session.exec(select(func.count()).select_from(Job).where(*same)).one()
    return enqueue(
        session, KIND, {"case": case_id}, now, due=moment, key=f"{key}#{before}" if before else key, about=about
    )
