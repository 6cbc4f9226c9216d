"""A form that has to be right before a transition."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Check(Guard):
    """The form is without findings that block, as far as the actor may mend or see them."""

    name: ClassVar[str] = "check"
    cost: ClassVar[int] = 120

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.transition.check is None:
            return None
        found = attempt.situation.findings
        wrong = [f for f in found if f.blocks]
        refused = say(attempt, "not_ready", count=len(wrong))
        return Refusal(refused.message, found) if wrong else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return transition.check is not None
