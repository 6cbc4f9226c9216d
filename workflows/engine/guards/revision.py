"""Nobody acts on a case that has moved on since they looked."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Revision(Guard):
    """The case is still as the person saw it."""

    name: ClassVar[str] = "revision"
    cost: ClassVar[int] = 10
    everywhere: ClassVar[bool] = True

    def against(self, attempt: Attempt) -> Refusal | None:
        return None if attempt.seen == attempt.case.revision else say(attempt, "stale")
