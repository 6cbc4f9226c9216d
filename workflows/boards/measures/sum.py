"""A sum."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Message, Text
from workflows.boards.measures.base import Measure, measure

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.boards.where import Where
    from workflows.checks.board import At


@measure
class Sum(Measure):
    """The sum of a number: a `count` field, or `case.<column>` for a computed column."""

    kind: Literal["sum"] = "sum"
    field: str
    weighed: ClassVar[bool] = True

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        return asked.chart.source.sums(asked, where, self.field, facts)

    def merge(self, one: Any, other: Any) -> Any:
        return one[0] + other[0], one[1] + other[1]

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        return unscaled(gathered[0], asked.number_of(self.field)[1])

    def unit(self, asked: Asked) -> Text:
        return asked.number_of(self.field)[0]

    def noun(self, asked: Asked) -> Text | Message:
        return asked.named(self.field)

    def how(self, asked: Asked) -> Message | None:
        return Message("board.how.sum", {"measure": asked.named(self.field)})

    def fields(self) -> Sequence[str]:
        return (self.field,)

    def problems(self, at: At) -> None:
        at.at("field").number(self.field)


def unscaled(number: int, scale: int) -> Amount:
    """The number that was scaled to be stored."""
    return Decimal(number).scaleb(-scale) if scale else number
