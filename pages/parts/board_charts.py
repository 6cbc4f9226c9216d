"""Figures as pictures: which chart a figure becomes, and the small line beneath a number."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from html import escape
from urllib.parse import quote

import plotly.graph_objects as go

from forms.text import Text
from pages.charts.bars import Bar, bars
from pages.charts.look import PRIMARY, number
from pages.charts.months import Month, in_and_out
from pages.charts.tiles import Tile, Words, tiles
from pages.context import lang, say, t
from pages.parts import dates
from workflows.boards.figure import Figure, Mark, Members, Movement
from workflows.boards.scope import Place

_EVEN = 'vector-effect="non-scaling-stroke"'
MOST = 16  # bars in one chart; the others are put together


def bar_chart(figure: Figure, marks: Sequence[Mark], strong: Collection[str], height: int | None = None) -> go.Figure:
    """Bars in the order of the marks; those that the title speaks of are dark."""
    return bars([_bar(m, figure, m.key in strong) for m in marks], height)


def _bar(mark: Mark, figure: Figure, strong: bool) -> Bar:
    words = number(mark.value, lang=lang()) if mark.known else "—"
    if mark.part:
        words = t("board.page.part", value=words, late=mark.part)
    return Bar(mark.key, short(say(mark.label)), mark.value, words, strong, mark.part)


def short(label: str) -> str:
    """A label that leaves room for the bars."""
    limit = 14 if lang() == "zh" else 20
    return label if len(label) <= limit else f"{label[: limit - 1]}…"


def tile_chart(figure: Figure, places: Sequence[Place], height: int, told: bool) -> go.Figure:
    """Every district of the scope at its place, those without a value dotted; `told` if one knows who is missing."""
    words = Words(
        t("board.page.tile_measure", unit=say(figure.unit)), t("board.page.less"), t("board.page.more"),
        t("board.page.tile_missing" if told else "board.page.tile_none"), t("board.page.tile_units"),
    )  # fmt: skip
    marked = ((p, figure.mark(p.code)) for p in places if p.column is not None and p.row is not None)
    return tiles([_tile(p, m, figure.unit) for p, m in marked if m], words, height)


def _tile(place: Place, mark: Mark, unit: Text) -> Tile:
    none = t("board.page.tile_missing") if isinstance(mark.listing, Members) else "—"
    value = mark.value if mark.known else None
    words = f"{say(place.title)}　{none if value is None else number(value, unit.of(value, lang()), lang())}"
    return Tile(place.code, _tile_name(place), place.column or 0, place.row or 0, value, words, place.unit, none)


def _tile_name(place: Place) -> str:
    if lang() == "zh":
        return place.short
    return place.title.say("en").removeprefix("Chongqing ").split(" ")[0]


def month_chart(moved: Movement, height: int) -> go.Figure:
    """What came in above, what went out below."""
    months = [
        Month(came.key, dates.month(came.key, lang()), came.value, went.value)
        for came, went in zip(moved.came, moved.went, strict=True)
    ]
    return in_and_out(months, t("board.page.came"), t("board.page.went"), height)


def spark(values: Sequence[int], label: str) -> str:
    """A line of the last months as an image, with its ends told in words for those who cannot see it."""
    low, high = min(values), max(values)
    step, span = 200 / max(1, len(values) - 1), (high - low) or 1
    points = " ".join(f"{i * step:.1f},{36 - 30 * (v - low) / span:.1f}" for i, v in enumerate(values))
    line = f'<polyline points="{points}" fill="none" stroke="{PRIMARY}" stroke-width="2" {_EVEN}/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" preserveAspectRatio="none">{line}</svg>'
    return f'<img class="spark" alt="{escape(label)}" src="data:image/svg+xml,{quote(svg)}">'
