"""Giving a case its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from workflows.engine.effects.base import Effect, Outcome, effect

if TYPE_CHECKING:
    from workflows.checks.base import Problems
    from workflows.engine.situation import Attempt
    from workflows.engine.types import Refusal


@effect
class NumberEffect(Effect):
    """Gives the case its number, once: handed in again, it keeps it."""

    effect: Literal["number"] = "number"
    of_cases: ClassVar[bool] = True

    def apply(self, attempt: Attempt, outcome: Outcome) -> Refusal | None:
        outcome.wants_number = attempt.case.number is None
        return None

    def problems(self, at: Problems) -> None:
        if at.procedure.case.number is None:
            at.error("effect_no_number")
