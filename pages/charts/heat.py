"""A heat map: rows × columns, each square shaded by its value and pressed like any other mark."""

from __future__ import annotations

import plotly.graph_objects as go

from pages.charts.kind import TALL, Plot, add
from pages.charts.look import INK, LINE, MUTED, ink_on, layout, shade
from pages.charts.marks import presses
from pages.charts.wording import hover, label, period, periods, room, ticks, value
from pages.context import say, t
from workflows.boards.figure import Cross, Heat, Mark

SQUARE = 30  # pixels of a row
HEADS = 28
MOST = 7  # heads that have room beside each other


@add
class HeatMap(Plot[Cross]):
    id = "heat"
    icon = "grid_on"
    shapes = (Heat, Cross)
    place = 60

    def height(self, of: Cross) -> int:
        return min(TALL + 170, max(150, SQUARE * len(of.rows) + HEADS))

    def plot(self, of: Cross, height: int) -> go.Figure:
        names = [label(r, 10) for r in of.rows]
        heads = [period(c) if periods([c.key]) else label(c, 7) for c in of.columns]
        shown = ticks(heads, MOST if periods([c.key for c in of.columns]) else len(heads))
        figure = go.Figure(
            layout=layout(
                min(height, 48 * max(3, len(names)) + HEADS),
                margin={"l": room(names), "r": 4, "t": HEADS, "b": 2},
                xaxis={"range": [-0.5, len(heads) - 0.5], "side": "top", "fixedrange": True,
                       "showgrid": False} | shown,
                yaxis={"range": [len(names) - 0.5, -0.5], "tickvals": list(range(len(names))), "ticktext": names,
                       "tickfont": {"size": 12, "color": INK}, "fixedrange": True, "showgrid": False},
            )
        )  # fmt: skip
        _squares(figure, of)
        return figure


def _squares(figure: go.Figure, of: Cross) -> None:
    top = max((float(m.value) for m in of.every), default=0) or 1
    shapes, points, texts = [], [], []
    for y, row in enumerate(of.cells):
        for x, mark in enumerate(row):
            fill = shade(float(mark.value) / top if mark.told and mark.value else None)
            line = {"width": 1, "color": LINE if fill == "#FFFFFF" else fill, "dash": "solid" if mark.told else "dot"}
            place = {"x0": x - 0.48, "x1": x + 0.48, "y0": y - 0.46, "y1": y + 0.46}
            shapes.append({"type": "rect", "fillcolor": fill, "line": line, "layer": "below"} | place)
            both = t("chart.both", row=say(of.rows[y].label), column=say(of.columns[x].label))
            points.append((x, y, mark.key, hover(of, mark, both)))
            texts.append(_text(of, mark, fill))
    figure.layout.shapes = shapes  # at once: one added to many is checked together with all of them
    presses(figure, points, texts, size=26)


def _text(of: Cross, mark: Mark, fill: str) -> str:
    words = value(of, mark.value) if mark.told else "—"
    colour = MUTED if not mark.told or not mark.value else ink_on(fill)
    return f"<span style='color:{colour}'>{words}</span>"
