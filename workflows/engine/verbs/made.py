"""Tasks that are made from a task: for people who are asked, added or copied in."""

from __future__ import annotations

from dataclasses import replace

from workflows.engine.types import Refusal, TaskFacts
from workflows.engine.verbs.base import VerbAttempt, refused
from workflows.engine.verbs.people import named


def made(attempt: VerbAttempt, relation: str, state: str) -> tuple[TaskFacts, ...]:
    """One task per person that the verb names, in the same role, round and row as the one that it is about."""
    task = attempt.task
    assert task is not None
    plain = replace(
        task, id=None, state=state, who=-1, parent=task.id, relation=relation, opinion=None, inputs="", kept=False,
        done_by=None, done_at=None, note=attempt.action.reason.strip(),
    )  # fmt: skip
    return tuple(replace(plain, token=f"person@{p}", person=p) for p in attempt.action.to)


def with_one(attempt: VerbAttempt, person: int) -> Refusal | None:
    """Whether somebody has a task in the same question already."""
    task = attempt.task
    assert task is not None
    beside = (t for t in attempt.case.tasks if t.active and (t.round, t.row) == (task.round, task.row))
    if any(t.person == person for t in beside):
        return refused("task_has_one", who=named(attempt, person))
    return None
