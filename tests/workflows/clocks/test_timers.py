"""Timers: what clocks do by themselves happens once, whoever looks and whenever."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from data.queries import jobs
from data.tables import Case, ClockMark, History, Job, Letter, Task
from tests.workflows.clocks.permit import HANDLING, played
from tests.workflows.jobs.test_worker import ROOT
from workflows.clocks.acting import ClockBehind, look
from workflows.jobs.steady import Steady
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.rehearsal.passing import passing

GIVE_UP = {
    "zh": "超期办结", "en": "Closed at red", "kind": "automatic", "from": ["deal"], "to": "gone",
    "when": 'clock.handling.light = "red"', "basis": "own",
}  # fmt: skip
LATER = datetime(2026, 3, 20, 4, tzinfo=UTC)


def late(office: Office, **changes: Any) -> int:
    """A case whose clock is to take a transition by itself on 10 March."""
    clocks = {"handling": {**HANDLING, "hand_over_to": "chief", **changes}}
    found = played(office, clocks, transitions__close__by=["bureau", "chief"])
    return found.cases["1"]


def steps(office: Office, case: int) -> list[str]:
    with office.db.read() as session:
        return list(session.exec(select(History.action).where(History.case_id == case).order_by(col(History.step))))


def test_lights_follow_the_days(office: Office) -> None:
    played(
        office, {"handling": HANDLING},
        {"on": "2026-03-04", "then": {"light": "green", "due": "2026-03-09"}},
        {"on": "2026-03-05", "then": {"light": "yellow"}},
        {"on": "2026-03-09", "then": {"light": "yellow"}},
        {"on": "2026-03-10", "then": {"light": "red", "clock.handling": "running"}},
        {"who": "丙", "does": "ask", "fill": {"意见": "补"}, "then": {"state": "mend", "clock.handling": "paused"}},
    )  # fmt: skip


def test_a_pause_moves_the_due_date_of_the_case(office: Office) -> None:
    played(
        office, {"handling": HANDLING},
        {"on": "2026-03-04", "who": "丙", "does": "ask", "fill": {"意见": "补"},
         "then": {"clock.handling": "paused", "due": None, "due.handling": None}},
        {"on": "2026-03-10", "who": "甲", "does": "answer",
         "then": {"due": "2026-03-13", "due.handling": "2026-03-13"}},
        {"who": "丙", "does": "save", "fill": {"摊位[a].结果": "准", "摊位[b].结果": "不准"}},
        {"does": "close", "then": {"state": "done", "due": None, "clock.handling": "ended"}},
    )  # fmt: skip


def test_a_rehearsal_extends_a_limit(office: Office) -> None:
    extend = {"by": ["bureau"], "at_most": "3"}
    played(
        office, {"handling": {**HANDLING, "extend": extend}},
        {"on": "2026-03-05", "who": "乙", "does": "extend", "target": "handling", "amount": 2, "reason": "多",
         "refused": "extend_role"},
        {"who": "丙", "does": "extend", "target": "handling", "amount": 4, "reason": "多", "refused": "extend_far"},
        {"does": "extend", "target": "handling", "amount": 3, "reason": "材料多",
         "then": {"due.handling": "2026-03-12", "due": "2026-03-12", "light": "green"}},
    )  # fmt: skip


def test_reminders_come_on_their_days_and_no_more_than_so_many(office: Office) -> None:
    remind = {"before": [2], "every": 1, "at_most": 3}
    played(
        office, {"handling": {**HANDLING, "remind": remind}},
        {"on": "2026-03-04", "then": {"messages": {"丙": 0}}}, {"on": "2026-03-05", "then": {"messages": {"丙": 1}}},
        {"on": "2026-03-10", "then": {"messages": {"丙": 2}}}, {"on": "2026-03-30", "then": {"messages": {"丙": 3}}},
    )  # fmt: skip


def test_of_reminders_that_were_missed_only_the_last_is_sent(office: Office) -> None:
    remind = {"before": [3, 2, 1], "at_most": 3}
    case = played(office, {"handling": {**HANDLING, "remind": remind}}).cases["1"]
    with office.db.write() as session:
        assert look(office, session, case, LATER).count("handling/remind") == 3
        session.flush()
        assert len(list(session.exec(select(Letter)))) == 1


def test_messages_at_yellow_and_red_say_by_how_much(office: Office) -> None:
    told = {"effect": "message", "to": ["chief"], "text": "late"}
    texts = {"late": {"text": "已超过{clock.handling.late}个工作日"}}
    clocks = {"handling": {**HANDLING, "at_yellow": [told], "at_red": [told]}}
    case = played(office, clocks, messages=texts).cases["1"]
    passing(office, LATER)
    with office.db.read() as session:
        said = [x.text for x in session.exec(select(Letter).order_by(col(Letter.id)))]
    assert said == ["已超过0个工作日", "已超过1个工作日"] and steps(office, case)[-2:] == ["clock_yellow", "clock_red"]


def test_at_red_the_case_goes_on_by_itself(office: Office) -> None:
    played(
        office, {"handling": HANDLING},
        {"on": "2026-03-09", "then": {"state": "deal"}},
        {"on": "2026-03-10", "then": {"state": "gone"}},
        transitions__expire=GIVE_UP,
    )  # fmt: skip


def test_at_red_a_clock_takes_its_transition_and_nobody_does_before(office: Office) -> None:
    expire = {k: v for k, v in GIVE_UP.items() if k != "when"}
    found = played(
        office, {"handling": {**HANDLING, "then": "expire"}},
        {"on": "2026-03-09", "who": "丙", "does": "expire", "refused": "by_itself", "then": {"state": "deal"}},
        {"on": "2026-03-10", "then": {"state": "gone", "clock.handling": "ended"}},
        transitions__expire=expire,
    )  # fmt: skip
    assert steps(office, found.cases["1"]) == ["start", "submit", "pass", "expire"]


def test_what_cannot_be_done_at_red_stops_nothing(office: Office) -> None:
    clocks = {"handling": {**HANDLING, "then": "expire", "hand_over_to": "chief"}}
    expire = {**GIVE_UP, "when": "天数 > 100"}
    found = played(office, clocks, transitions__expire=expire, transitions__close__by=["bureau", "chief"])
    passing(office, LATER)
    assert steps(office, found.cases["1"]) == ["start", "submit", "pass", "clock_red"]


def test_at_red_the_tasks_are_handed_over(office: Office) -> None:
    case = late(office)
    passing(office, datetime(2026, 3, 9, 12, tzinfo=UTC))
    assert steps(office, case) == ["start", "submit", "pass"]
    passing(office, LATER)
    assert steps(office, case) == ["start", "submit", "pass", "clock_red"]
    with office.db.read() as session:
        task = session.exec(select(Task).where(Task.case_id == case, Task.state == "open")).one()
        assert task.token == "chief@500103"


def test_two_workers_do_it_once(office: Office) -> None:
    case = late(office)
    workers = [Worker(office, lambda: LATER) for _ in range(2)]
    threads = [threading.Thread(target=lambda w=w: [w.once() for _ in range(6)]) for w in workers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    while workers[0].once():
        pass
    assert steps(office, case).count("clock_red") == 1


def test_looked_at_again_nothing_is_done_again(office: Office) -> None:
    case = late(office)
    passing(office, LATER)
    with office.db.write() as session:
        assert look(office, session, case, LATER + timedelta(days=3)) == []
    assert steps(office, case).count("clock_red") == 1


def test_a_timer_that_comes_too_early_waits_again(office: Office) -> None:
    case, early = late(office), datetime(2026, 3, 3, 4, tzinfo=UTC)
    with office.db.write() as session:
        assert look(office, session, case, early) == []
    with office.db.read() as session:
        waiting = list(session.exec(select(Job).where(Job.kind == "timer", Job.state == jobs.WAITING)))
    assert len(waiting) == 1 and waiting[0].due_at == datetime(2026, 3, 4, 16, tzinfo=UTC)  # yellow on the 5th here


def test_a_worker_whose_clock_lies_behind_touches_nothing(office: Office) -> None:
    case = late(office)
    with pytest.raises(ClockBehind), office.db.write() as session:
        look(office, session, case, datetime(2020, 1, 1, tzinfo=UTC))


def test_workers_go_by_the_clock_of_the_server(office: Office) -> None:
    """Beside a PostgreSQL a machine that thinks it is ten days later counts on the server; SQLite has one machine."""
    wrong = datetime.now(UTC) + timedelta(days=10)
    told = Steady(office, lambda: wrong)()
    true = wrong if office.db.sqlite else datetime.now(UTC)
    assert abs(told - true) < timedelta(minutes=1)


PROGRAM = """
import sys
from datetime import datetime, timedelta
from data import FileStore, open_database
from workflows.clocks import acting
from workflows.jobs.worker import Worker
from workflows.office import Office
if sys.argv[3] == "slow":
    import time
    real = acting.carry_out
    acting.carry_out = lambda *a: (real(*a), time.sleep(60))
