"""Workers: take a job, keep its lease while working on it, and say how it ended."""

from __future__ import annotations

import logging
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from data.engine import Busy
from data.queries import jobs
from data.tables import Job
from forms.text import Message
from workflows.cases.once import Refused
from workflows.jobs.kinds import registry
from workflows.jobs.packing import packed
from workflows.jobs.run import Interrupted, Lost, Run, Stopped
from workflows.office import Office

LEASE = timedelta(seconds=60)
LOOK = 1.0
"""Seconds between two looks when there was nothing to do."""
_FIRST_PAUSE, _LONGEST_PAUSE = timedelta(seconds=5), timedelta(minutes=10)
log = logging.getLogger(__name__)


class Worker:
    """Takes one job after the other until it is told to end. `clock` tells the moment, `kinds` which it takes.

    While it is not `sure` of its clock, what is done because a day has come waits.
    """

    def __init__(
        self,
        office: Office,
        clock: Callable[[], datetime],
        lease: timedelta = LEASE,
        kinds: Iterable[str] = registry,
        sure: Callable[[], bool] = lambda: True,
    ) -> None:
        self.office, self.clock, self.lease, self.kinds, self.sure = office, clock, lease, list(kinds), sure
        self.name = f"{os.getpid()}-{secrets.token_hex(4)}"
        self.ending = threading.Event()

    def work(self) -> None:
        """Until `ending` is set; nothing that goes wrong in a job or with the database ends a worker."""
        while not self.ending.is_set():
            try:
                did = self.once()
            except Busy:
                did = False
            except Exception:
                log.exception("worker %s could not look for jobs", self.name)
                did = False
            if not did:
                self.ending.wait(LOOK)

    def once(self) -> bool:
        """Does the job that is due first; whether there was one."""
        run = self._take()
        if run is None:
            return False
        with self._renewing(run):
            self._do(run)
        return True

    def _take(self) -> Run | None:
        sure, now, db = self.sure(), self.clock(), self.office.db
        kinds = [k for k in self.kinds if sure or not registry[k].by_the_clock]
        with db.read() as session:
            if not jobs.something_due(session, kinds, now):
                return None
        with db.write() as session:
            job = jobs.take(session, self.name, kinds, now, now + self.lease)
            if job is None:
                return None
            if job.stopping or job.attempts > registry[job.kind].attempts:
                _ended_before(job, now)
                return None
            return self._run(job)

    def _run(self, job: Job) -> Run:
        return Run(
            self.office, job.id or 0, job.kind, job.payload, job.person_id, dict(job.result or {}), self.name,
            job.attempts, self.clock, self.ending,
        )  # fmt: skip

    def _do(self, run: Run) -> None:
        kind = registry[run.kind]
        try:
            run.finish(kind.run(run))
        except Lost:
            log.warning("job %s was taken up by another worker", run.id)
        except Stopped:
            self._end(run, jobs.CANCELLED)
        except Interrupted:
            self._again(run, self.clock())
        except Refused as refused:
            self._end(run, jobs.FAILED, refused.refusal.message)
        except Exception as error:
            self._failed(run, error, kind.attempts)

    def _failed(self, run: Run, error: Exception, most: int) -> None:
        """Tried again after a pause that grows, until it was tried often enough."""
        code = f"E-{secrets.token_hex(3).upper()}"
        log.error("%s: job %s, attempt %s: %r", code, run.id, run.attempt, error, exc_info=error)
        if run.attempt >= most:
            self._end(run, jobs.FAILED, Message("job.broken", {"code": code}))
        else:
            self._again(run, self.clock() + pause(run.attempt))

    def _end(self, run: Run, state: str, error: Message | None = None) -> None:
        with self.office.db.write() as session:
            job = jobs.held(session, run.id, run.worker, run.attempt)
            if job is not None:
                _end(job, state, self.clock(), error)

    def _again(self, run: Run, due: datetime) -> None:
        with self.office.db.write() as session:
            job = jobs.held(session, run.id, run.worker, run.attempt)
            if job is not None:
                job.state, job.due_at, job.worker, job.lease_until = jobs.WAITING, due, None, None

    @contextmanager
    def _renewing(self, run: Run) -> Iterator[None]:
        over = threading.Event()
        beat = threading.Thread(target=self._renew, args=(run, over), daemon=True)
        beat.start()
        try:
            yield
        finally:
            over.set()
            beat.join(self.lease.total_seconds())

    def _renew(self, run: Run, over: threading.Event) -> None:
        """Pushes the end of the lease on until the job is over; a busy database is asked again."""
        while not over.wait(self.lease.total_seconds() / 4):
            try:
                with self.office.db.write() as session:
                    job = jobs.held(session, run.id, run.worker, run.attempt)
                    if job is None:
                        return
                    job.lease_until = self.clock() + self.lease
            except Busy:
                continue


def pause(attempt: int) -> timedelta:
    """How long to wait after a failed attempt: 5 seconds, 20, 80 …"""
    grown: timedelta = _FIRST_PAUSE * 4 ** min(attempt - 1, 9)  # a timer is tried a thousand times
    return min(grown, _LONGEST_PAUSE)


def _ended_before(job: Job, now: datetime) -> None:
    """A job that was stopped, or whose workers died again and again, is not begun any more."""
    if job.stopping:
        _end(job, jobs.CANCELLED, now)
    else:
        _end(job, jobs.FAILED, now, Message("job.gave_up", {"attempts": job.attempts - 1}))


def _end(job: Job, state: str, now: datetime, error: Message | None = None) -> None:
    job.state, job.finished_at, job.lease_until = state, now, None
    job.error = packed(error) if error else None
