"""Bars."""

from __future__ import annotations

from typing import ClassVar

from forms.text import Message
from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Figure, Mark
from workflows.boards.kinds.base import Kind, kind


@kind
class Bar(Kind):
    """One bar for each mark, the highest first or in the order of the definition; `top` adds up the others."""

    name: ClassVar[str] = "bar"
    dimensions: ClassVar[tuple[int, int]] = (1, 1)

    def draw(self, answers: Answers) -> Figure:
        chart, every = answers.asked.chart, [answers.mark((k,)) for k in answers.ordered(0)]
        marks = shown(answers, every)
        compared = Message(f"board.compared.{chart.compare}") if chart.compare else None
        return Figure(
            **about(answers), title=titles.bars(answers, every), marks=tuple(marks), weighed=chart.measure.weighed,
            parted=chart.part is not None, strong=titles.spoken(answers, every), compared=compared,
        )  # fmt: skip


def shown(answers: Answers, every: list[Mark]) -> list[Mark]:
    """The marks that are drawn; those behind the first `top` as one."""
    top = answers.asked.chart.top
    if not top or len(every) <= top + 1:
        return every
    rest = answers.rest([m.key for m in every[top:]])
    return [*every[:top], *([rest] if rest else [])]
