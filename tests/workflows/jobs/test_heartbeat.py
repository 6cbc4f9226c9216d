"""A wrong clock is noticed, what waits for a day waits for an administrator, and then it happens once."""

from __future__ import annotations

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import col, select

from data.tables import ClockDoubt, Heartbeat, Job, Letter
from tests.workflows.clocks.test_holidays import admin
from tests.workflows.clocks.test_timers import late, steps
from workflows.engine.types import Refusal
from workflows.jobs.heartbeat import answer, beat, doubt, doubted
from workflows.jobs.steady import Steady
from workflows.jobs.worker import Worker
from workflows.office import Office

NOON = datetime(2026, 3, 5, 4, tzinfo=UTC)
MINUTE, HOUR, GAP = timedelta(minutes=1), timedelta(hours=1), timedelta(hours=72)


class Machine:
    """A machine whose clock is set by hand, while its seconds go on as they do."""

    def __init__(self, at: datetime) -> None:
        self.at, self.seconds = at, 1000.0

    def clock(self) -> datetime:
        return self.at

    def passed(self) -> float:
        return self.seconds

    def wait(self, span: timedelta) -> None:
        self.at, self.seconds = self.at + span, self.seconds + span.total_seconds()

    def steady(self, office: Office) -> Steady:
        return Steady(office, self.clock, GAP, self.passed)

    def worker(self, office: Office) -> Worker:
        steady = self.steady(office)
        return Worker(office, steady, sure=steady.sure)


@pytest.fixture
def lone(office: Office) -> Office:
    """An office beside SQLite: the machine's clock is the only one there is."""
    if not office.db.sqlite:
        pytest.skip("beside a PostgreSQL its server tells the time")
    return office


@pytest.mark.parametrize(
    ("said", "counted", "last", "why"),
    [
        (NOON, None, None, None),
        (NOON, None, NOON - HOUR, None),
        (NOON, None, NOON - timedelta(hours=71), None),
        (NOON, None, NOON - timedelta(days=40), "away"),
        (NOON, None, NOON + timedelta(minutes=9), None),
        (NOON, None, NOON + HOUR, "behind"),
        (NOON, NOON - MINUTE, NOON - MINUTE, None),
        (NOON, NOON - HOUR, NOON - HOUR, "ahead"),
        (NOON, NOON + HOUR, NOON - HOUR, "behind"),
        (NOON, NOON, NOON - timedelta(days=40), None),
        (NOON, NOON - HOUR, NOON - MINUTE, None),
    ],
    ids=[
        "the first start", "an hour off", "a long weekend", "forty days off", "a little behind", "an hour behind",
        "a minute on", "jumped ahead", "jumped back", "the database was busy for long", "another worker agrees",
    ],
)  # fmt: skip
def test_what_speaks_against_a_clock(
    said: datetime, counted: datetime | None, last: datetime | None, why: str | None
) -> None:
    assert doubted(said, counted, last, GAP) == why


def test_before_the_first_heartbeat_only_a_clock_that_lies_behind_the_cases_is_doubted() -> None:
    assert doubted(NOON, None, NOON - timedelta(days=400), GAP, first=True) is None
    assert doubted(NOON, None, NOON + HOUR, GAP, first=True) == "behind"


def test_after_forty_days_off_a_limit_acts_once_somebody_has_confirmed_and_once_only(lone: Office) -> None:
    case, who, machine = late(lone), admin(lone), Machine(NOON)
    first = machine.worker(lone)
    while first.once():
        pass
    machine.wait(timedelta(days=40))  # nobody was there meanwhile
    two = [machine.worker(lone) for _ in range(2)]
    assert not any(w.once() for w in two) and "clock_red" not in steps(lone, case)
    asked = doubt(lone, who, machine.at)
    assert asked is not None and (asked.why, asked.before, asked.after) == ("away", NOON, machine.at)
    assert asked.waiting >= 1
    assert answer(lone, who, asked.id, "off", machine.at) is None and doubt(lone, who, machine.at) is None
    machine.wait(2 * MINUTE)
    threads = [threading.Thread(target=lambda w=w: [w.once() for _ in range(5)]) for w in two]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert steps(lone, case).count("clock_red") == 1


