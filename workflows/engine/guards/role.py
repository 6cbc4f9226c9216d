"""A transition is for its roles, held where the case lies."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.guards.base import Guard, guard, role_titles, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Role(Guard):
    """The actor holds a role of the transition for this case; nobody else may."""

    name: ClassVar[str] = "role"
    cost: ClassVar[int] = 30
    everywhere: ClassVar[bool] = True

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.role is not None or attempt.transition.kind == "automatic":
            return None
        return say(attempt, "not_your_role", roles=role_titles(attempt))
