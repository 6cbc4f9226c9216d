"""The figures of a table for a period and a scope, as they can be worked out now."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from sqlmodel import Session

from forms.text import Text
from workflows.boards.figure import Amount
from workflows.boards.scope import View, view
from workflows.engine.types import Actor
from workflows.model.statistics import Column, Statistic
from workflows.office import Office
from workflows.statistics.counting import Counting
from workflows.statistics.derived import Values, derive
from workflows.statistics.heads import Head, Line, lines
from workflows.statistics.known import Known
from workflows.statistics.periods import Period
from workflows.statistics.questions import Question, question

Place = tuple[str, str]
"""A cell: the key of its row, the id of its column."""
Earlier = Callable[[Period], Values | None]
"""The figures of another period as they were closed; None where it was not."""


@dataclass(frozen=True)
class Figures:
    """A filled table: its rows, its figures, and what each of them asks that does not follow from others."""

    table: Statistic
    period: Period
    scope: str
    called: Text  # the scope in words
    heads: tuple[Head, ...]
    values: Values
    asked: Mapping[Place, Question] = field(default_factory=dict)

    @cached_property
    def titles(self) -> Mapping[str, Text]:
        return {h.key: h.title for h in self.heads}


def looked(
    office: Office, session: Session, actor: Actor, now: datetime, of: Known, period: Period, scope: str
) -> View:
    """How somebody looks at a table: in the city of its procedure, on the last day of the period."""
    return view(office, session, actor, now, period.last, scope, of.bundle.procedure.city)


def compute(seen: View, of: Known, period: Period, earlier: Earlier) -> Figures:
    """The figures as they come out now; those of other periods as `earlier` knows them, or worked out too."""
    return _Filling(seen, of, period, earlier).figures()


def questions(seen: View, of: Known, period: Period) -> dict[Place, Question]:
    """What every cell asks; nothing is counted."""
    return _Filling(seen, of, period, lambda _: None).asked()


class _Filling:
    """A table being filled."""

    def __init__(self, seen: View, of: Known, period: Period, earlier: Earlier) -> None:
        self.seen, self.of, self.period, self.earlier = seen, of, period, earlier
        self.counting = Counting(seen, of)
        self.lines = lines(seen, of)
        self.closed: dict[str, Values | None] = {}

    def asked(self) -> dict[Place, Question]:
        """What every cell asks that does not follow from others."""
        every = ((line, at, self._question(line, column, period)) for line in self.lines
                 for column, at, period in self._columns())  # fmt: skip
        return {(line.head.key, at.id): found for line, at, found in every if found is not None}

    def figures(self) -> Figures:
        asked, table = self.asked(), self.of.table
        values: Values = {}
        for line in self.lines:
            for column, at, period in self._columns():
                place = (line.head.key, at.id)
                values[place] = self._value(line, column, period, asked.get(place))
        heads = tuple(line.head for line in self.lines)
        values = derive(table, [h.key for h in heads], values)
        return Figures(table, self.period, self.seen.scope, self.seen.called, heads, values, asked)

    def _columns(self) -> Iterator[tuple[Column, Column, Period]]:
        """What is asked, the column where it stands, and for which period."""
        leaves = {c.id: c for c in self.of.table.leaves}
        for column in leaves.values():
            if column.like is not None:
                ago = self.period.before if column.ago == "period" else self.period.year_ago
                yield leaves[column.like], column, ago
            elif column.value is None:
                yield column, column, self.period

    def _question(self, line: Line, column: Column, period: Period) -> Question | None:
        """None for a row with a formula, and where nothing can be asked."""
        if line.row is not None and line.row.value is not None:
            return None
        found = question(self.of.table, line.row, line.around, column, period)
        if found is None or line.row is None or line.row.by is None or line.of is None:
            return found
        return found.at(line.row.by, line.of.value)

    def _value(self, line: Line, column: Column, period: Period, found: Question | None) -> Amount | None:
        closed = self._closed(period) if period != self.period else None
        if closed is not None:
            return closed.get((line.head.key, column.id))
        return None if found is None else self.counting.one(found)

    def _closed(self, period: Period) -> Values | None:
        if period.key not in self.closed:
            self.closed[period.key] = self.earlier(period)
        return self.closed[period.key]
