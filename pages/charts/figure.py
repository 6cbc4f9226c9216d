"""One number: large, its change against another period, a line of the last months, and what it counts."""

from __future__ import annotations

from html import escape as e
from urllib.parse import quote

import streamlit as st

from pages.charts.kind import Kind, add
from pages.charts.look import BAD, MUTED, PRIMARY, number
from pages.charts.wording import value
from pages.context import lang, say, t
from pages.parts import board_open
from pages.parts.board_menu import menu, titled
from pages.parts.html import whole_dates
from workflows.boards.figure import Number

WIDE = 14  # characters of a number with its unit; without it where that is more
_EVEN = 'vector-effect="non-scaling-stroke"'


@add
class Figure(Kind[Number]):
    id = "figure"
    icon = "looks_one"
    shapes = (Number,)
    place = 10
    framed = False

    def height(self, of: Number) -> int:
        return 0

    def show(self, of: Number, key: str, height: int) -> None:
        name = f"card_num_{key}"
        with st.container(border=True, key=name, height="stretch", gap=None):
            with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"row_{name}"):
                st.html(f'<p class="numlabel">{e(say(of.label))}</p>', width="stretch")
                menu(name, of, False)
            _number(of, name, key)
            st.html(_below(of))


def _number(of: Number, name: str, key: str) -> None:
    if of.missing is not None:
        st.html('<p class="nonumber">—</p>')
        return
    with st.container(key=f"big_{'bad' if of.bad and of.value else 'on'}_{key}"):
        if st.button(_value(of), type="tertiary", key=f"open_{name}", help=say(of.note), disabled=of.closed):
            board_open.show_number(titled(of), of)


def _value(of: Number) -> str:
    if of.of is not None:
        return f"{of.value:,} / {of.of:,}"
    words = value(of, of.value, unit=True)
    return words if len(words) <= WIDE else number(of.value, lang=lang())


def _below(of: Number) -> str:
    if of.missing is not None:
        return (
            f'<div class="numbelow"><small>{e(say(of.missing))}</small><small>{whole_dates(say(of.note))}</small></div>'
        )
    share = f'<progress max="{of.of}" value="{of.value}"></progress>' if of.of and not of.line else ""
    doubts = "".join(f'<small class="doubt">{e(say(d))}</small>' for d in of.doubts)
    return (
        f'<div class="numbelow">{_chip(of)}{share}{_line(of)}<small>{whole_dates(say(of.note))}</small>{doubts}</div>'
    )


def _chip(of: Number) -> str:
    """How it changed: growth is blue, a fall is grey, red only what is worse."""
    if of.change is None:
        return '<span class="chip none"></span>'
    than = say(of.compared) if of.compared else t("chart.last_month")
    if not of.change:
        return f'<span class="chip idle">{e(t("chart.same", than=than))}</span>'
    tone = "idle" if of.change < 0 else "bad" if of.bad else ""
    by = of.change if of.change > 0 else -of.change
    unit = t("chart.points") if of.unit.zh == "%" else of.unit.of(by, lang())
    words = t("chart.change", by=number(by, unit, lang()), than=than)
    return f'<span class="chip {tone}">{"↑" if of.change > 0 else "↓"} {e(words)}</span>'


def _line(of: Number) -> str:
    """The last months as an image, with its ends told in words for those who cannot see it."""
    if len(of.line) < 2:
        return '<span class="spark"></span>'
    words = t("board.page.line", first=of.line[0], last=of.line[-1])
    low, high = float(min(of.line)), float(max(of.line))
    step, span = 200 / (len(of.line) - 1), (high - low) or 1
    points = " ".join(f"{i * step:.1f},{36 - 30 * (float(v) - low) / span:.1f}" for i, v in enumerate(of.line))
    colour = BAD if of.bad and of.value else MUTED if of.change is not None and of.change < 0 else PRIMARY
    line = f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2" {_EVEN}/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40" preserveAspectRatio="none">{line}</svg>'
    return f'<img class="spark" alt="{e(words)}" src="data:image/svg+xml,{quote(svg)}">'
