"""One number with its change and its trend."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from forms.text import Message
from workflows.boards import criteria
from workflows.boards.answers import Answers, line
from workflows.boards.asked import span_of
from workflows.boards.dimensions.month import Month
from workflows.boards.figure import Amount, Number
from workflows.boards.kinds.base import Kind, kind
from workflows.boards.sources.absences import Absences
from workflows.boards.spans import ends

MONTHS = 12


@kind
class OneNumber(Kind):
    """How many there are, or were in a stretch of time; against last month or last year; twelve months as a line."""

    name: ClassVar[str] = "figure"
    sources: ClassVar[frozenset[str]] = frozenset({"cases", "rows", "tasks", "steps", "entries", "absences"})

    def draw(self, answers: Answers) -> Number:
        asked = answers.asked
        chart, value = asked.chart, answers.value(answers.gathered, ())
        before = answers.value(answers.before, ()) if chart.compare else None
        members, why = _members(answers), Message("board.no_value") if value is None else None
        if isinstance(chart.source, Absences) and members is None:
            value, why = None, Message("board.not_told")
        known = value is not None
        return Number(
            f"{asked.board.id}.{chart.id}", chart.name or chart.measure.noun(asked), value or 0,
            chart.measure.unit(asked), criteria.note(asked), criteria.how(asked), answers.listing,
            None if before is None or value is None else value - before, trend(answers) if known else (),
            members, chart.bad, why,
            Message(f"board.compared.{chart.compare}") if chart.compare else None, line(answers), answers.doubts,
        )  # fmt: skip


def trend(answers: Answers) -> tuple[Amount, ...]:
    """The last twelve months: what happened in each, or how many there were at its end; () where nobody can tell."""
    asked = answers.asked
    if not asked.chart.source.dated or not asked.chart.compare:
        return ()
    stretch = span_of(asked.chart.where)
    if asked.chart.where.came or asked.chart.where.went:
        return ()
    if stretch is None and asked.chart.measure.kind == "count":
        return tuple(asked.chart.source.stocks(asked, asked.chart.where, ends(asked.on, MONTHS)))
    if stretch is None or stretch[0] == "done" and asked.chart.source.kind == "cases":
        return ()
    where = asked.chart.where.model_copy(update={stretch[0]: "12 months"})
    chart = asked.chart.model_copy(update={"by": [Month(of=stretch[0])], "where": where, "compare": None})
    months = Answers(replace(asked, chart=chart))
    found = (months.value(months.gathered, (k,)) for k in months.ordered(0))
    return tuple(v for v in found if v is not None)


def _members(answers: Answers) -> int | None:
    """Out of how many members of the campaign."""
    source = answers.asked.chart.source
    members = source.members(answers.asked) if isinstance(source, Absences) else None
    return None if members is None else len(members)
