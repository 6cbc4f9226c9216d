"""Many people, one task: one has it, the others are told so, and nothing is done by halves."""

from __future__ import annotations

from sqlmodel import col, func, select

from data.tables import History, Task
from tests.workflows.racing import LOST, RACERS, course, race
from workflows.audit.verify import verify
from workflows.office import Office

RACES = 50


def test_of_thirty_two_who_want_one_task_one_has_it_and_the_others_are_told(office: Office) -> None:
    desk, case, rows, racers = course(office, RACES)
    for n, row in enumerate(rows):
        told = race(desk, case, row, racers, f"race{n}")
        assert told["won"] == 1 and sum(told.values()) == RACERS, (n, told)
        assert set(told) - {"won"} <= LOST, (n, told)
    with office.db.read() as session:
        given = select(func.count()).where(History.case_id == case, History.action == "opinion")
        assert session.exec(given).one() == RACES
        done = select(Task.row).where(Task.case_id == case, Task.state == "done", col(Task.opinion).is_not(None))
        assert sorted(session.exec(done)) == sorted(rows)
        assert verify(office, session)[1] == []
