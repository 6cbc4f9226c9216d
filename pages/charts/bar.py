"""Bars: ranked ones lie on their side, periods stand upright; late parts are red, what was promised is a black tick."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from pages.charts.kind import ROW, Plot, add
from pages.charts.look import BAD, INK, LINE, MUTED, PRIMARY, QUIET, REST, layout
from pages.charts.marks import line_across, tick
from pages.charts.wording import hover, label, period, periods, room, said, ticks, value
from pages.context import say
from workflows.boards.figure import Card, Figure, Mark

THICK, THICKEST = 25, 46  # pixels of a bar with its gap
PERIODS = 24  # upright bars that have room for their numbers
EDGE = 12
REMAINDER = ("rest", "other", "-")
"""Keys of marks that put together what has no bar of its own."""


@add
class Bar(Plot[Figure]):
    id = "bar"
    icon = "align_horizontal_left"
    shapes = (Figure,)
    place = 20

    def height(self, of: Figure) -> int:
        if periods([m.key for m in of.marks]):
            return ROW
        return min(ROW, THICKEST * len(of.marks) + EDGE)

    def plot(self, of: Figure, height: int) -> go.Figure:
        marks = _fullest(of.marks, drawn(of, height))
        if periods([m.key for m in marks]):
            return _upright(of, marks, height)
        # few bars in a high row would be thicker than bars are
        return _lying(of, marks, min(height, THICKEST * len(marks) + EDGE))


def drawn(of: Figure, height: int) -> int:
    """How many marks get a bar in a row that is so high; periods all of them. The others are told below."""
    count = len(of.marks)
    room_ = (height - EDGE) // THICK
    return count if count <= room_ + 1 or periods([m.key for m in of.marks]) else room_


def _fullest(marks: Sequence[Mark], count: int) -> list[Mark]:
    """So many marks in their order: the highest; a bar of nothing would take the room of one that says something."""
    largest = sorted(marks, key=lambda m: (m.key not in REMAINDER, m.told, float(m.value)), reverse=True)
    kept = {m.key for m in largest[:count]}
    return [m for m in marks if m.key in kept]


def _lying(of: Card, marks: Sequence[Mark], height: int) -> go.Figure:
    promised = any(m.target is not None for m in marks)
    highest = _highest(marks)
    names, words = [label(m) for m in marks], [said(of, m) for m in marks]
    trace = go.Bar(
        y=list(range(len(marks))),
        x=[min(float(m.value), highest) for m in marks],
        orientation="h",
        customdata=[[m.key, hover(of, m)] for m in marks],
        text=[""] * len(marks) if promised else words,
        textposition="outside",
        cliponaxis=False,
        marker={
            "color": [colour(of, m) for m in marks],
            "pattern": {"shape": ["/" if float(m.value) > highest else "" for m in marks], "size": 6},
        },
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    axis = {"autorange": "reversed", "tickmode": "array", "tickvals": list(range(len(marks))), "ticktext": names}
    figure = go.Figure(
        [trace, _late(of, marks)] if any(m.part for m in marks) else trace,
        layout(
            height,
            bargap=0.34,
            barmode="overlay",
            xaxis={"visible": False, "range": [0, highest]},
            yaxis=axis | {"tickfont": {"size": 12, "color": INK}, "automargin": False},
            margin={"l": room(names), "r": room(words), "t": 4, "b": 4},
        ),
    )
    _notes(figure, of, marks, words if promised else [])
    return figure


def _highest(marks: Sequence[Mark]) -> float:
    """The longest bar; the others put together are cut off there (hatched), or nobody could compare the rest."""
    single = [m for m in marks if m.key not in REMAINDER] or marks
    return max((float(v) for m in single for v in (m.value, m.target or 0, m.before or 0)), default=0) or 1


def _notes(figure: go.Figure, of: Card, marks: Sequence[Mark], words: Sequence[str]) -> None:
    """Ticks for what was promised and what was before; a column of values where ticks would stand in their way."""
    for n, mark in enumerate(marks):
        if mark.before is not None:
            tick(figure, float(mark.before), n, MUTED, "dot")
        if mark.target is not None:
            tick(figure, float(mark.target), n, INK)
    for n, word in enumerate(words):
        figure.add_annotation(xref="paper", x=1.01, y=n, xanchor="left", text=word, showarrow=False)
    if of.target is not None and words:
        note = f"│ {say(of.target.label)} {value(of, of.target.value, unit=True)}"
        figure.add_annotation(
            xref="paper", yref="paper", x=0, y=0, xanchor="left", yanchor="top", text=note, showarrow=False,
            font={"size": 11, "color": MUTED},
        )  # fmt: skip
        figure.update_layout(margin_b=22)
    elif of.target is not None:
        line_across(figure, of, upright=False)


def colour(of: Card, mark: Mark) -> str:
    """Dark where the title speaks of the mark, or speaks of none; grey for the others put together."""
    if mark.key in REMAINDER:
        return REST
    return PRIMARY if not of.strong or mark.key in of.strong else QUIET


def _late(of: Card, marks: Sequence[Mark]) -> go.Bar:
    """The ends of the bars that stand for what is late."""
    return go.Bar(
        y=list(range(len(marks))),
        x=[m.part for m in marks],
        base=[float(m.value) - m.part for m in marks],
        orientation="h",
        customdata=[[m.key, hover(of, m)] for m in marks],
        marker={"color": BAD},
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _upright(of: Card, marks: Sequence[Mark], height: int) -> go.Figure:
    names = [period(m) for m in marks]
    some = len(marks) <= PERIODS
    before: list[Any] = [m.before for m in marks]
    figure = go.Figure(layout=layout(height, barmode="overlay", bargap=0.3))
    figure.add_bar(
        x=list(range(len(marks))),
        y=[float(m.value) for m in marks],
        customdata=[[m.key, hover(of, m)] for m in marks],
        text=[value(of, m.value) if some and m.told and m.value else "" for m in marks],
        textposition="outside",
        cliponaxis=False,
        marker={"color": [colour(of, m) for m in marks]},
        hovertemplate="%{customdata[1]}<extra></extra>",
    )
    if any(b is not None for b in before):
        figure.add_scatter(
            x=list(range(len(marks))), y=[None if b is None else float(b) for b in before], mode="lines",
            line={"color": MUTED, "width": 1.5, "dash": "dot"}, hoverinfo="skip",
        )  # fmt: skip
    figure.update_xaxes(**ticks(names), showline=True, linecolor=LINE)
    figure.update_yaxes(showticklabels=False, rangemode="tozero")
    if of.target is not None:
        line_across(figure, of, upright=True)
    return figure
