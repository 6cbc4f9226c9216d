"""Drawing a sample; it was committed to in an earlier transition."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from forms.text import Message
from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.types import Refusal
from workflows.engine.wanted import DrawWanted
from workflows.model.naming import DrawKey

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt


@effect
class DrawEffect(Effect):
    """Carries out a draw of the procedure with the seed that an earlier transition committed to."""

    effect: Literal["draw"] = "draw"
    of_cases: ClassVar[bool] = True
    draw: DrawKey

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        if not committed(attempt, self.draw):
            found = attempt.situation.procedure.draws[self.draw]
            return Refusal(Message("draw_not_committed", {"draw": found.title}))
        outcome.draws.append(DrawWanted(self.draw))
        return None

    def problems(self, at: Problems) -> None:
        at.at("draw").known(self.draw, at.procedure.draws, "word.draw")


def committed(attempt: Attempt, draw: str) -> bool:
    """Whether a step of the case committed to the draw, and none has drawn since."""
    transitions = attempt.situation.procedure.transitions
    waiting = False
    for step in attempt.case.trail:
        for each in transitions[step.action].do if step.action in transitions else ():
            if getattr(each, "draw", None) == draw:
                waiting = each.effect != "draw"
    return waiting
