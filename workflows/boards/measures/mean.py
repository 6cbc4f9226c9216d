"""How long something took on average."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from forms.text import Message, Text
from workflows.boards.measures.base import measure
from workflows.boards.measures.duration import Lasting

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount


@measure
class Mean(Lasting):
    """Working days that something took on average, to one digit; of the same stretches as the median."""

    kind: Literal["mean"] = "mean"

    def value(self, asked: Asked, gathered: Counter[int]) -> Amount | None:
        many = sum(gathered.values())
        if not many:
            return None
        return (Decimal(sum(days * n for days, n in gathered.items())) / many).quantize(Decimal("0.1"))

    def noun(self, asked: Asked) -> Text | Message:
        return Message(f"board.noun.mean{'.running' if self.time == 'running' else ''}")

    def how(self, asked: Asked) -> Message | None:
        return Message("board.and", {"first": Message("board.how.mean"), "then": Message(f"board.how.{self.time}")})
