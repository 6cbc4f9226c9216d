"""One open case at a time."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.campaign import one_open_against
from workflows.engine.guards.base import Guard, guard
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class OneOpen(Guard):
    """No other case like this one is open when it is handed in for the first time."""

    name: ClassVar[str] = "one_open"
    cost: ClassVar[int] = 110

    def against(self, attempt: Attempt) -> Refusal | None:
        return one_open_against(attempt.situation) if attempt.files else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # met when a case is opened; here it only catches two that were opened at once
