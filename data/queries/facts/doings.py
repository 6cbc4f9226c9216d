"""Tasks that were done, as tallies know them: written by every session that changes a task, as spans are."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import delete, event, insert, inspect, update
from sqlmodel import Session, col

from data.queries.dialect import pick
from data.queries.facts.spans import AT, local_day
from data.queries.facts.tallies import forget
from data.tables import Person, Task, TaskSpan

KEPT = ("state", "kept", "done_at", "done_by", "opened_at", "round", "role", "case_state", "case_id")
"""What of a task is kept, or says whether it is."""


@event.listens_for(Session, "after_flush")
def _written(session: Session, _context: Any) -> None:
    new = [t for t in session.new if isinstance(t, Task)]
    for task in [*new, *(t for t in session.dirty if isinstance(t, Task) and _changed(t, KEPT))]:
        changed = _end(session, task) if task not in new else None
        if task.state == "done" and not task.kept and task.done_at is not None:
            done = local_day(session, task.done_at)
            _begin(session, task, done, max(done, changed or done))
    if any(isinstance(p, Person) and _changed(p, ("organisation_id",)) for p in session.dirty):
        # What they did counts in their new organisation, and is counted anew in the night.
        forget(session, "done")


def _changed(what: Any, names: tuple[str, ...]) -> bool:
    known = inspect(what).attrs
    return any(known[name].history.has_changes() for name in names)


def _end(session: Session, task: Task) -> date | None:
    """What was kept ends, and what began on this day is forgotten unless it is counted; gives the day if there was."""
    db, mine = session.connection(), (col(TaskSpan.task_id) == task.id, col(TaskSpan.until_on).is_(None))
    found = db.execute(pick(TaskSpan.id, TaskSpan.counted, TaskSpan.since_on).where(*mine)).first()
    if found is None:
        return None
    this, moment = col(TaskSpan.id) == found.id, session.info.get(AT, task.done_at or task.opened_at)
    today: date = max(local_day(session, moment), found.since_on)
    ended = update(TaskSpan).where(this).values(until_on=today, pending=True)
    db.execute(ended if found.counted or found.since_on < today else delete(TaskSpan).where(this))
    return today


def _begin(session: Session, task: Task, done: date, since: date) -> None:
    session.connection().execute(insert(TaskSpan), {
        "case_id": task.case_id, "task_id": task.id, "round": task.round, "role": task.role, "state": task.case_state,
        "done_by": task.done_by, "begun_on": local_day(session, task.opened_at), "done_on": done, "since_on": since,
        "counted": False, "pending": True,
    })  # fmt: skip
