"""Bars made of parts."""

from __future__ import annotations

from typing import ClassVar

from workflows.boards import titles
from workflows.boards.answers import Answers
from workflows.boards.cards import about
from workflows.boards.figure import Cross, Stack
from workflows.boards.kinds.base import Kind, kind


@kind
class Stacked(Kind):
    """A bar for each mark of the first dimension, made of those of the second."""

    name: ClassVar[str] = "stacked"
    dimensions: ClassVar[tuple[int, int]] = (2, 2)
    shape: ClassVar[type[Cross]] = Stack

    def draw(self, answers: Answers) -> Cross:
        rows, columns = answers.ordered(0), answers.ordered(1)
        top = answers.asked.chart.top
        rows = rows[:top] if top else rows
        cells = tuple(tuple(answers.mark((r, c)) for c in columns) for r in rows)
        title = titles.cross(answers, [m for row in cells for m in row])
        return self.shape(
            **about(answers), title=title, rows=answers.heads(0, rows), columns=answers.heads(1, columns), cells=cells,
            adds=answers.asked.chart.measure.adds,
        )  # fmt: skip
