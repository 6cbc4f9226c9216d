"""Every night the office is looked at: administrators are told when somebody begins to be missing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from typing import Any, Final

from sqlmodel import Session, select

from data.tables import Job
from forms.text import Message, Text
from workflows.engine.types import Actor
from workflows.jobs import service as jobs
from workflows.office import ADMIN, Office, holds
from workflows.people.admins import tell_admins
from workflows.staffing.lacking import Lack, lacking
from workflows.staffing.stranded import stranded

KIND: Final = "staffing"
AT: Final = time(2)
_LINES: Final = 30


def schedule(office: Office, session: Session, now: datetime, told: str = "") -> None:
    """Enqueues the look of the coming night, once; `told` is what the administrators know already."""
    local = now.astimezone(office.zone)
    night = datetime.combine(local.date() + timedelta(days=local.time() >= AT), AT, office.zone)
    jobs.enqueue(session, KIND, {"told": told}, now, due=night, key=f"{KIND}/{night.date()}")


def everywhere(office: Office, session: Session, now: datetime) -> dict[str, list[Lack]]:
    """Who is missing for each procedure that is offered today, and in running cases."""
    found = {}
    for name in office.procedures(session):
        bundle = office.current_version(session, name, office.today(now))
        lacks = lacking(session, bundle.procedure, office.today(now)) if bundle is not None else []
        lacks += stranded(office, session, name, now)
        if lacks:
            found[name] = lacks
    return found


def listed(office: Office, actor: Actor, now: datetime) -> list[tuple[Text, Lack]]:
    """Who is missing today, each behind the title of its procedure, for administrators; nothing for others."""
    if not holds(actor, ADMIN):
        return []
    with office.db.read() as session:
        found = everywhere(office, session, now)
        offered = {name: office.current_version(session, name, office.today(now)) for name in found}
        titles = {name: bundle.procedure.title for name, bundle in offered.items() if bundle is not None}
    return [(titles[name], lack) for name, lacks in found.items() for lack in lacks]


def look(office: Office, session: Session, payload: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The nightly look: tells the administrators what they do not know yet, and arranges for the next night."""
    lacks = [lack for found in everywhere(office, session, now).values() for lack in found]
    told = _digest(lacks)
    if lacks and told != payload.get("told"):
        _tell(office, session, lacks, now)
    schedule(office, session, now, told)
    return {"missing": len(lacks)}


def _digest(lacks: Iterable[Lack]) -> str:
    return hashlib.sha256("\n".join(lack.say() for lack in lacks).encode()).hexdigest()[:16]


def _tell(office: Office, session: Session, lacks: list[Lack], now: datetime) -> None:
    subject = Message("staffing.subject", {"count": len(lacks)})
    tell_admins(office, session, subject.code, [subject], [lack.message for lack in lacks[:_LINES]], now)


def waiting(session: Session) -> bool:
    """Whether a look is arranged."""
    return session.exec(select(Job.id).where(Job.kind == KIND, Job.state == "waiting").limit(1)).first() is not None
