"""Whoever came by a link does the one task that it was for; what follows from it by itself is nobody's doing."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Link(Guard):
    """The actor did not come by a link."""

    name: ClassVar[str] = "link"
    cost: ClassVar[int] = 5

    def against(self, attempt: Attempt) -> Refusal | None:
        by_hand = attempt.transition.kind != "automatic"
        return say(attempt, "guest_no_transition") if by_hand and attempt.situation.actor.task is not None else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False
