"""A minimum period that has to pass first."""

from __future__ import annotations

from typing import ClassVar

from workflows.clocks.reckon import Reading
from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class TooEarly(Guard):
    """Every minimum period that blocks it is over, else the first possible day is named."""

    name: ClassVar[str] = "too_early"
    cost: ClassVar[int] = 60

    def against(self, attempt: Attempt) -> Refusal | None:
        situation = attempt.situation
        periods = [c for c in situation.clocks.values() if c.clock.minimum and attempt.id in c.clock.blocks]
        for found in periods:
            if found.status != "ended" and (found.due is None or situation.today <= found.due):
                return _until(attempt, found)
        return None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        timed = {t for c in procedure.clocks.values() for t in c.blocks}
        return any(transition is procedure.transitions.get(t) for t in timed)


def _until(attempt: Attempt, found: Reading) -> Refusal:
    if found.first_possible is None:
        return say(attempt, "clock_too_early_paused", clock=found.clock.title)
    return say(attempt, "clock_too_early", clock=found.clock.title, day=found.first_possible.isoformat())
