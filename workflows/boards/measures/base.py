"""What is worked out: number, sum, average, share, duration. One class per file; importing is registering."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import SerializeAsAny, WrapValidator

from forms.model import Named
from forms.text import Message, Text
from workflows.model.parts import Kinds, OneOf

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.boards.where import Where
    from workflows.checks.board import At


class Measure(Named):
    """What is worked out. It gathers by raw facts, `merge` puts together what belongs to one mark, `value` ends it.

    `adds` says whether marks may be added up to a total.
    """

    adds: ClassVar[bool] = True
    lasting: ClassVar[bool] = False  # whether it is about time that something took
    weighed: ClassVar[bool] = False  # whether marks add up a number that the things of their list hold

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        """What is needed of each combination of facts."""
        raise NotImplementedError

    def merge(self, one: Any, other: Any) -> Any:
        return one + other

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        """The number; None where there is none (an average of nothing)."""
        raise NotImplementedError

    def count(self, gathered: Any) -> int | None:
        """Over how many it was worked out, for small words beside it; None where the value says it."""
        return None

    def unit(self, asked: Asked) -> Text:
        """What the number is in."""
        return asked.chart.source.unit(asked)

    def noun(self, asked: Asked) -> Text | Message:
        """What the number is."""
        return asked.chart.source.noun(asked)

    def how(self, asked: Asked) -> Message | None:
        """How it is worked out: a sentence of the 口径; None where there is nothing to say."""
        return None

    def fields(self) -> Sequence[str]:
        """The fields that it needs."""
        return ()

    def problems(self, at: At) -> None:
        """Note what is wrong with it."""


kinds = Kinds(Measure)
measure = kinds.add
AnyMeasure = Annotated[SerializeAsAny[Measure], WrapValidator(kinds.typed), OneOf(kinds)]
