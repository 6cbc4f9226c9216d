"""指定: the people who take part in a round are named by whoever the round lets name them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from workflows.engine.rounds.groups import NAME
from workflows.engine.tasks import theirs
from workflows.engine.types import Decision, Refusal, TaskChange, TaskFacts
from workflows.engine.verbs.base import VerbAttempt, verb
from workflows.engine.verbs.made import with_one
from workflows.engine.verbs.plain import PlainVerb, waits


@verb
class Name(PlainVerb):
    """Each of them has a task from then on; others who may name them for the same row need not any more."""

    name: ClassVar[str] = "name"
    most: ClassVar[int] = 50

    def concerns(self, attempt: VerbAttempt) -> bool:
        task = attempt.task
        return task is not None and task.relation == NAME and theirs(task, attempt.actor)

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        return waits(attempt)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        """One may name oneself, if one may take part."""
        own = None if person == attempt.actor.id else super().against_person(attempt, person)
        return own or with_one(attempt, person)

    def done(self, attempt: VerbAttempt) -> Decision:
        task = attempt.task
        assert task is not None
        others = [t for t in attempt.case.tasks if t.active and _same_naming(t, task) and t is not task]
        changes = (TaskChange(task.id or 0, "done", done=True), *(TaskChange(t.id or 0, "closed") for t in others))
        return self.stays(attempt, changes, tuple(_asked(attempt, task)), tell=True)


def _same_naming(one: TaskFacts, other: TaskFacts) -> bool:
    """Whether two tasks are to name the same participants."""
    keys = ((t.relation, t.round, t.row, t.who, t.visit) for t in (one, other))
    return len(set(keys)) == 1


def _asked(attempt: VerbAttempt, task: TaskFacts) -> Iterator[TaskFacts]:
    """A task for each person named, in the role of the participant."""
    role = attempt.situation.procedure.rounds[task.round].who[task.who].as_ or task.role
    for person in attempt.action.to:
        yield TaskFacts(
            None, "open", role, f"person@{person}", task.case_state, task.visit, task.round, task.row, task.who,
            person=person, position=task.position,
        )  # fmt: skip
