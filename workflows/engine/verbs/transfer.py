"""转办: a task goes to another person for good."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.people import named
from workflows.engine.verbs.plain import PlainVerb, waits


@verb
class Transfer(PlainVerb):
    """The task is theirs from now on, and with it what its role may do here; whoever had it is done with it.

    To somebody who holds the role, or works with whoever hands it on; roles that the procedure names may hand it to
    anybody.
    """

    name: ClassVar[str] = "transfer"
    most: ClassVar[int] = 1

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        return waits(attempt)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        task = attempt.task
        assert task is not None
        if person == task.person:
            return refused("task_theirs_already", who=named(attempt, person))
        return super().against_person(attempt, person) or self._stranger(attempt, person)

    def _stranger(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        task, known = attempt.task, attempt.situation.world.person(person)
        assert task is not None and known is not None
        colleague = known.organisation == attempt.actor.organisation
        by_role = set(self.allowed(attempt)) & set(attempt.situation.roles)
        if colleague or by_role or task.token in known.tokens:
            return None
        role = attempt.situation.procedure.roles.get(task.role)
        return refused("transfer_stranger", who=known.name, role=role.title if role else task.role)

    def done(self, attempt: VerbAttempt) -> Decision:
        task, person = attempt.task, attempt.action.to[0]
        assert task is not None
        change = TaskChange(task.id or 0, token=f"person@{person}", person=person, note=attempt.action.reason.strip())
        return self.stays(attempt, (change,), tell=True)
