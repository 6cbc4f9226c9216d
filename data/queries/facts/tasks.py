"""Tasks that were done against what is kept of them: whether each is there, once and as it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, delete, func, insert, literal, not_
from sqlmodel import Session, col

from data.queries.dialect import column, local_day, pick
from data.queries.facts.spans import hours_ahead
from data.tables import Task, TaskSpan

KEPT = ("case_id", "round", "role", "done_by")


def _facts(session: Session) -> dict[str, ColumnElement[Any]]:
    """What is kept of a task, out of the task itself."""
    hours = hours_ahead(session)
    done, begun = (local_day(session, column(at), hours) for at in (Task.done_at, Task.opened_at))
    return {**{n: column(getattr(Task, n)) for n in KEPT}, "state": column(Task.case_state), "begun_on": begun,
            "done_on": done}  # fmt: skip


def _done() -> ColumnElement[bool]:
    return and_(col(Task.state) == "done", not_(col(Task.kept)), col(Task.done_at).is_not(None))


def _told(session: Session) -> ColumnElement[bool]:
    """A task and what is kept of it say the same."""
    span = {n: column(getattr(TaskSpan, n)) for n in _facts(session)}
    span |= {n: cast(span[n], String) for n in ("begun_on", "done_on")}
    same = [span[n].is_not_distinct_from(fact) for n, fact in _facts(session).items()]
    return and_(col(TaskSpan.task_id) == col(Task.id), col(TaskSpan.until_on).is_(None), *same)


def wrong(session: Session) -> list[tuple[int, int, int]]:
    """Tasks that are kept more or less often than they were done: id, how often they are kept, how often done."""
    told = pick(func.count()).select_from(TaskSpan).where(_told(session)).correlate(Task).scalar_subquery()
    done = pick(Task.id, told, literal(1)).where(_done(), told != 1)
    astray = pick(TaskSpan.task_id, literal(1), literal(0)).where(_astray(session))
    return [(int(t), int(n), int(m)) for query in (done, astray) for t, n, m in session.execute(query)]


def _astray(session: Session) -> ColumnElement[bool]:
    """What is kept of a task that was not done, or not so."""
    same = pick(literal(1)).select_from(Task).where(_done(), _told(session)).correlate(TaskSpan)
    return and_(col(TaskSpan.until_on).is_(None), ~same.exists())


def mend(session: Session) -> None:
    """Brings what is kept in step with the tasks, before everything is counted anew."""
    session.execute(delete(TaskSpan).where(_astray(session)))
    facts = _facts(session)
    there = pick(literal(1)).select_from(TaskSpan).where(
        col(TaskSpan.task_id) == col(Task.id), col(TaskSpan.until_on).is_(None)
    ).correlate(Task)  # fmt: skip
    days = {n: func.date(facts[n]) for n in ("begun_on", "done_on")}
    made = {**facts, **days, "task_id": column(Task.id), "since_on": days["done_on"], "counted": literal(True),
            "pending": literal(False)}  # fmt: skip
    session.execute(insert(TaskSpan).from_select([*made], pick(*made.values()).where(_done(), ~there.exists())))
