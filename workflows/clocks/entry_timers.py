"""Timers of registers whose entries owe reports: enqueued in the transaction that causes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time

from sqlmodel import Session, col, select

from data.queries.jobs import WAITING
from data.tables import Job
from workflows.clocks.duties import beginning, fixed, following
from workflows.clocks.reports import REGISTER, of_register_duties
from workflows.definition import Procedure
from workflows.jobs.service import enqueue
from workflows.office import Office

KIND = "entry_timer"


def schedule(office: Office, session: Session, registers: Iterable[str], now: datetime) -> None:
    """Have registers looked at whose entries may owe something by now; one look that waits already is enough."""
    for register in registers:
        owes = next(of_register_duties(office, session, register), None) is not None
        if owes and not _waiting(session, register, now):
            look_later(session, register, now, now)


def schedule_all(office: Office, session: Session, now: datetime) -> None:
    """The same for every register: after a new version, and at every start."""
    for name in office.procedures(session):
        bundle = office.newest(session, name)
        if bundle is not None:
            schedule(office, session, owing_registers(bundle.procedure), now)


def owing_registers(procedure: Procedure) -> list[str]:
    """The registers of whose entries a procedure asks reports."""
    return sorted({d.of.removeprefix(REGISTER) for d in procedure.duties.values() if d.of is not None})


def look_later(session: Session, register: str, moment: datetime, now: datetime) -> None:
    """One look at a register; another for the same moment is the same one."""
    about = f"{KIND}/{register}"
    enqueue(session, KIND, {"register": register}, now, due=moment, key=f"{about}/{moment.isoformat()}", about=about)


def next_turn(office: Office, session: Session, register: str, now: datetime) -> datetime | None:
    """When the next period of one of its duties begins: entries that came in since are looked at then."""
    duties = [duty for _, _, duty in of_register_duties(office, session, register)]
    days = [following(fixed(d), beginning(fixed(d), office.today(now))) for d in duties]
    return datetime.combine(min(days), time(0), office.zone) if days else None


def _waiting(session: Session, register: str, now: datetime) -> bool:
    mine = (Job.kind == KIND, Job.about == f"{KIND}/{register}", Job.state == WAITING, col(Job.due_at) <= now)
    return session.exec(select(Job.id).where(*mine).limit(1)).first() is not None
