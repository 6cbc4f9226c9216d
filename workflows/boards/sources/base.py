"""What a chart counts: cases, rows, tasks, steps, entries, absences. One class per file; importing is registering."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import SerializeAsAny, WrapValidator

from forms.model import Named
from forms.text import Message, Text
from workflows.model.parts import Kinds, OneOf

if TYPE_CHECKING:
    from data.queries.facts.pauses import Pauses
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Listing
    from workflows.boards.where import Where
    from workflows.checks.board import At


class Source(Named):
    """What is counted. Subclasses set `kind` as a Literal with a default."""

    dimensions: ClassVar[frozenset[str]] = frozenset()  # by what it can be told apart
    measures: ClassVar[frozenset[str]] = frozenset({"count", "share"})
    dated: ClassVar[bool] = True  # whether it is exact for any past day

    def unit(self, asked: Asked) -> Text:
        """What one of it is called."""
        raise NotImplementedError

    def noun(self, asked: Asked) -> Text | Message:
        """What it is, in words."""
        return Message(f"board.source.{self.kind}")

    def how(self, asked: Asked) -> Message:
        """What belongs to it: a sentence of its 口径."""
        return Message(f"board.how.{self.kind}", {"on": asked.on.isoformat()})

    def listing(self, asked: Asked, where: Where) -> Listing:
        """The list behind all of it."""
        raise NotImplementedError

    def cells(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        """How many by facts."""
        raise NotImplementedError

    def sums(self, asked: Asked, where: Where, name: str, facts: Sequence[str]) -> Cells:
        """Sums of a number by facts, and over how many: {key: (sum, how many)}."""
        raise NotImplementedError

    def spells(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        """How often something took from one day to another, by facts: {(…, first, last): how often}."""
        raise NotImplementedError

    def pauses(self, asked: Asked, where: Where) -> Pauses:
        """When the clocks of the cases stood still."""
        raise NotImplementedError

    def lengths(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells | None:
        """How many working days things took, by facts: {key: {days: how often}}; None where it must be worked out."""
        return None

    def running(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells | None:
        """The same by the clock."""
        return None

    def stocks(self, asked: Asked, where: Where, days: Sequence[date]) -> list[int]:
        """How many there were at the end of each of some days."""
        return [sum(self.cells(asked.at(day), where, []).values()) for day in days]

    def problems(self, at: At) -> None:
        """Note what is wrong with it."""

    def narrowed(self, listing: Any, **changes: Any) -> Any:
        """The list with changes to its cases."""
        from dataclasses import replace

        return replace(listing, **changes)


kinds = Kinds(Source)
source = kinds.add
AnySource = Annotated[SerializeAsAny[Source], WrapValidator(kinds.typed), OneOf(kinds)]
