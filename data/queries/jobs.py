"""Jobs between workers: each is taken by one, kept while its lease is renewed, and given back when it is not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import Session, col

from data.queries.dialect import insert_missing
from data.tables import Job

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
OPEN = (WAITING, RUNNING)


def enqueue(session: Session, job: Job) -> Job:
    """Adds a job in the caller's transaction; with a key that is known already, gives the job that has it."""
    if job.key is None:
        session.add(job)
        session.flush()
        return job
    row = {c.name: getattr(job, c.name) for c in Job.__table__.columns if c.name != "id"}  # type: ignore[attr-defined]
    insert_missing(session, Job, [row])
    known: Job = session.execute(select(Job).where(col(Job.key) == job.key)).scalar_one()
    return known


def something_due(session: Session, kinds: Sequence[str], now: datetime) -> bool:
    """Whether there is a job to take: a cheap look before a writing transaction."""
    wanted = select(col(Job.id)).where(col(Job.kind).in_(kinds), _free(now)).limit(1)
    return session.execute(wanted).first() is not None


def next_due(session: Session, kinds: Sequence[str], until: datetime) -> Job | None:
    """The first job that waits and is due by a moment."""
    wanted = select(Job).where(col(Job.kind).in_(kinds), col(Job.state) == WAITING, col(Job.due_at) <= until)
    job: Job | None = session.execute(wanted.order_by(col(Job.due_at), col(Job.id)).limit(1)).scalars().first()
    return job


def take(session: Session, worker: str, kinds: Sequence[str], now: datetime, until: datetime) -> Job | None:
    """The job that is due first, leased to a worker; None when there is none.

    Two workers never get the same one: SQLite has one writer, PostgreSQL skips rows that another holds.
    """
    wanted = select(Job).where(col(Job.kind).in_(kinds), _free(now)).order_by(col(Job.due_at), col(Job.id)).limit(1)
    job: Job | None = session.execute(wanted.with_for_update(skip_locked=True)).scalars().first()
    if job is None:
        return None
    job.state, job.worker, job.lease_until = RUNNING, worker, until
    job.attempts += 1
    job.started_at = job.started_at or now
    session.add(job)
    return job


def _free(now: datetime) -> ColumnElement[bool]:
    """Waiting and due, or left by a worker that is gone."""
    due = and_(col(Job.state) == WAITING, col(Job.due_at) <= now)
    return or_(due, and_(col(Job.state) == RUNNING, col(Job.lease_until) < now))


def held(session: Session, job_id: int, worker: str, attempt: int) -> Job | None:
    """The job, locked, if the worker still holds the lease it got; None when another has taken it up."""
    wanted = select(Job).where(col(Job.id) == job_id).with_for_update().execution_options(populate_existing=True)
    job: Job | None = session.execute(wanted).scalars().first()
    mine = job is not None and (job.state, job.worker, job.attempts) == (RUNNING, worker, attempt)
    return job if mine else None


def of_person(session: Session, person_id: int, limit: int) -> list[Job]:
    """Somebody's jobs, the newest first."""
    wanted = select(Job).where(col(Job.person_id) == person_id).order_by(col(Job.id).desc()).limit(limit)
    return list(session.execute(wanted).scalars())


def about(session: Session, thing: str, limit: int) -> list[Job]:
    """The jobs that belong to something, the newest first."""
    wanted = select(Job).where(col(Job.about) == thing).order_by(col(Job.id).desc()).limit(limit)
    return list(session.execute(wanted).scalars())
