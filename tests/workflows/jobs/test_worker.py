"""A job is done once: by one of several workers, after a failure, after a worker died in the middle of it."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import col, select

import data
from data.tables import Job, Person, Series
from tests.workflows.bureau import MONDAY, Bureau
from tests.workflows.jobs import kinds
from workflows.jobs import service
from workflows.jobs.packing import unpacked
from workflows.jobs.worker import LEASE, Worker, pause
from workflows.office import Office

ROOT = Path(data.__file__).parents[1]
kinds.register()


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def put(office: Office, kind: str = "test_counting", now: datetime = MONDAY, **payload: Any) -> int:
    with office.db.write() as session:
        return service.enqueue(session, kind, payload, now)


def row(office: Office, job: int) -> Job:
    with office.db.read() as session:
        return session.get_one(Job, job)


def counted(office: Office) -> int:
    with office.db.read() as session:
        found = session.get(Series, "counted")
        return found.last if found else 0


def running(office: Office, job: int) -> None:
    """Waits until somebody has taken it up."""
    for _ in range(1000):
        if row(office, job).state == "running":
            return
        time.sleep(0.02)
    raise AssertionError("nobody took it up")


def test_a_job_is_done_and_says_what_came_of_it(office: Office, clock: Clock) -> None:
    job = put(office)
    assert Worker(office, clock).once()
    done = row(office, job)
    assert (done.state, done.result, done.attempts, done.finished_at) == ("done", {"number": 1}, 1, MONDAY)
    assert not Worker(office, clock).once()


def test_a_job_waits_until_it_is_due(office: Office, clock: Clock) -> None:
    with office.db.write() as session:
        service.enqueue(session, "test_counting", {}, MONDAY, due=MONDAY + timedelta(days=3))
    assert not Worker(office, clock).once()
    clock.now += timedelta(days=3)
    assert Worker(office, clock).once()


def test_what_is_enqueued_in_a_transaction_that_fails_was_never_there(office: Office, clock: Clock) -> None:
    with pytest.raises(RuntimeError), office.db.write() as session:
        service.enqueue(session, "test_counting", {}, MONDAY)
        raise RuntimeError
    assert not Worker(office, clock).once()


def test_the_same_key_is_one_job(office: Office, clock: Clock) -> None:
    with office.db.write() as session:
        first = service.enqueue(session, "test_counting", {"a": 1}, MONDAY, key="timer/1")
        again = service.enqueue(session, "test_counting", {"a": 2}, MONDAY, key="timer/1")
    assert first == again and row(office, first).payload == {"a": 1}


def test_jobs_are_taken_in_the_order_in_which_they_are_due(office: Office, clock: Clock) -> None:
    late, early = put(office, now=MONDAY), put(office, now=MONDAY - timedelta(hours=1))
    worker = Worker(office, clock)
    assert worker.once() and worker.once()
    assert [row(office, j).result for j in (early, late)] == [{"number": 1}, {"number": 2}]


def test_a_failed_attempt_leaves_nothing_and_is_repeated_after_a_growing_pause(office: Office, clock: Clock) -> None:
    job = put(office, fail=2)
    worker = Worker(office, clock)
    for attempt in (1, 2):
        assert worker.once() and not worker.once()
        waiting = row(office, job)
        assert (waiting.state, waiting.due_at) == ("waiting", clock.now + pause(attempt))
        clock.now += pause(attempt)
    assert worker.once() and row(office, job).state == "done" and counted(office) == 1
    assert pause(2) > pause(1) and pause(1000) == pause(20)


def test_what_cannot_be_done_is_told_in_a_sentence_without_a_traceback(office: Office, clock: Clock) -> None:
    job = put(office, **{"break": True})
    worker = Worker(office, clock)
    for _ in range(3):
        worker.once()
        clock.now += timedelta(minutes=10)
    failed = row(office, job)
    assert failed.state == "failed" and failed.error and counted(office) == 0
    assert unpacked(failed.error).code == "job.broken" and "middle" not in str(failed.error)
    assert not worker.once()


def test_a_refusal_ends_a_job_at_once(office: Office, clock: Clock) -> None:
    job = put(office, refuse=True)
    Worker(office, clock).once()
    failed = row(office, job)
    assert (failed.state, failed.attempts) == ("failed", 1) and failed.error and failed.error["code"] == "no_such_case"


def test_a_lease_that_ran_out_is_taken_up_and_the_first_worker_writes_nothing_more(
    office: Office, clock: Clock
) -> None:
    job = put(office)
    first = Worker(office, clock)
    slow = first._take()
    assert slow is not None and not Worker(office, clock).once()
    clock.now += LEASE + timedelta(seconds=1)
    assert Worker(office, clock).once()
    first._do(slow)
    assert counted(office) == 1 and row(office, job).attempts == 2


def test_a_worker_at_work_keeps_its_lease(office: Office) -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    job = put(office, seconds=1.5)
    short = timedelta(seconds=0.6)
    thread = threading.Thread(target=Worker(office, now, short).once)
    thread.start()
    running(office, job)
    other = Worker(office, now, short)
    while thread.is_alive():
        assert not other.once()
        time.sleep(0.05)
    assert row(office, job).attempts == 1 and counted(office) == 1


def test_steps_that_were_done_are_not_done_again(office: Office, clock: Clock) -> None:
    job = put(office, "test_stepping", until=3)
    worker = Worker(office, clock)
    worker.once()
    assert counted(office) == 3
    clock.now += pause(1)
    worker.once()
    assert (row(office, job).state, counted(office)) == ("done", 5)


def test_two_workers_at_once_do_every_job_once(office: Office) -> None:
    jobs = [put(office) for _ in range(12)]
    workers = [Worker(office, lambda: MONDAY) for _ in range(2)]
    threads = [threading.Thread(target=lambda w=w: [w.once() for _ in range(12)]) for w in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while workers[0].once():
        pass
    assert counted(office) == 12 and {row(office, j).state for j in jobs} == {"done"}
    assert {row(office, j).attempts for j in jobs} == {1}


def test_a_job_that_waits_is_stopped_at_once(desk: Bureau, clock: Clock) -> None:
    clerk, other = desk.actor("clerk"), desk.actor("clerk2")
    with desk.office.db.write() as session:
        job = service.enqueue(session, "test_counting", {}, MONDAY, person=clerk.id)
    assert not service.stop(desk.office, other, job, MONDAY) and service.job(desk.office, other, job) is None
    assert service.stop(desk.office, clerk, job, MONDAY)
    seen = service.job(desk.office, clerk, job)
    assert seen is not None and seen.state == "cancelled"
    assert not Worker(desk.office, clock).once()


def test_a_job_at_work_stops_at_its_next_step_and_leaves_nothing(desk: Bureau, clock: Clock) -> None:
    clerk = desk.actor("clerk")
    with desk.office.db.write() as session:
        job = service.enqueue(session, "test_counting", {"seconds": 30}, MONDAY, person=clerk.id)
    thread = threading.Thread(target=Worker(desk.office, clock).once)
    thread.start()
    running(desk.office, job)
    assert service.stop(desk.office, clerk, job, MONDAY)
    thread.join(20)
    assert row(desk.office, job).state == "cancelled" and counted(desk.office) == 0


def test_a_worker_that_is_to_end_gives_its_job_back(office: Office, clock: Clock) -> None:
    job = put(office, seconds=30)
    worker = Worker(office, clock)
    thread = threading.Thread(target=worker.work)
    thread.start()
    running(office, job)
    worker.ending.set()
    thread.join(20)
    assert not thread.is_alive() and row(office, job).state == "waiting"


PROGRAM = """
import sys
from datetime import UTC, datetime, timedelta
from data import FileStore, open_database
from tests.workflows.jobs import kinds
from workflows.jobs.worker import Worker
from workflows.office import Office
kinds.register()
office = Office(open_database(sys.argv[1]), FileStore(sys.argv[2]))
worker = Worker(office, lambda: datetime.now(UTC), timedelta(seconds=1))
if sys.argv[3] == "all":
    while worker.once():
        pass
