"""Objections of the public are answered before a case goes on."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Objections(Guard):
    """Nothing leaves the state of a public period while an objection waits for its answer."""

    name: ClassVar[str] = "objections"
    cost: ClassVar[int] = 70

    def against(self, attempt: Attempt) -> Refusal | None:
        situation, periods = attempt.situation, attempt.situation.procedure.public_periods
        if not any(p.state == situation.case.state for p in periods.values()):
            return None
        waiting = situation.world.unanswered()
        return say(attempt, "public.unanswered", count=waiting) if waiting else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return any(p.state in transition.from_ for p in procedure.public_periods.values())
