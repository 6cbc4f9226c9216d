"""A transition starts in its states."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class State(Guard):
    """The case is in a state that the transition leaves."""

    name: ClassVar[str] = "state"
    cost: ClassVar[int] = 20
    everywhere: ClassVar[bool] = True

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.case.state in attempt.transition.from_:
            return None
        states = attempt.situation.procedure.states
        starts = [states[s].title for s in attempt.transition.from_ if s in states]
        return say(attempt, "not_in_state", state=states[attempt.case.state].title, from_states=starts)
