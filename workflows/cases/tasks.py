"""Writing tasks: what begins, what is done, what is called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session

from data.tables import Task
from workflows.engine.types import TaskChange, TaskFacts


def begin(session: Session, case_id: int, new: Iterable[TaskFacts], now: datetime) -> list[Task]:
    """Write new tasks."""
    rows = [_row(case_id, task, now) for task in new]
    session.add_all(rows)
    session.flush()
    return rows


def _row(case_id: int, task: TaskFacts, now: datetime) -> Task:
    return Task(
        case_id=case_id, round=task.round, case_state=task.case_state, visit=task.visit, row=task.row, who=task.who,
        role=task.role, token=task.token, person_id=task.person, state=task.state, position=task.position,
        parent_id=task.parent, relation=task.relation, opinion=dict(task.opinion) if task.opinion else None,
        inputs=task.inputs, kept=task.kept, due=task.due, opened_at=now, done_at=task.done_at, done_by=task.done_by,
        note=task.note,
    )  # fmt: skip


def change(session: Session, changes: Iterable[TaskChange], by: int, now: datetime) -> list[Task]:
    """Write what becomes of tasks that there are."""
    rows = []
    for each in changes:
        row = session.get_one(Task, each.id)
        given = {
            "state": each.state, "token": each.token, "person_id": each.person, "inputs": each.inputs,
            "kept": each.kept, "note": each.note, "due": each.due,
            "opinion": None if each.opinion is None else dict(each.opinion),
        }  # fmt: skip
        for name, value in given.items():
            if value is not None:
                setattr(row, name, value)
        if each.free:
            row.person_id = None
        if each.done:
            row.done_at, row.done_by = now, by
        session.add(row)
        rows.append(row)
    return rows
