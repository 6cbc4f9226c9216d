"""Committing to a draw before its pool is fixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from workflows.engine.effects.base import Effect, Outcome, effect
from workflows.engine.wanted import DrawWanted
from workflows.model.naming import DrawKey

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt
    from workflows.engine.types import Refusal


@effect
class DrawCommit(Effect):
    """Makes the secret seed of a draw and writes its hash into the history; one that waits for its draw stays."""

    effect: Literal["draw.commit"] = "draw.commit"
    of_cases: ClassVar[bool] = True
    draw: DrawKey

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        outcome.draws.append(DrawWanted(self.draw, commit=True))
        return None

    def problems(self, at: Problems) -> None:
        at.at("draw").known(self.draw, at.procedure.draws, "word.draw")
        if not at.pointer.startswith("/transitions/"):
            at.error("draw_commit_place")
