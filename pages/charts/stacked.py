"""Stacked bars: each made of parts with the same colours; periods stand upright."""

from __future__ import annotations

import plotly.graph_objects as go

from pages.charts.kind import ROW, TALL, Plot, add
from pages.charts.look import BAD, CATEGORIES, INK, LINE, REST, ink_on, layout
from pages.charts.wording import hover, label, period, periods, room, ticks, value
from pages.context import say, t
from workflows.boards.figure import Cross, Stack

LIGHTS = {"red": BAD, "yellow": "#D07A00", "green": "#2E7D32"}
MOST = 5  # parts with colours of their own
THICK = 34
BAND = 30  # pixels for the names of the parts
NARROW = 0.07  # share of the highest bar below which a part has no number


@add
class Stacked(Plot[Cross]):
    id = "stacked"
    icon = "stacked_bar_chart"
    shapes = (Stack, Cross)
    place = 40

    def height(self, of: Cross) -> int:
        return ROW if _upright(of) else min(TALL, max(170, THICK * len(of.rows) + BAND + 12))

    def plot(self, of: Cross, height: int) -> go.Figure:
        upright, totals = _upright(of), [sum(float(m.value) for m in row) for row in of.cells]
        names = [period(r) if upright else label(r) for r in of.rows]
        words = [value(of, sum(m.value for m in row)) if of.adds else "" for row in of.cells]
        figure = go.Figure(
            layout=layout(
                height if upright else min(height, 58 * max(3, len(names)) + BAND),
                barmode="stack", bargap=0.34, showlegend=False,
                margin={"l": 4 if upright else room(names), "r": 8 if upright else room(words), "t": BAND, "b": 4},
            )
        )  # fmt: skip
        for n, column in enumerate(of.columns):
            _part(figure, of, n, label(column, 10), max(totals, default=0), upright)
        _axes(figure, names, words, totals, upright)
        _legend(figure, of)
        return figure


def _legend(figure: go.Figure, of: Cross) -> None:
    """The names of the parts in one line above, each with its colour."""
    named = [
        f"<span style='color:{_colour(of, n)}'>■</span> {label(c, 8)}" for n, c in enumerate(of.columns) if n <= MOST
    ]
    figure.add_annotation(
        xref="paper", yref="paper", x=0, y=1, xanchor="left", yanchor="bottom", showarrow=False,
        xshift=-figure.layout.margin.l, yshift=4, text="　".join(named),
    )  # fmt: skip


def _colour(of: Cross, n: int) -> str:
    return LIGHTS.get(of.columns[n].key) or (CATEGORIES[n] if n < MOST else REST)


def _upright(of: Cross) -> bool:
    return periods([r.key for r in of.rows])


def _part(figure: go.Figure, of: Cross, n: int, name: str, top: float, upright: bool) -> None:
    marks = [row[n] for row in of.cells]
    colour = _colour(of, n)
    values, places = [float(m.value) for m in marks], list(range(len(marks)))
    both = [t("chart.both", row=say(r.label), column=say(of.columns[n].label)) for r in of.rows]
    figure.add_bar(
        **({"x": places, "y": values} if upright else {"y": places, "x": values, "orientation": "h"}),
        name=name,
        marker={"color": colour, "line": {"color": "#FFFFFF", "width": 1}},
        text=[value(of, m.value) if top and float(m.value) / top >= NARROW else "" for m in marks],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"color": ink_on(colour), "size": 11},
        customdata=[[m.key, hover(of, m, b)] for m, b in zip(marks, both, strict=True)],
        hovertemplate="%{customdata[1]}<extra></extra>",
        selected={"textfont": {"color": ink_on(colour)}},
        unselected={"marker": {"opacity": 0.4}, "textfont": {"color": ink_on(colour)}},
    )


def _axes(figure: go.Figure, names: list[str], words: list[str], totals: list[float], upright: bool) -> None:
    places = list(range(len(names)))
    for place, word, total in zip(places, words, totals, strict=True):
        at = {"x": place, "y": total, "yanchor": "bottom"} if upright else {"y": place, "x": total, "xanchor": "left"}
        figure.add_annotation(text=word, showarrow=False, **at)
    if upright:
        figure.update_xaxes(**ticks(names), showline=True, linecolor=LINE)
        figure.update_yaxes(showticklabels=False)
    else:
        figure.update_xaxes(visible=False, range=[0, max(totals, default=0) or 1])
        figure.update_yaxes(
            autorange="reversed", tickvals=places, ticktext=names, tickfont={"size": 12, "color": INK}, automargin=False
        )
