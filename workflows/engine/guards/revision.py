"""Nobody acts on a case that has moved on since they looked."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Revision(Guard):
    """The case is still where the person saw it; what was said or handed on there meanwhile does no harm."""

    name: ClassVar[str] = "revision"
    cost: ClassVar[int] = 10
    everywhere: ClassVar[bool] = True

    def against(self, attempt: Attempt) -> Refusal | None:
        case = attempt.case
        moved = case.revision if case.moved is None else case.moved
        return None if moved <= attempt.seen <= case.revision else say(attempt, "stale")
