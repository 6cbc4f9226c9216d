"""Cases of procedures."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Text
from workflows.boards.detail import Detail
from workflows.boards.ground import OnCases
from workflows.boards.sources.base import source
from workflows.boards.units import CASES

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where


@source
class Cases(OnCases):
    """Cases; without `procedures` those of every procedure of the board."""

    kind: Literal["cases"] = "cases"
    measures: ClassVar[frozenset[str]] = frozenset({"count", "share", "sum", "average", "duration", "mean"})

    def unit(self, asked: Asked) -> Text:
        return CASES

    def detail(self, asked: Asked, where: Where) -> Detail:
        """The cases themselves; how long they stayed in a stage is asked of every stay."""
        found = super().detail(asked, where)
        return replace(found, ground="stays") if _of_stays(asked) else found

    def listing(self, asked: Asked, where: Where) -> Any:
        return self.detail(asked, where) if _of_stays(asked) else asked.cases(where)


def _of_stays(asked: Asked) -> bool:
    chart = asked.chart
    return chart.measure.lasting and any(d.kind == "stage" for d in chart.by)