office = Office(open_database(sys.argv[1]), FileStore(sys.argv[2]))
worker = Worker(office, lambda: datetime.fromisoformat(sys.argv[4]), timedelta(seconds=1))
while worker.once():
    print("did", flush=True)
"""


def child(office: Office, how: str, now: datetime) -> subprocess.Popen[bytes]:
    url = office.db.engine.url.render_as_string(hide_password=False)
    told = [url, str(office.files.folder), how, now.isoformat()]
    return subprocess.Popen([sys.executable, "-c", PROGRAM, *told], cwd=ROOT)


def test_a_timer_whose_worker_is_killed_takes_effect_once(office: Office) -> None:
    case = late(office)
    passing(office, datetime(2026, 3, 9, 12, tzinfo=UTC))
    killed = child(office, "slow", LATER)
    for _ in range(400):
        with office.db.read() as session:
            if session.exec(select(Job).where(Job.kind == "timer", Job.state == jobs.RUNNING)).first():
                break
        time.sleep(0.05)
    time.sleep(1.5)  # into the middle of the effect
    killed.kill()
    killed.wait()
    assert "clock_red" not in steps(office, case)
    child(office, "all", LATER + timedelta(minutes=5)).wait(60)
    assert steps(office, case).count("clock_red") == 1
    with office.db.read() as session:
        marks = list(session.exec(select(ClockMark).where(ClockMark.case_id == case, ClockMark.what == "1.0/red")))
        assert len(marks) == 1 and session.get_one(Case, case).due is not None
