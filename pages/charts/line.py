"""Lines: series over periods; each is named at its end, the last value is written."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go

from pages.charts.kind import ROW, Plot, add
from pages.charts.look import CATEGORIES, GRID, MUTED, REST, layout
from pages.charts.marks import line_across
from pages.charts.wording import hover, label, period, room, ticks, value
from pages.context import say, t
from workflows.boards.figure import Card, Cross, Figure, Head, Lines, Mark

MOST = 5  # series with colours of their own


@add
class Line(Plot[Lines | Figure]):
    id = "line"
    icon = "show_chart"
    shapes = (Lines, Figure)
    place = 30

    def height(self, of: Lines | Figure) -> int:
        return ROW

    def plot(self, of: Lines | Figure, height: int) -> go.Figure:
        series, columns = _series(of)
        alone = len(series) == 1
        ends = [value(of, marks[-1].value) if alone else label(head, 10) for head, marks in series]
        figure = go.Figure(layout=layout(height, margin={"l": 4, "r": room(ends), "t": 12, "b": 4}))
        for n, ((head, marks), end) in enumerate(zip(series, ends, strict=True)):
            _draw(figure, of, head, marks, CATEGORIES[n] if n < MOST else REST, alone)
            _end(figure, len(marks) - 1, marks[-1], end, n)
        names = [period(c) for c in columns]
        figure.update_xaxes(**ticks(names))
        figure.update_yaxes(rangemode="tozero", showgrid=True, gridcolor=GRID, nticks=4)
        if of.target is not None:
            line_across(figure, of, upright=True)
        return figure


def _series(of: Card) -> tuple[list[tuple[Head, Sequence[Mark]]], Sequence[Head | Mark]]:
    """Marks by series, and the periods; a figure without series is one."""
    if isinstance(of, Cross):
        return list(zip(of.rows, of.cells, strict=True)), of.columns
    marks = list(of.every)
    return [(Head("", of.unit), marks)], marks


def _draw(figure: go.Figure, of: Card, head: Head, marks: Sequence[Mark], colour: str, alone: bool) -> None:
    xs = list(range(len(marks)))
    if any(m.before is not None for m in marks):
        figure.add_scatter(
            x=xs, y=[None if m.before is None else float(m.before) for m in marks], mode="lines", hoverinfo="skip",
            line={"color": colour if not alone else MUTED, "width": 1.5, "dash": "dot"},
        )  # fmt: skip
    figure.add_scatter(
        x=xs,
        y=[float(m.value) if m.told else None for m in marks],
        mode="lines+markers",
        line={"color": colour, "width": 2.5},
        marker={"size": 7, "color": colour, "line": {"color": "#FFFFFF", "width": 1.5}},
        fill="tozeroy" if alone else None,
        fillcolor="rgba(15,76,129,.07)",
        cliponaxis=False,
        customdata=[[m.key, hover(of, m, _named(head, m, alone))] for m in marks],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _named(head: Head, mark: Mark, alone: bool) -> str:
    when = period(Head(mark.key.rpartition("|")[2], mark.label))
    return when if alone else t("chart.both", row=say(head.label), column=when)


def _end(figure: go.Figure, x: int, last: Mark, words: str, n: int) -> None:
    if last.told:
        figure.add_annotation(
            x=x, y=float(last.value), text=words, xanchor="left", xshift=8, showarrow=False,
            font={"color": CATEGORIES[n] if n < MOST else MUTED, "size": 12},
        )  # fmt: skip
