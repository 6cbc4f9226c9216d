"""`@returned_from` needs a return before it."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class WayBack(Guard):
    """The state to go back to is known."""

    name: ClassVar[str] = "way_back"
    cost: ClassVar[int] = 60

    def against(self, attempt: Attempt) -> Refusal | None:
        return None if attempt.target is not None else say(attempt, "no_way_back")

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # a case that came into a state by a return knows where from: no rehearsal can meet it