else:
    worker.work()
"""


def child(office: Office, how: str) -> subprocess.Popen[bytes]:
    url = office.db.engine.url.render_as_string(hide_password=False)
    return subprocess.Popen([sys.executable, "-c", PROGRAM, url, str(office.files.folder), how], cwd=ROOT)


@pytest.mark.parametrize("where", ["seconds", "slow"], ids=["before the effect", "in the effect"])
def test_a_job_whose_worker_is_killed_is_taken_up_and_done_once(office: Office, where: str) -> None:
    job = put(office, **{where: 2.5})
    killed = child(office, "for ever")
    running(office, job)
    time.sleep(0.5)  # into the middle of it
    killed.kill()
    killed.wait()
    assert row(office, job).state == "running" and counted(office) == 0
    time.sleep(1.2)  # until the lease of the dead worker has run out
    child(office, "all").wait(30)
    assert (row(office, job).state, row(office, job).attempts, counted(office)) == ("done", 2, 1)


def test_two_processes_share_the_jobs(office: Office) -> None:
    jobs = [put(office, seconds=0.05) for _ in range(10)]
    running = [child(office, "all") for _ in range(2)]
    assert [p.wait(60) for p in running] == [0, 0]
    with office.db.read() as session:
        done = list(session.exec(select(Job).where(col(Job.id).in_(jobs))))
    assert counted(office) == 10 and {(j.state, j.attempts) for j in done} == {("done", 1)}


def test_the_office_itself_may_be_who_a_job_is_for(office: Office) -> None:
    with office.db.read() as session:
        assert session.exec(select(Person)).first() is None
    assert row(office, put(office)).person_id is None
