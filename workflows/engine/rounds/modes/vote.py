"""票签: a share of the weights must agree; some can refuse alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from workflows.engine.rounds.modes.base import Mode, mode

if TYPE_CHECKING:
    from workflows.engine.rounds.standing import Standing


@mode
class Vote(Mode):
    """Complete when the result cannot change any more, or when all have voted.

    The share is of the weights of all who are asked, not of those who came: who does not vote does not agree.
    It cannot change once somebody with a veto refused; once the share is reached and nobody with a veto is waited
    for; once it cannot be reached even if all others agree. Votes that were given count as they stand.
    """

    name: ClassVar[str] = "vote"
    needs: ClassVar[tuple[str, ...]] = ("agrees", "share")
    uses: ClassVar[tuple[str, ...]] = ("veto",)

    def complete(self, standing: Standing) -> bool:
        return self.overtaken(standing) or super().complete(standing)

    def agreed(self, standing: Standing) -> bool | None:
        return None if standing.wanted is None else standing.reached(standing.for_) and not standing.vetoed

    def overtaken(self, standing: Standing) -> bool:
        if not standing.enough or not standing.opinions or standing.wanted is None:
            return False
        safe = standing.reached(standing.for_) and not standing.veto_open
        return standing.vetoed or safe or not standing.reached(standing.for_ + standing.open_weight)
