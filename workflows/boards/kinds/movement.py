"""In and out by month."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, ClassVar

from forms.text import Text
from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.dimensions.month import Month
from workflows.boards.figure import Mark, Movement
from workflows.boards.kinds.base import Kind, kind
from workflows.boards.periods import label
from workflows.boards.sources.entries import Entries

MONTHS = 12


@kind
class InAndOut(Kind):
    """Twelve months: entries that came in and went out, or cases that were handed in and that ended."""

    name: ClassVar[str] = "movement"
    sources: ClassVar[frozenset[str]] = frozenset({"entries", "cases"})

    def draw(self, answers: Answers) -> Movement:
        source = answers.asked.chart.source
        of_register = isinstance(source, Entries)
        came, went = self._entries(answers, source) if of_register else self._cases(answers)
        made = Movement(**about(answers), title=titles.of(answers, _nothing()), came=tuple(came), went=tuple(went))
        return replace(made, title=titles.of(answers, titles.moved(made, made.unit, of_register)))

    def _entries(self, answers: Answers, source: Any) -> tuple[list[Mark], list[Mark]]:
        months = source.months(answers.asked, answers.asked.chart.where, MONTHS)
        came = [Mark(m.month, _month(m.month), m.came, replace(answers.listing, came=m.month)) for m in months]
        went = [Mark(m.month, _month(m.month), m.went, replace(answers.listing, went=m.month)) for m in months]
        return came, went

    def _cases(self, answers: Answers) -> tuple[Sequence[Mark], Sequence[Mark]]:
        return _by_month(answers, "filed"), _by_month(answers, "ended")


def _by_month(answers: Answers, day: Any) -> list[Mark]:
    chart = answers.asked.chart
    where = chart.where.model_copy(update={day: "12 months"})
    asked = replace(answers.asked, chart=chart.model_copy(update={"by": [Month(of=day)], "where": where}))
    months = Answers(asked)
    return [months.mark((k,), _month(k)) for k in months.ordered(0)]


def _month(key: str) -> Text:
    return Text(zh=f"{int(key[5:])} 月", en=label(key).say("en"))


def _nothing() -> Any:
    from forms.text import Message

    return Message("board.nothing")
