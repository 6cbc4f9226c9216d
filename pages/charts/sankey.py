"""A Sankey of our own: plotly's tells no click to the server, and its last labels lie on the nodes before them."""

from __future__ import annotations

from collections.abc import Iterator

import plotly.graph_objects as go

from pages.charts.kind import ROW, Plot, add
from pages.charts.look import CATEGORIES, INK, PRIMARY, REST, layout
from pages.charts.marks import presses
from pages.charts.streams import Bar, Ribbon, bars, levels, ribbons
from pages.charts.wording import hover, label, value
from pages.context import say, t
from workflows.boards.figure import Flow, Node, Tone

COLOURS: dict[Tone, str] = {"way": PRIMARY, "open": "#66AEE0", "good": CATEGORIES[4], "rest": REST}
PALE: dict[Tone, str] = {
    "way": "rgba(15,76,129,.16)", "open": "rgba(102,174,224,.30)", "good": "rgba(14,135,151,.28)",
    "rest": "rgba(180,190,201,.30)",
}  # fmt: skip
WIDE = 5  # half of a node, in pixels
TOP, BELOW = 10, 12
PRESS = 14  # pixels between two points that can be pressed


@add
class Sankey(Plot[Flow]):
    id = "sankey"
    icon = "account_tree"
    shapes = (Flow,)
    place = 50

    def height(self, of: Flow) -> int:
        at = list(levels(of).values())
        return max(ROW, min(430, 34 * max((at.count(n) for n in at), default=1)))

    def plot(self, of: Flow, height: int) -> go.Figure:
        last = max(levels(of).values(), default=0) or 1
        figure = go.Figure(
            layout=layout(
                height,
                margin={"l": 6, "r": 6, "t": TOP, "b": BELOW},
                xaxis={"visible": False, "range": [-0.02, last + 0.02], "fixedrange": True},
                yaxis={"visible": False, "range": [height - TOP - BELOW, 0], "fixedrange": True},
            )
        )
        placed = bars(of, height - TOP - BELOW)
        tones = {n.mark.key: n.tone for n in of.nodes}
        for link, ribbon in ribbons(of, placed):
            figure.add_shape(
                type="path", path=_path(ribbon), fillcolor=PALE[tones[link.target]], line={"width": 0}, layer="below"
            )
        for node in of.nodes:
            _node(figure, of, node, placed[node.mark.key], last)
        presses(figure, _points(of, placed), size=18)
        return figure


def _path(r: Ribbon) -> str:
    half, below = (r.left + r.right) / 2, r.thick
    return (
        f"M {r.left},{r.begins:.2f} C {half},{r.begins:.2f} {half},{r.ends:.2f} {r.right},{r.ends:.2f} "
        f"L {r.right},{r.ends + below:.2f} C {half},{r.ends + below:.2f} {half},{r.begins + below:.2f} "
        f"{r.left},{r.begins + below:.2f} Z"
    )


def _node(figure: go.Figure, of: Flow, node: Node, bar: Bar, last: int) -> None:
    """The node, and its name with the number beside it: to the left at the right edge."""
    edge = bar.level == last
    figure.add_shape(
        type="rect", xsizemode="pixel", xanchor=bar.level, x0=-WIDE, x1=WIDE, y0=bar.top,
        y1=bar.top + max(1.0, bar.high), fillcolor=COLOURS[node.tone], line={"width": 0},
    )  # fmt: skip
    above = bar.level == last - 1 and bar.top > 16 and last > 1  # beside it stand the words of the edge
    place = {"x": bar.level, "y": bar.middle, "xanchor": "right" if edge else "left", "xshift": -8 if edge else 8}
    if above:
        place = {"x": bar.level, "y": bar.top, "xanchor": "right", "xshift": 6, "yanchor": "bottom"}
    figure.add_annotation(
        **place, showarrow=False,
        text=f"{label(node.mark, 12)} {value(of, node.mark.value) if node.mark.told else '—'}",
        font={"size": 12, "color": INK}, bgcolor="rgba(255,255,255,.55)", borderpad=1,
    )  # fmt: skip


def _points(of: Flow, placed: dict[str, Bar]) -> Iterator[tuple[float, float, str, str]]:
    """All along nodes and ribbons: what is nearest to the pointer is what is pressed."""
    names = {n.mark.key: say(n.mark.label) for n in of.nodes}
    for node in of.nodes:
        bar = placed[node.mark.key]
        for y in _steps(bar.top, bar.high):
            yield bar.level, y, node.mark.key, hover(of, node.mark)
    for link, ribbon in ribbons(of, placed):
        way = t("chart.way", source=names[link.source], target=names[link.target])
        for share in (0.35, 0.5, 0.65):
            bent = 3 * share**2 - 2 * share**3
            x = ribbon.left + (ribbon.right - ribbon.left) * share
            top = ribbon.begins + (ribbon.ends - ribbon.begins) * bent
            for y in _steps(top, ribbon.thick):
                yield x, y, link.mark.key, hover(of, link.mark, way)


def _steps(top: float, high: float) -> list[float]:
    """Places from top to bottom that lie close enough to each other."""
    count = max(1, int(high // PRESS))
    return [top + high * (n + 0.5) / count for n in range(count)]
