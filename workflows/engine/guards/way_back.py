"""A way back needs a state to lead to."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import EARLIER, Attempt
from workflows.engine.types import Refusal


@guard
class WayBack(Guard):
    """The state to go back to is known: `@returned_from` needs a return before it, `@earlier` a choice."""

    name: ClassVar[str] = "way_back"
    cost: ClassVar[int] = 60

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.transition.to == EARLIER:
            return self._choice(attempt)
        return None if attempt.target is not None else say(attempt, "no_way_back")

    @staticmethod
    def _choice(attempt: Attempt) -> Refusal | None:
        if not attempt.earlier:
            return say(attempt, "no_earlier_state")
        if attempt.target is not None or (attempt.dry and not (attempt.action and attempt.action.target)):
            return None
        states = attempt.situation.procedure.states
        return say(attempt, "choose_earlier", states=[states[s].title for s in attempt.earlier])

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # a case that came into a state by a return knows where from: no rehearsal can meet it
