"""A transition may wait until no child is open."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Waiting(Guard):
    """No child that the transition waits for is open."""

    name: ClassVar[str] = "waiting"
    cost: ClassVar[int] = 75

    def against(self, attempt: Attempt) -> Refusal | None:
        kinds = {k for k, c in attempt.situation.procedure.children.items() if attempt.id in c.blocks}
        found = [c for c in attempt.situation.world.children() if c.open and c.child in kinds] if kinds else []
        return say(attempt, "children_open", children=[c.called for c in found]) if found else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        blocked = {name for child in procedure.children.values() for name in child.blocks}
        return any(procedure.transitions.get(name) is transition for name in blocked)
