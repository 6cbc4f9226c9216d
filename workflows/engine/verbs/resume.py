"""恢复: a suspended case goes on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from workflows.engine.types import Decision, Refusal
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb


@verb
class Resume(PlainVerb):
    """By those who may suspend, where the procedure names nobody else."""

    name: ClassVar[str] = "resume"
    about: ClassVar[str] = "case"
    roles: ClassVar[tuple[str, ...]] = ()
    reason: ClassVar[bool] = True
    while_suspended: ClassVar[bool] = True

    def allowed(self, attempt: VerbAttempt) -> Sequence[str]:
        named = attempt.situation.procedure.verbs.roles
        return named.get(self.name, named.get("suspend", self.roles))

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        return None if attempt.case.suspended else refused("not_suspended")

    def done(self, attempt: VerbAttempt) -> Decision:
        return self.stays(attempt, suspended=False)
