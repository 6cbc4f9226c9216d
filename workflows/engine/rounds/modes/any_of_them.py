"""或签: the first answer is the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workflows.engine.rounds.modes.base import Mode, mode

if TYPE_CHECKING:
    from workflows.engine.rounds.standing import Standing


@mode
class Any(Mode):
    """Complete with the first opinion, or with as many as there have to be; the others are closed."""

    name: ClassVar[str] = "any"

    def complete(self, standing: Standing) -> bool:
        return self.overtaken(standing) or super().complete(standing)

    def overtaken(self, standing: Standing) -> bool:
        return len(standing.opinions) >= max(standing.round.at_least, 1)
