"""What one cell of a table asks: a chart without marks, as of the end of a period; and the list that it counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final, TypeAlias

from workflows.boards.detail import Detail
from workflows.boards.dimensions.base import Dimension
from workflows.boards.measures import AnyMeasure
from workflows.boards.measures.count import Count
from workflows.boards.sources import AnySource
from workflows.boards.where import Span, Where
from workflows.cases import search
from workflows.model.boards import Chart
from workflows.model.statistics import Asked, Column, Happening, Row, Statistic
from workflows.registers import query as registers
from workflows.statistics.periods import Period

Listing: TypeAlias = search.Query | registers.Query | Detail
SPANS: Final[Mapping[str, Span]] = {"month": "month", "quarter": "quarter", "half": "half", "year": "year"}
"""The stretch that ends on the last day of a period of each kind."""
HAPPENS: Final = frozenset({"steps", "tasks"})
"""Sources that are something that happened; of all others one also asks how they stood."""


@dataclass(frozen=True)
class Question:
    """What is counted how, and from when until when; of one value (`key`) of a dimension."""

    source: AnySource
    measure: AnyMeasure
    happened: Happening | None
    where: Where  # without the time
    since: date
    until: date
    span: Span
    by: Dimension | None = None
    key: str = ""

    @property
    def stock(self) -> bool:
        """Whether it asks how things stood, not what happened."""
        return self.happened is None and self.source.kind not in HAPPENS

    def at(self, by: Dimension, key: str) -> Question:
        """The same for one value of a dimension."""
        if by.kind == "outcome":  # a chart has a mark for each final state, a table a row for each outcome
            return replace(self, where=self.where.model_copy(update={"outcomes": [key]}))
        return replace(self, by=by, key=key)

    @property
    def chart(self) -> Chart:
        """The same question as a chart asks it."""
        happened = self.happened or ("done" if self.source.kind in HAPPENS else None)
        timed = self.where.model_copy(update={happened: self.span}) if happened else self.where
        by = [self.by] if self.by else []
        return Chart(id="figure", source=self.source, measure=self.measure, where=timed, by=by)


def question(
    table: Statistic, row: Row | None, around: tuple[Row, ...], column: Column, period: Period
) -> Question | None:
    """What stands in a row (None: the total) below the rows around it and in a column; None where nothing can.

    Rows say it over columns, and inner rows over those around them. How things stand has no sum over a year.
    """
    said: list[Asked] = [column, *around, *([row] if row else [])]
    where = table.where
    for each in said:
        where = both(where, each.where)
    source = next((a.source for a in reversed(said) if a.source), table.source)
    measure = next((a.measure for a in reversed(said) if a.measure), Count())
    found = Question(
        source, measure if measure.kind in source.measures else Count(),  # of a column, for rows of another source
        next((a.happened for a in reversed(said) if a.happened), None), where,
        period.since(column.over), period.last, "year" if column.over == "year" else SPANS[period.kind],
    )  # fmt: skip
    return None if found.stock and column.over == "year" else found


def both(one: Where, two: Where) -> Where:
    """Both conditions; where they speak of the same, the second."""
    said: dict[str, Any] = {name: getattr(two, name) for name in two.model_fields_set}
    return one.model_copy(update={**said, "values": {**one.values, **two.values}})
