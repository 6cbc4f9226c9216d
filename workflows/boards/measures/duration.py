"""How long something took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from data.queries.facts.stays import percentile
from forms.text import Message, Text
from workflows.boards.measures.base import Measure, measure
from workflows.boards.units import DAYS
from workflows.facts.working import counted

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.boards.where import Where


class Lasting(Measure):
    """Working days that something took: by facts, how often so many.

    Of tasks from when they came until they were done, of cases from when they were handed in until they ended; told
    apart by stage, how long they were in each of them, every stay that is over once.
    """

    time: Literal["whole", "running"] = "whole"  # all that passed, or without what the clocks of the case stood still
    adds: ClassVar[bool] = False
    lasting: ClassVar[bool] = True

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        if self.time == "running":
            return self._running(asked, where, facts)
        kept: dict[tuple[Any, ...], Counter[int]] | None = asked.chart.source.lengths(asked, where, facts)
        if kept is not None:
            return kept
        found: dict[tuple[Any, ...], Counter[int]] = {}
        for (*key, first, last), n in asked.chart.source.spells(asked, where, facts).items():
            days = asked.calendar.between(date.fromisoformat(first), date.fromisoformat(last))
            found.setdefault(tuple(key), Counter())[max(days or 0, 0)] += n
        return found

    def _running(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        """Case by case: the days of each stretch, without those of the pauses in it."""
        kept: dict[tuple[Any, ...], Counter[int]] | None = asked.chart.source.running(asked, where, facts)
        if kept is not None:
            return kept
        found: dict[tuple[Any, ...], Counter[int]] = {}
        days = asked.once("running days", lambda: counted(asked.calendar))
        stopped = asked.chart.source.pauses(asked, where)
        for (*key, case, first, last), n in asked.chart.source.spells(asked, where, [*facts, "id"]).items():
            begun, done = date.fromisoformat(first), date.fromisoformat(last)
            still = sum(_common(days, begun, done, *pause) for pause in stopped.get(case, ()))
            found.setdefault(tuple(key), Counter())[max(days(begun, done) - still, 0)] += n
        return found

    def count(self, gathered: Counter[int]) -> int | None:
        return sum(gathered.values())

    def unit(self, asked: Asked) -> Text:
        return DAYS


@measure
class Duration(Lasting):
    """Working days that something took: 50 is the median, 90 what nine in ten keep to."""

    kind: Literal["duration"] = "duration"
    percentile: Literal[50, 90] = 50

    def value(self, asked: Asked, gathered: Counter[int]) -> Amount | None:
        return percentile(gathered, self.percentile)

    def noun(self, asked: Asked) -> Text | Message:
        name = "median" if self.percentile == 50 else "p90"
        return Message(f"board.noun.{name}{'.running' if self.time == 'running' else ''}")

    def how(self, asked: Asked) -> Message | None:
        worked = Message(f"board.how.{'median' if self.percentile == 50 else 'p90'}")
        return Message("board.and", {"first": worked, "then": Message(f"board.how.{self.time}")})


def _common(days: Callable[[date, date], int], begun: date, done: date, since: date, until: date | None) -> int:
    """Working days of a stretch that lie in a pause."""
    first, last = max(begun, since), min(done, until or done)
    return days(first, last) if first < last else 0