def test_a_clock_that_jumps_ahead_does_nothing_early(lone: Office) -> None:
    case, who, machine = late(lone), admin(lone), Machine(NOON)
    worker = machine.worker(lone)
    assert worker.sure()
    machine.wait(MINUTE)
    machine.at += timedelta(days=10)  # somebody sets the clock
    machine.seconds += 60
    while worker.once():
        pass
    assert "clock_red" not in steps(lone, case)
    assert abs(worker.clock() - (NOON + 2 * MINUTE)) < MINUTE  # it counts on
    asked = doubt(lone, who, machine.at)
    assert asked is not None and asked.why == "ahead"
    machine.at -= timedelta(days=10)  # and sets it right again
    machine.wait(2 * MINUTE)
    assert not worker.sure()
    assert answer(lone, who, asked.id, "set", machine.at) is None
    machine.wait(2 * MINUTE)
    assert worker.sure() and abs(worker.clock() - machine.at) < MINUTE


def test_a_start_with_a_clock_far_ahead_is_held_too_and_again_after_a_restart(lone: Office) -> None:
    case, machine = late(lone), Machine(NOON)
    assert machine.worker(lone).sure()
    wrong = Machine(NOON + timedelta(days=10))
    for _ in range(2):
        worker = wrong.worker(lone)
        assert not worker.once() and not worker.sure()
    assert "clock_red" not in steps(lone, case)
    with lone.db.read() as session:
        assert [d.why for d in session.exec(select(ClockDoubt))] == ["away"]


def test_a_clock_that_lies_behind_stored_times_is_held(lone: Office) -> None:
    case, machine = late(lone), Machine(NOON - timedelta(days=30))  # the case was opened on 2 March
    assert not machine.worker(lone).sure()
    with lone.db.read() as session:
        assert [d.why for d in session.exec(select(ClockDoubt))] == ["behind"]
        assert session.get(Heartbeat, 1) is None
    assert steps(lone, case)[-1] == "pass"


def test_work_that_waits_for_no_day_goes_on(lone: Office) -> None:
    late(lone)
    with lone.db.write() as session:
        session.add(ClockDoubt(why="ahead", before=NOON, after=NOON + HOUR))
        session.add(Job(kind="retime", payload={}, due_at=NOON, created_at=NOON))
    worker = Machine(NOON + timedelta(days=40)).worker(lone)
    assert worker.once()
    with lone.db.read() as session:
        states = {j.kind: j.state for j in session.exec(select(Job).order_by(col(Job.id)))}
    assert states["retime"] == "done" and states["timer"] == "waiting"


def test_administrators_are_told_and_nobody_else_answers(lone: Office) -> None:
    late(lone)
    who = admin(lone)
    with lone.db.write() as session:
        assert beat(lone, session, NOON, None)
    with lone.db.write() as session:
        assert not beat(lone, session, NOON + timedelta(days=40), None)
        assert not beat(lone, session, NOON + timedelta(days=40), None)
    with lone.db.read() as session:
        letters = [x for x in session.exec(select(Letter)) if x.text_key == "heartbeat"]
    assert len(letters) == 1 and letters[0].person_id == who.id and "2026-04-14" in letters[0].text
    stranger = type(who)(who.id, who.name, who.organisation, (), frozenset())
    asked = doubt(lone, who, NOON)
    assert asked is not None and doubt(lone, stranger, NOON) is None
    assert isinstance(answer(lone, stranger, asked.id, "off", NOON), Refusal)
    assert isinstance(answer(lone, who, asked.id, "perhaps", NOON), Refusal)
    assert answer(lone, who, asked.id, "off", NOON + timedelta(days=40)) is None
    assert isinstance(answer(lone, who, asked.id, "off", NOON), Refusal)
    assert date(2026, 4, 14) == lone.today(NOON + timedelta(days=40))
