"""What somebody has read is not recalled under their eyes."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Read(Guard):
    """Nobody who has to act has read the case since it came where it is; unless the recall says `even_read`."""

    name: ClassVar[str] = "read"
    cost: ClassVar[int] = 55

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.transition.kind != "recall" or attempt.transition.even_read:
            return None
        actor = attempt.situation.actor
        me = {actor.id, *actor.lent.values()}
        read = next((r for r in attempt.case.reads if r.held and r.person not in me), None)
        if read is None:
            return None
        known = attempt.situation.world.person(read.person)
        return say(attempt, "read_already", who=known.name if known else "—")

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # what is read is not played
