"""In and out by month around zero."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.charts.kind import ROW, Plot, add
from pages.charts.look import GRID, LINE, PRIMARY, SECOND, layout
from pages.charts.wording import hover, period, ticks, value
from pages.context import say, t
from workflows.boards.figure import Card, Cross, Head, Lines, Mark, Movement
from workflows.cases.search import Query

Side = tuple[str, str, Sequence[Mark], int, str]  # prefix of keys, word, marks, sign, colour
FEW = 13  # months whose values are all written


@add
class InAndOut(Plot[Movement | Lines]):
    id = "movement"
    icon = "swap_vert"
    shapes = (Movement, Lines)
    place = 35

    def height(self, of: Movement | Lines) -> int:
        return ROW

    def plot(self, of: Movement | Lines, height: int) -> go.Figure:
        sides = list(_sides(of))
        keys = [m.key.rpartition("|")[2] for m in sides[0][2]] if sides else []
        names = [period(Head(k, sides[0][2][n].label)) for n, k in enumerate(keys)]
        figure = go.Figure(layout=layout(height, barmode="relative", margin={"l": 4, "r": 8, "t": 4, "b": 4}))
        for side in sides:
            _draw(figure, of, side, names)
        _axes(figure, names, sides)
        return figure


def sides(of: Movement) -> tuple[str, str]:
    """What came and what went: entries come into a register and go, cases are handed in and end."""
    of_cases = isinstance(of.listing, Query)
    return (t("chart.filed"), t("chart.ended")) if of_cases else (t("board.page.came"), t("board.page.went"))


def _sides(of: Card) -> list[Side]:
    if isinstance(of, Movement):
        words = sides(of)
        return [("in/", words[0], of.came, 1, PRIMARY), ("out/", words[1], of.went, -1, SECOND)]
    assert isinstance(of, Cross)
    given = zip(of.rows, of.cells, (1, -1), (PRIMARY, SECOND), strict=False)
    return [("", say(head.label), marks, sign, colour) for head, marks, sign, colour in given]


def _draw(figure: go.Figure, of: Card, side: Side, names: Sequence[str]) -> None:
    prefix, word, marks, sign, colour = side
    figure.add_bar(
        x=list(range(len(marks))),
        y=[sign * float(m.value) for m in marks],
        marker={"color": colour},
        customdata=[
            [f"{prefix}{m.key}", hover(of, m, t("chart.both", row=n, column=word))]
            for m, n in zip(marks, names, strict=True)
        ],
        text=[value(of, m.value) if m.value and len(marks) <= FEW else "" for m in marks],
        textposition="outside",
        cliponaxis=False,
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _axes(figure: go.Figure, names: list[str], sides: Sequence[Side]) -> None:
    """The two words stand at the left, above and below the line."""
    tops = [max((float(m.value) for m in side[2]), default=0) for side in sides]
    top, low = max(tops[0] if tops else 0, 1), tops[1] if len(tops) > 1 else 0
    figure.update_yaxes(
        range=[-(low * 1.25 + top * 0.12), top * 1.25], showticklabels=False, zeroline=True, zerolinecolor=LINE,
        showgrid=True, gridcolor=GRID, nticks=5,
    )  # fmt: skip
    figure.update_xaxes(**ticks(names))
    for (_, word, _, sign, _), y, sharp in zip(sides, (1.0, 0.02), (PRIMARY, "#2F7FB5"), strict=False):
        figure.add_annotation(
            xref="paper", yref="paper", x=0, y=y, xanchor="left", text=f"{'▲' if sign > 0 else '▼'} {word}",
            showarrow=False, font={"size": 12, "color": sharp},
        )  # fmt: skip
