"""One attempt at a job: how far it is, whether it is still wanted and still ours, and its effects."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from data.engine import Busy
from data.queries import jobs
from data.tables import Job
from workflows.engine.types import Actor
from workflows.jobs.kinds.base import Effect
from workflows.office import Office
from workflows.people.actors import actor_of

EVERY = 0.4
"""Seconds between two notes of how far a job is."""


class Lost(Exception):
    """The lease ran out and another worker took the job up: nothing more may be written for it."""


class Stopped(Exception):
    """The person it is done for wants it stopped."""


class Interrupted(Exception):
    """The worker is to end; the job waits for another."""


@dataclass(eq=False)
class Run:
    """A job in the hands of a worker. `clock` tells the moment; nothing here asks the system for the date."""

    office: Office
    id: int
    kind: str
    payload: dict[str, Any]
    person_id: int | None
    result: dict[str, Any]  # what the steps of earlier attempts told
    worker: str
    attempt: int
    clock: Callable[[], datetime]
    ending: threading.Event = field(default_factory=threading.Event)  # the worker is to end
    _noted: float = 0.0

    def actor(self, session: Session) -> Actor:
        """Whoever it is done for, with the rights of now."""
        return actor_of(self.office, session, self.person_id or 0, self.clock())

    def at(self, stage: str, done: int = 0, total: int = 0, *, now: bool = False) -> None:
        """Notes how far it is, now and then, or at once; raises when the work is not wanted any more."""
        if self.ending.is_set():
            raise Interrupted
        if not now and time.monotonic() - self._noted < EVERY:
            return
        self._noted = time.monotonic()
        try:
            with self.office.db.write() as session:
                job = self._held(session)
                job.stage, job.done, job.total = stage, done, total
                session.add(job)
        except Busy:  # somebody writes much: the next note will do
            return

    def step(self, effect: Effect) -> None:
        """Applies a part of the work in one transaction with the note that it is done."""
        with self.office.db.write() as session:
            self._apply(session, effect)

    def finish(self, effect: Effect) -> None:
        """Applies the effect in one transaction with the end of the job."""
        with self.office.db.write() as session:
            job = self._apply(session, effect)
            job.state, job.finished_at, job.lease_until = jobs.DONE, self.clock(), None
            job.done = job.total

    def _apply(self, session: Session, effect: Effect) -> Job:
        job = self._held(session)
        job.result = self.result = {**self.result, **effect(session)}
        session.add(job)
        return job

    def _held(self, session: Session) -> Job:
        """The job, locked; raises when it is another's, or not wanted any more."""
        job = jobs.held(session, self.id, self.worker, self.attempt)
        if job is None:
            raise Lost
        if job.stopping:
            raise Stopped
        return job
