"""Tasks that come and go as a case moves: of the holder of a state, or of the participants of its round."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from workflows.engine.situation import Situation
from workflows.engine.types import Actor, CaseFacts, TaskChange, TaskFacts
from workflows.rights import ACTING, holder_token

OPEN, WAITING, DONE, CLOSED = "open", "waiting", "done", "closed"
ENTRUST, BEFORE, AFTER, BESIDE, COPY = "entrust", "before", "after", "beside", "copy"
FIRST = frozenset({ENTRUST, BEFORE})
"""Relations of tasks for which the one that they were made from waits."""
ADDED = frozenset({BEFORE, AFTER, BESIDE})


def arriving(situation: Situation) -> tuple[TaskFacts, ...]:
    """The tasks that begin when a case has come into its state; `situation` is already there, with what was done."""
    state = situation.procedure.states[situation.case.state]
    if state.end is not None:
        return ()
    if state.round is not None:
        from workflows.engine.rounds import opening

        return opening(situation)
    return () if state.rests else tuple(_of_holder(situation))


def _of_holder(situation: Situation) -> Iterator[TaskFacts]:
    case, holder = situation.case, holder_token(situation.bundle, situation.case)
    if holder is not None:
        role = holder.partition("@")[0]
        yield TaskFacts(None, OPEN, role, holder, case.state, case.visit)


def leaving(case: CaseFacts, actor: Actor, *, by_itself: bool = False) -> tuple[TaskChange, ...]:
    """What becomes of the tasks of a state that a case leaves: the one that the actor had is done, the others end."""
    active = [t for t in case.tasks if t.active]
    own = [t for t in active if t.state == OPEN and not t.round and t.relation in ACTING and theirs(t, actor)]
    mine = None if by_itself else next(iter(own), None)
    return tuple(TaskChange(t.id or 0, DONE if t is mine else CLOSED, done=t is mine) for t in active)


def theirs(task: TaskFacts, actor: Actor) -> bool:
    """Whether somebody may do a task: it was given to them, or nobody in particular has it and they hold its token."""
    if actor.task is not None:
        return task.id == actor.task
    if task.person is not None:
        return f"person@{task.person}" in actor.tokens
    return task.token in actor.tokens


def changed(
    case: CaseFacts, changes: tuple[TaskChange, ...], new: tuple[TaskFacts, ...],
    by: int | None = None, at: datetime | None = None,
) -> CaseFacts:  # fmt: skip
    """The case as it is once its tasks have changed; `by` did at `at` what is done."""
    by_id = {c.id: c for c in changes}
    return replace(case, tasks=(*(_changed(t, by_id.get(t.id or 0), by, at) for t in case.tasks), *new))


def _changed(task: TaskFacts, change: TaskChange | None, by: int | None, at: datetime | None) -> TaskFacts:
    if change is None:
        return task
    task = replace(task, done_by=by or task.done_by, done_at=at or task.done_at) if change.done else task
    given: dict[str, Any] = {
        "state": change.state, "token": change.token, "person": change.person, "opinion": change.opinion,
        "inputs": change.inputs, "kept": change.kept, "note": change.note, "due": change.due,
    }  # fmt: skip
    found = replace(task, **{k: v for k, v in given.items() if v is not None})
    return replace(found, person=None) if change.free else found


def woken(case: CaseFacts) -> tuple[TaskChange, ...]:
    """What waited and waits no longer: whose advice came in, who was added before is done, or who comes after is next.

    Of the holder of a state: whose turn it is in a round, the round says.
    """
    waiting = (t for t in case.tasks if t.state == WAITING and not t.round)
    return tuple(TaskChange(t.id or 0, OPEN) for t in waiting if _ready(case, t))


def _ready(case: CaseFacts, task: TaskFacts) -> bool:
    first = [t for t in case.tasks if t.parent == task.id and t.relation in FIRST]
    if any(t.active for t in first):
        return False
    if task.relation != AFTER:
        return bool(first)
    before = next((t for t in case.tasks if t.id == task.parent), None)
    return before is None or not before.active


def with_woken(
    case: CaseFacts, changes: tuple[TaskChange, ...], new: tuple[TaskFacts, ...] = ()
) -> tuple[TaskChange, ...]:
    """The changes with those that follow from them."""
    return (*changes, *woken(changed(case, changes, new)))
