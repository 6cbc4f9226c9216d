"""Jobs as people see them: enqueued, looked at, stopped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from data.queries import jobs
from data.queries.visibility import may_see
from data.tables import Case, Job
from forms.text import Message
from workflows.engine.types import Actor
from workflows.jobs.packing import unpacked
from workflows.office import Office

SHOWN = 20
"""Jobs listed."""
SEARCH_INDEX = "search_index"
"""The kind of job that fills the search index: of an office that was there before it, or of a renamed organisation."""
RETIME = "retime"
"""The kind of job that has the due dates of open cases follow."""


@dataclass(frozen=True)
class JobView:
    """A job as its person sees it."""

    id: int
    kind: str
    title: str
    about: str
    state: str
    payload: Mapping[str, Any]
    done: int
    total: int
    stage: str
    stopping: bool
    result: Mapping[str, Any]
    error: Message | None
    created_at: datetime
    finished_at: datetime | None
    mine: bool

    @property
    def open(self) -> bool:
        return self.state in jobs.OPEN

    @property
    def share(self) -> float:
        """How much of it is done, between 0 and 1."""
        return min(self.done / self.total, 1.0) if self.total else 0.0


def of_case(case_id: int) -> str:
    """What the jobs of a case are about."""
    return f"case/{case_id}"


def enqueue(
    session: Session,
    kind: str,
    payload: Mapping[str, Any],
    now: datetime,
    *,
    person: int | None = None,
    due: datetime | None = None,
    key: str | None = None,
    about: str = "",
    title: str = "",
) -> int:
    """Adds a job in the transaction that causes it and gives its id; the same key adds nothing a second time."""
    row = Job(
        kind=kind, payload=dict(payload), person_id=person, due_at=due or now, key=key, about=about, title=title,
        created_at=now,
    )  # fmt: skip
    return jobs.enqueue(session, row).id or 0


def job(office: Office, actor: Actor, job_id: int) -> JobView | None:
    """One of the actor's own jobs."""
    with office.db.read() as session:
        row = session.get(Job, job_id)
        return _view(row, actor) if row is not None and row.person_id == actor.id else None


def mine(office: Office, actor: Actor) -> list[JobView]:
    """The actor's own jobs, the newest first."""
    with office.db.read() as session:
        return [_view(row, actor) for row in jobs.of_person(session, actor.id, SHOWN)]


def about_case(office: Office, actor: Actor, case_id: int) -> list[JobView]:
    """The jobs of a case that the actor may see, the newest first; whoever does not own one sees how far it is."""
    with office.db.read() as session:
        seen = select(Case.id).where(Case.id == case_id, may_see(actor.tokens))
        if session.exec(seen).first() is None:
            return []
        return [_view(row, actor) for row in jobs.about(session, of_case(case_id), SHOWN)]


def stop(office: Office, actor: Actor, job_id: int, now: datetime) -> bool:
    """Stops a job of the actor's: at once while it waits, else at its next step; False when it is over already."""
    with office.db.write() as session:
        row = session.exec(select(Job).where(Job.id == job_id).with_for_update()).first()
        if row is None or row.person_id != actor.id or row.state not in jobs.OPEN:
            return False
        row.stopping = True
        if row.state == jobs.WAITING:
            row.state, row.finished_at = jobs.CANCELLED, now
        session.add(row)
        return True


def _view(row: Job, actor: Actor) -> JobView:
    mine = row.person_id == actor.id
    return JobView(
        row.id or 0, row.kind, row.title, row.about, row.state, row.payload if mine else {}, row.done, row.total,
        row.stage, row.stopping, (row.result or {}) if mine else {}, unpacked(row.error) if row.error else None,
        row.created_at, row.finished_at, mine,
    )  # fmt: skip
