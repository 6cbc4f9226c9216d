"""减签: somebody is not asked any more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from workflows.engine.tasks import ADDED, CLOSED, FIRST, theirs
from workflows.engine.types import Decision, Refusal, TaskChange, TaskFacts
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb, leads


@verb
class Remove(PlainVerb):
    """By whoever added or entrusted it, or by the lead of its round, who may leave out others too; never the last."""

    name: ClassVar[str] = "remove"

    def concerns(self, attempt: VerbAttempt) -> bool:
        task = attempt.task
        return task is not None and (_made_by(attempt, task) or leads(attempt, task))

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        assert task is not None
        if task.relation not in ADDED | FIRST and not task.round:
            return refused("remove_holder")
        return None if self._others(attempt, task) else refused("remove_last")

    @staticmethod
    def _others(attempt: VerbAttempt, task: TaskFacts) -> bool:
        """Whether somebody is asked besides: nobody else would mean that nobody has the case."""
        gone = {t.id for t in _with_below(attempt, task)}
        same = (t for t in attempt.case.tasks if (t.case_state, t.visit) == (task.case_state, task.visit))
        kept = [t for t in same if t.id not in gone and t.round == task.round and t.relation not in ("entrust", "copy")]
        return any(t.active or (t.state == "done" and t.round) for t in kept)

    def done(self, attempt: VerbAttempt) -> Decision:
        task = attempt.task
        assert task is not None
        note = attempt.action.reason.strip()
        below = _with_below(attempt, task)
        changes = (TaskChange(t.id or 0, state=CLOSED, note=note or None) for t in below)
        who = [{"id": t.person} for t in below if t.person is not None]
        return self.stays(attempt, tuple(changes), removed=who)


def _made_by(attempt: VerbAttempt, task: TaskFacts) -> bool:
    """Whether the actor has the task that this one was made from."""
    above = next((t for t in attempt.case.tasks if t.id == task.parent), None)
    if above is None or task.relation not in ADDED | FIRST:
        return False
    mine = {f"person@{p}" for p in (above.person, above.done_by) if p is not None}
    return bool(mine & attempt.actor.tokens) or theirs(above, attempt.actor)


def _with_below(attempt: VerbAttempt, task: TaskFacts) -> list[TaskFacts]:
    """A task and what was made from it and is not done."""
    return [task, *_below(attempt, task)]


def _below(attempt: VerbAttempt, task: TaskFacts) -> Iterator[TaskFacts]:
    for each in attempt.case.tasks:
        if each.parent == task.id and each.active:
            yield each
            yield from _below(attempt, each)
