"""How many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Literal

from workflows.boards.measures.base import Measure, measure

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.boards.where import Where


@measure
class Count(Measure):
    """How many there are."""

    kind: Literal["count"] = "count"

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        return asked.chart.source.cells(asked, where, facts)

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        return int(gathered)
