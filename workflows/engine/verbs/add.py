"""加签: more people are asked, before, after or beside whoever adds them."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.tasks import AFTER, BEFORE, BESIDE, ENTRUST, OPEN, WAITING
from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.made import made, with_one
from workflows.engine.verbs.plain import PlainVerb, owner, waits

PLACES = (BEFORE, AFTER, BESIDE)


@verb
class Add(PlainVerb):
    """`target` says where: before (mine waits for them), after (they wait for mine), beside (both at once).

    In a round they give opinions as everybody does; elsewhere they answer (`reply`), and whoever was added after
    takes the case on.
    """

    name: ClassVar[str] = "add"
    most: ClassVar[int] = 20

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        if task is not None and task.relation == ENTRUST:
            return refused("entrusted_already")
        return waits(attempt)

    def lacks(self, attempt: VerbAttempt) -> Refusal | None:
        if attempt.action.target not in PLACES:
            return refused("add_where")
        return super().lacks(attempt)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        return super().against_person(attempt, person) or with_one(attempt, person)

    def done(self, attempt: VerbAttempt) -> Decision:
        task, place = attempt.task, attempt.action.target
        assert task is not None
        mine = TaskChange(task.id or 0, state=WAITING if place == BEFORE else None, person=owner(attempt))
        return self.stays(attempt, (mine,), made(attempt, place, WAITING if place == AFTER else OPEN), tell=True)
