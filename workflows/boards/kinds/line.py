"""Lines over time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, ClassVar

from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Head, Lines, Mark
from workflows.boards.kinds.base import Kind, kind
from workflows.boards.periods import label
from workflows.boards.spans import period


@kind
class LineChart(Kind):
    """Time from left to right; a second dimension gives a line for each of its marks.

    Of `stock` it shows how many there were at the end of each period, else what happened in it.
    """

    name: ClassVar[str] = "line"
    dimensions: ClassVar[tuple[int, int]] = (1, 2)

    def draw(self, answers: Answers) -> Lines:
        if stocked(answers):
            return self._stock(answers)
        periods = answers.ordered(0)
        series = answers.ordered(1) if len(answers.by) > 1 else [""]
        cells = tuple(tuple(_mark(answers, s, p) for p in periods) for s in series)
        return self._lines(answers, series, periods, cells)

    def _lines(self, answers: Answers, series: Any, periods: list[str], cells: Any) -> Lines:
        asked = answers.asked
        heads = answers.heads(1, series) if len(answers.by) > 1 else (Head("", asked.named_chart),)
        totals = [sum(row[n].value for row in cells) for n in range(len(periods))]
        title = titles.lines(answers, periods, totals)
        return Lines(
            **about(answers), title=title, rows=heads, columns=answers.heads(0, periods), cells=cells,
            adds=asked.chart.measure.adds,
        )  # fmt: skip

    def _stock(self, answers: Answers) -> Lines:
        """The same question as of the end of each period."""
        asked = answers.asked
        periods = answers.by[0].keys(asked, ())
        rest = asked.chart.model_copy(update={"by": list(answers.by[1:]), "compare": None})
        days = [min(period("", p)[1], asked.on) for p in periods]
        then = {p: Answers(replace(asked.at(day), chart=rest)) for p, day in zip(periods, days, strict=True)}
        if len(answers.by) == 1 and asked.chart.measure.kind == "count":
            stood = asked.chart.source.stocks(asked, asked.chart.where, days)
            row = tuple(_counted(then[p], p, n) for p, n in zip(periods, stood, strict=True))
            return self._lines(answers, [""], list(periods), (row,))
        series = sorted({k[0] for of in then.values() for k in of.gathered}) if len(answers.by) > 1 else [""]
        cells = tuple(tuple(_stood(then[p], s, p, len(answers.by) > 1) for p in periods) for s in series)
        return self._lines(answers, series, list(periods), cells)

    def problems(self, at: Any, chart: Any) -> None:
        if chart.by and not chart.by[0].periods:
            at.at("by", 0).error("board_not_a_period")


def stocked(answers: Answers) -> bool:
    """Whether it asks how many there were, not what happened."""
    return answers.asked.chart.source.kind == "entries" or getattr(answers.by[0], "of", "") == "stock"


def _mark(answers: Answers, series: str, period_: str) -> Mark:
    keys = (period_, series) if len(answers.by) > 1 else (period_,)
    return replace(answers.mark(keys), key=f"{series}|{period_}")


def _counted(then: Answers, period_: str, value: int) -> Mark:
    """The mark of a period whose number is known."""
    return Mark(f"|{period_}", label(period_), value, then.listing)


def _stood(then: Answers, series: str, period_: str, several: bool) -> Mark:
    made = then.mark((series,) if several else (), label(period_))
    return replace(made, key=f"{series}|{period_}")
