"""What several kinds draw: ticks, lines for targets, squares with words that can be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import plotly.graph_objects as go

from pages.charts.look import INK, number
from pages.context import lang, say
from workflows.boards.figure import Card


def tick(figure: go.Figure, x: float, row: int, colour: str, dash: str = "solid") -> None:
    """A short upright line over a lying bar."""
    line = {"color": colour, "width": 2, "dash": dash}
    figure.add_shape(type="line", x0=x, x1=x, y0=row - 0.4, y1=row + 0.4, line=line)


def line_across(figure: go.Figure, of: Card, *, upright: bool) -> None:
    """The target of a chart with its name and value; the axis is made long enough for it."""
    if of.target is None:
        return
    at, words = float(of.target.value), f"{say(of.target.label)} {number(of.target.value, lang=lang())}"
    line = {"color": INK, "width": 1.5, "dash": "dash"}
    note = {"text": words, "showarrow": False, "font": {"size": 11, "color": INK}}
    if upright:
        figure.add_hline(y=at, line=line)
        figure.add_annotation(xref="paper", x=0, y=at, xanchor="left", yanchor="bottom", **note)
        figure.add_scatter(x=[0], y=[at * 1.12], mode="markers", marker={"opacity": 0}, hoverinfo="skip")
    else:
        figure.add_vline(x=at, line=line)
        figure.add_annotation(x=at, yref="paper", y=0, yanchor="top", **note)
        top = max(at * 1.05, (figure.layout.xaxis.range or (0, 0))[1])
        figure.update_layout(xaxis_range=[0, top], margin_b=22)


def presses(
    figure: go.Figure, points: Iterable[tuple[float, float, str, str]], texts: Sequence[str] = (), size: int = 34
) -> None:
    """Points that nobody sees and everybody can press: x, y, key, words for the pointer; texts stand on them."""
    some = list(points)
    figure.add_scatter(
        x=[p[0] for p in some],
        y=[p[1] for p in some],
        text=list(texts) or None,
        mode="markers+text" if texts else "markers",
        marker={"symbol": "square", "size": size, "opacity": 0},
        textfont={"size": 12},
        cliponaxis=False,
        customdata=[[p[2], p[3]] for p in some],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
