"""Four eyes: some transitions need somebody else than the one before."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class SamePerson(Guard):
    """The actor is not the last one who took a transition that this one must not share a person with."""

    name: ClassVar[str] = "same_person"
    cost: ClassVar[int] = 50

    def against(self, attempt: Attempt) -> Refusal | None:
        actor, trail = attempt.situation.actor, attempt.case.trail
        me = {actor.id, *actor.lent.values()}
        for before in attempt.transition.not_same_person_as:
            last = next((p for p in reversed(trail) if p.action == before), None)
            if last is not None and me & {last.actor, last.for_person}:
                return say(attempt, "same_person", before=attempt.situation.procedure.transitions[before].title)
        return None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return bool(transition.not_same_person_as)
