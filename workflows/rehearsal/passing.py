"""Time passing in a rehearsal: what is due is done in its order, each at its own moment."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from sqlmodel import Session, func, select

from data.queries import jobs
from data.tables import History, Job
from workflows.jobs.kinds import registry
from workflows.jobs.worker import Worker
from workflows.office import Office

MOST = 10_000
"""Jobs done before one step."""


def passing(office: Office, until: datetime, since: datetime | None = None) -> None:
    """Do every job that is due by a moment, as if a worker had been there all the time.

    `since` is the moment up to which time has passed: what would have been due before it is done then, not earlier;
    nor is anything done in a case before its last step, which lies later where cases are told one after the other.
    """
    moment, kinds = since, [name for name in registry if registry[name].of_cases]
    for _ in range(MOST):
        with office.db.read() as session:
            job = jobs.next_due(session, kinds, until)
            if job is None:
                return
            moment = job.due_at if moment is None else max(moment, job.due_at)
            last = _last_step(session, job)
        Worker(office, partial(_still, max(moment, last or moment)), kinds=kinds).once()


def _last_step(session: Session, job: Job) -> datetime | None:
    """When something was last done in the case that a job is about."""
    wanted = select(func.max(History.at)).where(History.case_id == job.payload.get("case"))
    return session.exec(wanted).one()


def _still(moment: datetime) -> datetime:
    return moment
