"""An average."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Message
from workflows.boards.measures.base import measure
from workflows.boards.measures.sum import Sum

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount


@measure
class Average(Sum):
    """The average of a number over those that hold one, to one digit."""

    kind: Literal["average"] = "average"  # type: ignore[assignment]
    adds: ClassVar[bool] = False

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        total, count = gathered
        if not count:
            return None
        exact: Decimal = Decimal(total).scaleb(-asked.number_of(self.field)[1]) / count
        return exact.quantize(Decimal("0.1"))

    def count(self, gathered: Any) -> int | None:
        return int(gathered[1])

    def how(self, asked: Asked) -> Message | None:
        return Message("board.how.average", {"measure": asked.named(self.field)})
