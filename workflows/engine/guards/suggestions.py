"""Suggestions of the last visit to a round are answered before what the round names is taken."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.suggestions import ANSWER, MERGE, waiting
from workflows.engine.types import Refusal


@guard
class Suggestions(Guard):
    """Each suggestion was adopted or not; those that nobody has looked at are not passed over."""

    name: ClassVar[str] = "suggestions"
    cost: ClassVar[int] = 75

    def against(self, attempt: Attempt) -> Refusal | None:
        situation = attempt.situation
        for key, round_ in situation.procedure.rounds.items():
            if round_.suggestions is not None and attempt.id in round_.suggestions.before:
                steps = situation.world.steps_of((ANSWER, MERGE))
                if left := waiting(situation.procedure, situation.case, steps, key):
                    return say(attempt, "suggestions_open", count=len(left), round=round_.title)
        return None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        named = {t for r in procedure.rounds.values() if r.suggestions for t in r.suggestions.before}
        return any(procedure.transitions.get(t) is transition for t in named)
