"""认领: somebody takes a task that was given to a role or an organisation."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.people import barred
from workflows.engine.verbs.plain import PlainVerb, claimed, owner, waits


@verb
class Claim(PlainVerb):
    """The others see by whom it was taken, and cannot do it until it is put back."""

    name: ClassVar[str] = "claim"

    def concerns(self, attempt: VerbAttempt) -> bool:
        task = attempt.task
        return task is not None and task.token in attempt.actor.tokens

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        if task is not None and task.person is not None and claimed(attempt) is None:
            return refused("claimed_already")
        known = attempt.situation.world.person(owner(attempt))
        return claimed(attempt) or waits(attempt) or (barred(attempt, known) if known else None)

    def done(self, attempt: VerbAttempt) -> Decision:
        return self.stays(attempt, (TaskChange(attempt.action.task or 0, person=owner(attempt)),))
