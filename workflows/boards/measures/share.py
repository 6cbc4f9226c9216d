"""A share in percent."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Message, Text
from workflows.boards.measures.base import Measure, measure
from workflows.boards.units import PERCENT
from workflows.boards.where import Where

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.checks.board import At


@measure
class Share(Measure):
    """Of how many in a hundred `of` holds too, to one digit."""

    kind: Literal["share"] = "share"
    of: Where
    adds: ClassVar[bool] = False

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        whole = asked.chart.source.cells(asked, where, facts)
        part = asked.chart.source.cells(asked, where.and_also(self.of), facts)
        return {key: (part.get(key, 0), n) for key, n in whole.items()}

    def merge(self, one: Any, other: Any) -> Any:
        return one[0] + other[0], one[1] + other[1]

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        part, whole = gathered
        return (Decimal(100 * part) / whole).quantize(Decimal("0.1")) if whole else None

    def count(self, gathered: Any) -> int | None:
        return int(gathered[1])

    def unit(self, asked: Asked) -> Text:
        return PERCENT

    def noun(self, asked: Asked) -> Text | Message:
        from workflows.boards.criteria import conditions

        return Message("board.noun.share", {"of": conditions(asked, self.of)})

    def how(self, asked: Asked) -> Message | None:
        from workflows.boards.criteria import conditions

        return Message("board.how.share", {"of": conditions(asked, self.of)})

    def problems(self, at: At) -> None:
        at.at("of").where(self.of)
