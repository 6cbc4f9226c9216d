"""Every night: adds up what is pending, begins the tallies of days that are over, seals months, proves the tallies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from sqlmodel import Session, col, func, select

from data.queries.dialect import study
from data.queries.facts import proof, seals, tallies
from data.tables import CaseSpan
from forms.text import Message
from workflows.jobs import service as jobs
from workflows.office import Office
from workflows.people.admins import tell_admins

KIND: Final = "facts"
BEGIN: Final = "begin"
"""In the payload of a job that only makes what does not answer yet."""
AT: Final = time(3)
MONTHS: Final = 24
"""So many months back a new installation begins tallies and seals."""


def schedule(office: Office, session: Session, now: datetime) -> None:
    """Enqueues the coming night's work, once."""
    local = now.astimezone(office.zone)
    night = datetime.combine(local.date() + timedelta(days=local.time() >= AT), AT, office.zone)
    jobs.enqueue(session, KIND, {}, now, due=night, key=f"{KIND}/{night.date()}")


def begin_soon(session: Session, now: datetime) -> None:
    """Enqueues the making of tallies that do not answer yet, if there are cases: a new release has new ones."""
    if tallies.waiting(session) and session.exec(select(CaseSpan.id).limit(1)).first() is not None:
        jobs.enqueue(session, KIND, {BEGIN: True}, now, key=f"{KIND}/begin/{now.isoformat()}")


def month_ends(session: Session, today: date) -> list[date]:
    """The ends of the months that are over, from the first case on, the oldest first."""
    first = session.exec(select(func.min(CaseSpan.since_on))).one()
    return sorted(_ends(first, today)) if first is not None else []


def _ends(first: date, today: date) -> Iterator[date]:
    end = today.replace(day=1) - timedelta(1)
    for _ in range(MONTHS):
        if end < first:
            return
        yield end
        end = end.replace(day=1) - timedelta(1)


def missing(session: Session, today: date) -> list[date]:
    """Months' ends that are not sealed yet."""
    done = set(seals.sealed_days(session))
    return [end for end in month_ends(session, today) if end not in done]


def busy(session: Session, today: date) -> list[date]:
    """Days that are over before which so much moved that figures as of them need tallies of their own."""
    return [day for day in tallies.worth(session, today - timedelta(1)) if day >= today - tallies.DAYS]


def proved(session: Session, today: date) -> list[proof.Wrong]:
    """What of the tallies is wrong: of now and the last days every night, of the others one after the other."""
    return proof.wrong(session, today.toordinal())


def finish(office: Office, session: Session, wrong: Sequence[proof.Wrong], now: datetime) -> Mapping[str, Any]:
    """The end of the night's work: what was wrong is told and counted anew, and the next night arranged."""
    tallies.thin(session, office.today(now) - tallies.DAYS)
    tallies.compact(session)
    study(session)
    if wrong:
        lines = [Message("facts.tally.wrong", {"family": f, "day": d.isoformat(), "told": t, "real": r})
                 for f, d, _, t, r in wrong[:30]]  # fmt: skip
        tell_admins(office, session, "facts.wrong", [Message("facts.wrong", {"count": len(wrong)})], lines, now)
        tallies.clear(session)
        begin_soon(session, now)
    schedule(office, session, now)
    return {"wrong": len(wrong)}


def waiting(session: Session) -> int:
    """How many spans no tally knows yet."""
    return session.exec(select(func.count()).select_from(CaseSpan).where(col(CaseSpan.pending))).one()
