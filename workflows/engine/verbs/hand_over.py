"""移交: an administrator gives a task of somebody who leaves to somebody else."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb
from workflows.office import ADMIN, holds
from workflows.rights import PERSON


@verb
class HandOver(PlainVerb):
    """A task that was claimed stays one of its role; one that was given in person is the other's from now on.

    Also while a case is suspended: nothing is decided by it. See `workflows.people.leaving`.
    """

    name: ClassVar[str] = "hand_over"
    most: ClassVar[int] = 1
    offered: ClassVar[bool] = False
    while_suspended: ClassVar[bool] = True

    def concerns(self, attempt: VerbAttempt) -> bool:
        return holds(attempt.actor, ADMIN)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        if person == attempt.actor.id:  # an administrator may take over themselves
            known = attempt.situation.world.person(person)
            return None if known is not None and known.tokens else refused("hand_over.nobody", name=str(person))
        return super().against_person(attempt, person)

    def _not_theirs(self, attempt: VerbAttempt) -> Refusal:
        return refused("hand_over.admin")

    def done(self, attempt: VerbAttempt) -> Decision:
        task, to = attempt.task, attempt.action.to[0]
        assert task is not None
        known = attempt.situation.world.person(to)
        holds_it = known is not None and task.token in known.tokens and not task.token.startswith(PERSON)
        token = None if holds_it else f"person@{to}"
        return self.stays(attempt, (TaskChange(task.id or 0, token=token, person=to),), tell=True)
