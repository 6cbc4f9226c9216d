"""In and out by month around zero, or one line of stock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.charts.look import LINE, MUTED, PRIMARY, SECOND, layout


@dataclass(frozen=True)
class Month:
    """A month: key `2026-11`, its label, what came in, what went out."""

    key: str
    label: str
    came: int
    went: int


def in_and_out(months: Sequence[Month], came: str, went: str, height: int = 268) -> go.Figure:
    """What came in above zero, what went out below; the two words stand at the marks."""
    labels = [m.label for m in months]
    figure = go.Figure(layout=layout(height, barmode="relative"))
    for word, values, sign, colour in (
        (came, [m.came for m in months], 1, PRIMARY),
        (went, [m.went for m in months], -1, SECOND),
    ):
        figure.add_bar(
            x=labels,
            y=[sign * v for v in values],
            marker={"color": colour},
            customdata=[["in" if sign > 0 else "out", m.key, v] for m, v in zip(months, values, strict=True)],
            text=[str(v) if v else "" for v in values],
            textposition="outside",
            cliponaxis=False,
            hovertemplate="%{x}　" + word + " %{customdata[2]}<extra></extra>",
        )
    top = max([m.came for m in months] + [1])
    low = max([m.went for m in months] + [0])
    figure.update_yaxes(
        range=[-(low * 1.25 + top * 0.12), top * 1.25], showticklabels=False, zeroline=True, zerolinecolor=LINE
    )
    figure.update_xaxes(tickangle=0, type="category", tickvals=labels[(len(labels) - 1) % 2 :: 2])
    _legend(figure, came, went)
    return figure


def _legend(figure: go.Figure, came: str, went: str) -> None:
    for text, y, colour in ((f"▲ {came}", 1.0, PRIMARY), (f"▼ {went}", 0.02, "#2F7FB5")):
        figure.add_annotation(
            xref="paper", yref="paper", x=0, y=y, xanchor="left", text=text, showarrow=False,
            font={"size": 12, "color": colour},
        )  # fmt: skip


def spark(values: Sequence[float], height: int = 44) -> go.Figure:
    """A line without axes, for beneath a figure."""
    trace = go.Scatter(y=list(values), mode="lines", line={"color": PRIMARY, "width": 2}, hoverinfo="skip")
    axis = {"visible": False, "fixedrange": True}
    return go.Figure(
        trace, layout(height, xaxis=axis, yaxis=axis, margin={"l": 0, "r": 0, "t": 4, "b": 4}, font={"color": MUTED})
    )
