"""Ranked bars lying on their side: the label left, the value behind the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.charts.look import BAD, INK, PRIMARY, QUIET, layout


@dataclass(frozen=True)
class Bar:
    """One bar: the key that a click gives back, its label, its value, and words behind it."""

    key: str
    label: str
    value: float
    words: str = ""
    strong: bool = True
    part: float = 0  # of the value, late: drawn red at the end


ROW = 26


def bars(rows: Sequence[Bar], height: int | None = None) -> go.Figure:
    """Bars from top to bottom in the order given; quiet ones are pale."""
    top = max((r.value for r in rows), default=0) or 1
    labels, words = [r.label for r in rows], [r.words or f"{r.value:,.0f}" for r in rows]
    trace = go.Bar(
        y=list(range(len(rows))),
        x=[r.value for r in rows],
        orientation="h",
        customdata=[[r.key, r.label, said] for r, said in zip(rows, words, strict=True)],
        text=words,
        textposition="outside",
        cliponaxis=False,
        marker={"color": [PRIMARY if r.strong else QUIET for r in rows]},
        hovertemplate="%{customdata[1]}　%{customdata[2]}<extra></extra>",
    )
    axis = {"autorange": "reversed", "tickmode": "array", "tickvals": list(range(len(rows))), "ticktext": labels}
    return go.Figure(
        [trace, _late(rows)] if any(r.part for r in rows) else trace,
        layout(
            height or max(90, ROW * len(rows) + 12),
            bargap=0.3,
            barmode="overlay",
            xaxis={"visible": False, "range": [0, top]},
            yaxis=axis | {"tickfont": {"size": 12, "color": INK}, "automargin": False},
            margin={"l": room(labels), "r": room(words), "t": 4, "b": 4},
        ),
    )


def room(words: Sequence[str]) -> int:
    """The width that words beside the bars take, so that none is cut and the plot need not be drawn twice."""
    return 14 + max((sum(12 if ord(c) > 0x2E7F else 7 for c in each) for each in words), default=0)


def _late(rows: Sequence[Bar]) -> go.Bar:
    """The ends of the bars that stand for what is late."""
    return go.Bar(
        y=list(range(len(rows))),
        x=[r.part for r in rows],
        base=[r.value - r.part for r in rows],
        orientation="h",
        customdata=[[r.key, r.label, r.words] for r in rows],
        marker={"color": BAD},
        hovertemplate="%{customdata[1]}　%{customdata[2]}<extra></extra>",
    )
