"""终止: the case is ended by the office, wherever it is."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.going import goes
from workflows.engine.types import Decision, Refusal
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb


@verb
class Terminate(PlainVerb):
    """Into the final state that the procedure names, with a reason; by the roles that it names."""

    name: ClassVar[str] = "terminate"
    about: ClassVar[str] = "case"
    roles: ClassVar[tuple[str, ...]] = ()
    reason: ClassVar[bool] = True
    while_suspended: ClassVar[bool] = True

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        return None if attempt.situation.procedure.verbs.terminated else refused("terminate_nowhere")

    def done(self, attempt: VerbAttempt) -> Decision:
        to = attempt.situation.procedure.verbs.terminated
        assert to is not None
        told = {"reason": attempt.action.reason.strip()}
        return goes(attempt.situation, attempt.action, self.role(attempt), to, details=told)
