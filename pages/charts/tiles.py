"""The tile grid: one square a district, where it roughly lies; never wrong by law, because it draws no border."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from pages.charts.kind import TALL, Plot, add
from pages.charts.look import LINE, MUTED, PRIMARY, SEQUENCE, ink_on, layout, shade
from pages.charts.wording import hover, value
from pages.context import lang, say, t
from workflows.boards.figure import Mark, Members
from workflows.boards.figure import Tiles as Map
from workflows.boards.scope import Place


@dataclass(frozen=True)
class Tile:
    """A district: key, short name, place, value, words for the hover, text on it."""

    key: str
    name: str
    column: int
    row: int
    value: float | None
    words: str = ""
    unit: bool = False  # without a statutory code: stands beside the map
    text: str = "—"


# The largest districts would flatten all others on a straight scale.
POWER = 0.6
UNIT_ROW = 1.3
ROOM = 42  # pixels for a name


@dataclass(frozen=True)
class Words:
    """What the legend says: the measure, its ends, and the two notes."""

    measure: str
    less: str
    more: str
    missing: str
    units: str


@add
class TileGrid(Plot[Map]):
    id = "tiles"
    icon = "map"
    shapes = (Map,)
    place = 55

    def empty(self, of: Map) -> bool:
        return False

    def height(self, of: Map) -> int:
        return TALL

    def plot(self, of: Map, height: int) -> go.Figure:
        told = any(isinstance(m.listing, Members) for m in of.marks)
        words = Words(
            t("board.page.tile_measure", unit=say(of.unit)), t("board.page.less"), t("board.page.more"),
            t("board.page.tile_missing" if told else "board.page.tile_none"), t("board.page.tile_units"),
        )  # fmt: skip
        marked = ((p, of.mark(p.code)) for p in of.places if p.column is not None and p.row is not None)
        return tiles([_tile(of, p, m) for p, m in marked if m], words, height)


def _tile(of: Map, place: Place, mark: Mark) -> Tile:
    none = t("board.page.tile_missing") if isinstance(mark.listing, Members) else "—"
    shown = float(mark.value) if mark.told else None
    words = (
        f"{say(place.title)}　{none}" if shown is None and mark.missing is None else hover(of, mark, say(place.title))
    )
    text = value(of, mark.value) if shown is not None else none
    return Tile(place.code, _name(place), place.column or 0, place.row or 0, shown, words, place.unit, text)


def _name(place: Place) -> str:
    if lang() == "zh":
        return place.short
    return place.title.say("en").removeprefix("Chongqing ").split(" ")[0]


def tiles(rows: Sequence[Tile], words: Words, height: int = 430) -> go.Figure:
    """The grid with its legend; a dotted white square is a district without a value."""
    top = max((t.value or 0 for t in rows), default=0) or 1
    axis = {"visible": False, "constrain": "domain", "fixedrange": True}
    low = max((t.row for t in rows if not t.unit), default=7) + 0.55
    figure = go.Figure(
        layout=layout(
            height,
            margin={"l": 0, "r": 0, "t": 0, "b": 0},
            xaxis=axis | {"range": [-0.55, 9.55]},
            yaxis=axis | {"range": [low, -0.55], "scaleanchor": "x"},
        )
    )
    figure.layout.shapes = [_square(tile, top) for tile in rows]  # at once: each added is checked with all before it
    _marks(figure, rows, top)
    _legend(figure, words, any(t.unit for t in rows))
    return figure


def _share(tile: Tile, top: float) -> float | None:
    return None if not tile.value else min(1.0, tile.value / top) ** POWER


def _y(tile: Tile) -> float:
    return UNIT_ROW if tile.unit else tile.row


def _square(tile: Tile, top: float) -> dict[str, Any]:
    fill = shade(_share(tile, top))
    edge = "#9AA8B6" if not tile.value else (PRIMARY if tile.unit else fill)
    line = {"color": edge, "width": 1, "dash": "dot" if tile.unit or not tile.value else "solid"}
    x, y = tile.column, _y(tile)
    place = {"x0": x - 0.47, "x1": x + 0.47, "y0": y - 0.46, "y1": y + 0.46}
    return {"type": "rect", "fillcolor": fill, "line": line, "layer": "below"} | place


def _marks(figure: go.Figure, rows: Sequence[Tile], top: float) -> None:
    def text(tile: Tile) -> str:
        ink = ink_on(shade(_share(tile, top))) if tile.value else MUTED
        value = tile.text
        name = f"<span style='font-size:{_size(tile.name)}px'>{tile.name}</span>"
        return f"<span style='color:{ink}'>{name}<br><span style='font-size:11px'>{value}</span></span>"

    figure.add_scatter(
        x=[t.column for t in rows],
        y=[_y(t) for t in rows],
        text=[text(t) for t in rows],
        mode="markers+text",
        marker={"symbol": "square", "size": 34, "opacity": 0},
        textfont={"size": 12},
        customdata=[[t.key, t.words] for t in rows],
        hovertemplate="%{customdata[1]}<extra></extra>",
    )


def _size(name: str) -> int:
    """The type size at which a name fits its tile."""
    width = sum(12 if ord(c) > 0x2E7F else 6.6 for c in name)
    return 12 if width <= ROOM else max(8, int(12 * ROOM / width))


def _legend(figure: go.Figure, words: Words, units: bool) -> None:
    for i, colour in enumerate(SEQUENCE[1::2]):
        figure.add_shape(
            type="rect", x0=-0.45 + i * 0.42, x1=-0.03 + i * 0.42, y0=0, y1=0.22, fillcolor=colour, line={"width": 0}
        )
    figure.add_shape(
        type="rect", x0=2.1, x1=2.5, y0=-0.05, y1=0.27, fillcolor="#fff", line={"color": LINE, "dash": "dot"}
    )
    notes = [
        (-0.47, -0.22, words.measure, "left"),
        (-0.45, 0.42, words.less, "left"),
        (1.7, 0.42, words.more, "right"),
        (2.6, 0.11, words.missing, "left"),
    ]
    if units:
        notes.append((1.6, UNIT_ROW, words.units, "left"))
    for x, y, text, side in notes:
        figure.add_annotation(x=x, y=y, text=text, showarrow=False, xanchor=side, font={"size": 11, "color": MUTED})
