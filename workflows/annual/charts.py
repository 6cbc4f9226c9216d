"""A chart of a board on paper: drawn by Word where it has a shape for it, else as a table of the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch

from forms.paper.drawn import Chart
from forms.text import Message
from workflows.boards.figure import Amount, Answer, Figure, Lines, Mark, Movement, Number, Stack
from workflows.boards.sheets import grid, words
from workflows.boards.titles import written
from workflows.messages import say

MOST_BARS = 24
"""Bars that a page has room for; what has more is a table."""


@singledispatch
def chart_of(answer: object, lang: str) -> Chart | None:
    """The chart that Word draws of it; None for shapes that it does not have."""
    return None


@chart_of.register
def _(card: Figure, lang: str) -> Chart | None:
    told = [m for m in card.marks if m.told]
    if not 0 < len(told) <= MOST_BARS:
        return None
    return Chart("bar", tuple(m.label.say(lang) for m in told), ((card.unit.say(lang), tuple(_numbers(told))),))


@chart_of.register
def _(card: Lines, lang: str) -> Chart | None:
    every = tuple(c.label.say(lang) for c in card.columns)
    series = tuple(
        (head.label.say(lang) or card.unit.say(lang), tuple(_numbers(cells)))
        for head, cells in zip(card.rows, card.cells, strict=True)
    )
    return Chart("line", every, series) if every and series else None


@chart_of.register
def _(card: Stack, lang: str) -> Chart | None:
    rows = tuple(r.label.say(lang) for r in card.rows)
    columns = zip(card.columns, zip(*card.cells, strict=True), strict=True) if card.cells else ()
    series = tuple((head.label.say(lang), tuple(_numbers(cells))) for head, cells in columns)
    return Chart("bar", rows, series, stacked=True) if 0 < len(rows) <= MOST_BARS and series else None


@chart_of.register
def _(card: Movement, lang: str) -> Chart | None:
    head = grid(card, lang).headings
    months = tuple(m.label.say(lang) for m in card.came)
    series = ((str(head[1]), tuple(_numbers(card.came))), (str(head[2]), tuple(_numbers(card.went))))
    return Chart("column", months, series) if months else None


def _numbers(marks: Iterable[Mark]) -> Iterator[Amount | None]:
    yield from (m.value if m.told else None for m in marks)


def sentence(of: Number, lang: str) -> str:
    """A number in words."""
    if of.missing is not None:
        return say(of.missing, lang)
    data = {"label": of.label, "value": written(of.value), "unit": of.unit, "of": of.of}
    return say(Message("board.say.value" if of.of is None else "board.say.of", data), lang)


def title_of(answer: Answer, lang: str) -> str:
    """What it is about, or the statement over it."""
    return words(answer.label, lang) if isinstance(answer, Number) else say(answer.title, lang)
