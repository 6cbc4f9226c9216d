"""Time passing in a rehearsal: what is due is done in its order, each at its own moment."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from data.queries import jobs
from workflows.jobs.kinds import registry
from workflows.jobs.worker import Worker
from workflows.office import Office

MOST = 10_000
"""Jobs done before one step."""


def passing(office: Office, until: datetime, since: datetime | None = None) -> None:
    """Do every job that is due by a moment, as if a worker had been there all the time.

    `since` is the moment up to which time has passed: what would have been due before it is done then, not earlier.
    """
    moment, kinds = since, [name for name in registry if registry[name].of_cases]
    for _ in range(MOST):
        with office.db.read() as session:
            due = jobs.next_due(session, kinds, until)
        if due is None:
            return
        moment = due if moment is None else max(moment, due)
        Worker(office, partial(_still, moment), kinds=kinds).once()


def _still(moment: datetime) -> datetime:
    return moment
