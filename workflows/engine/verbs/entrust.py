"""委派: somebody else answers first, then the task comes back with what they said."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.tasks import ENTRUST, WAITING
from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.made import made, with_one
from workflows.engine.verbs.plain import PlainVerb, owner, waits


@verb
class Entrust(PlainVerb):
    """The task waits, and belongs to whoever entrusted it, until the other has answered (`reply`)."""

    name: ClassVar[str] = "entrust"
    most: ClassVar[int] = 1

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        if task is not None and task.relation == ENTRUST:
            return refused("entrusted_already")
        return waits(attempt)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        return super().against_person(attempt, person) or with_one(attempt, person)

    def done(self, attempt: VerbAttempt) -> Decision:
        task = attempt.task
        assert task is not None
        mine = TaskChange(task.id or 0, state=WAITING, person=owner(attempt))
        return self.stays(attempt, (mine,), made(attempt, ENTRUST, "open"), tell=True)
