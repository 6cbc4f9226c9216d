"""Putting back what was claimed (退回认领), so that everybody with the role may do it."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb, claimed, waits
from workflows.rights import PERSON


@verb
class Release(PlainVerb):
    """Only what was claimed: a task that was given to one person is handed on (`transfer`)."""

    name: ClassVar[str] = "release"

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        assert task is not None
        if task.token.startswith(PERSON):
            return refused("release_personal")
        if task.person is None:
            return refused("release_unclaimed")
        return claimed(attempt) or waits(attempt)

    def done(self, attempt: VerbAttempt) -> Decision:
        return self.stays(attempt, (TaskChange(attempt.action.task or 0, free=True),))
