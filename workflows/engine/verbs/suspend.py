"""挂起: the case stands still."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.types import Decision
from workflows.engine.verbs.base import VerbAttempt, verb
from workflows.engine.verbs.plain import PlainVerb


@verb
class Suspend(PlainVerb):
    """Nobody can do anything until it is resumed, and clocks stand still. By the roles that the procedure names."""

    name: ClassVar[str] = "suspend"
    about: ClassVar[str] = "case"
    roles: ClassVar[tuple[str, ...]] = ()
    reason: ClassVar[bool] = True

    def done(self, attempt: VerbAttempt) -> Decision:
        return self.stays(attempt, suspended=True)
