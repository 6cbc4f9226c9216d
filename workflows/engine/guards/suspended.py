"""Nothing is done while a case is suspended."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Suspended(Guard):
    """The case is not suspended."""

    name: ClassVar[str] = "suspended"
    cost: ClassVar[int] = 25

    def against(self, attempt: Attempt) -> Refusal | None:
        return say(attempt, "case_suspended") if attempt.case.suspended else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # what every transition meets alike needs no rehearsal of each
