"""One figure as a card: what it shows, what is counted, the chart, and the menu with 口径 and exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from html import escape as e
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from forms.text import Message
from pages.charts.look import config
from pages.charts.look import number as amount
from pages.context import lang, say, t
from pages.parts import board_open
from pages.parts.board_charts import spark
from pages.parts.picture import picture
from workflows.boards.export import export
from workflows.boards.figure import Card, Mark, Members, Number

WIDE = 14  # characters of a number with its unit; without it where that is more
_UNSAFE = re.compile(r"[^A-Za-z0-9]+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


def key_of(name: str) -> str:
    """The id of a figure as part of a CSS class: keys of definitions may be Chinese."""
    return _UNSAFE.sub("_", name.encode("unicode_escape").decode("ascii"))


@contextmanager
def card(of: Card, *, chart: bool = True, told: bool = True) -> Iterator[None]:
    """The frame of a figure; what is drawn inside stands below its title. What is not told has no list either."""
    name = f"card_{key_of(of.id)}"
    with st.container(border=True, key=name, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="top", gap="xsmall", key=f"row_{name}"):
            st.html(_title(of.title, of.note), width="stretch")
            if told:
                menu(name, of, chart)
        yield


def _title(title: Message, note: Message) -> str:
    return f'<div class="fig"><h3>{e(say(title))}</h3><p>{_whole_dates(say(note))}</p></div>'


def _whole_dates(words: str) -> str:
    """Escaped words in which no date is broken over two lines."""
    return _DATE.sub(r"<nobr>\g<0></nobr>", e(words))


def menu(name: str, of: Card, chart: bool) -> None:
    """口径, the list, and the exports of one figure."""
    key = f"menu_{board_open.menus()}_{name}"
    with st.popover("", icon=":material/more_horiz:", type="tertiary", key=key, help=t("board.page.menu")):
        st.html(f'<div class="how"><b>{e(t("board.page.how"))}</b>{e(say(of.how))}</div>')
        if st.button(t("board.page.all"), type="tertiary", icon=":material/list:", key=f"all_{name}"):
            board_open.show_all(say(of.title), of.note, of.listing)
        st.download_button(
            t("board.page.excel"), partial(_workbook, of, lang()), f"{say(of.title)}.xlsx", _XLSX, type="tertiary",
            icon=":material/table:", on_click="ignore", key=f"xlsx_{name}",
        )  # fmt: skip
        if chart:
            labels = {"png": t("board.page.png"), "svg": t("board.page.svg")}
            picture(name, say(of.title), say(of.note), labels)


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _workbook(of: Card, language: str) -> bytes:
    """Made when it is asked for; who asks has no run of their own then."""
    return taken(export([of], lang=language))


def taken(path: Path) -> bytes:
    """The bytes of a temporary file, which is then removed."""
    try:
        return path.read_bytes()
    finally:
        path.unlink()


def plot(of: Card, figure: go.Figure, pick: Any) -> None:
    """The chart; a click on a mark opens the list of what it counts. `pick(key)` gives the mark of a chart's key."""
    run = board_open.run()
    shown = st.plotly_chart(
        figure, key=f"plot_{key_of(of.id)}_{run}", theme=None, on_select="rerun", selection_mode="points",
        config=config(lang()),
    )  # fmt: skip
    points: Any = shown.selection.points if shown and "selection" in shown else []
    if points and not board_open.opened():
        found = pick(_key(points[0].get("customdata")))
        if found is not None:
            open_mark(of, found)


def _key(data: Any) -> str:
    """The key of a mark: `in/2026-11` for one of a movement, which carries its direction first."""
    values = list(data.values()) if isinstance(data, dict) else list(data or [""])
    return f"{values[0]}/{values[1]}" if values[0] in ("in", "out") else str(values[0])


def open_mark(of: Card, mark: Mark) -> None:
    """The list of one mark; for somebody who has not declared, how they stand."""
    if isinstance(mark.listing, Members):
        title = t("board.page.missing", name=mark.label)
    else:
        title = t("board.page.mark", name=mark.label, value=f"{mark.value:,}" if mark.known else "—", unit=of.unit)
    board_open.show(title, of.note, mark.listing)


def number_card(of: Number, change: Message | None) -> None:
    """A number with its change and its line; a click on it opens what it counts."""
    name = f"card_num_{key_of(of.id)}"
    with st.container(border=True, key=name, height="stretch", gap=None):
        with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"row_{name}"):
            st.html(f'<p class="numlabel">{e(say(of.label))}</p>', width="stretch")
            _number_menu(name, of)
        with st.container(key=f"big_{'bad' if of.bad else 'on'}_{key_of(of.id)}"):
            if st.button(_value(of), type="tertiary", key=f"open_{name}", help=say(of.note)):
                board_open.show(_titled(of), of.note, of.listing)
        st.html(_below(of, change))


def _number_menu(name: str, of: Number) -> None:
    key = f"menu_{board_open.menus()}_{name}"
    with st.popover("", icon=":material/more_horiz:", type="tertiary", key=key, help=t("board.page.menu")):
        st.html(f'<div class="how"><b>{e(t("board.page.how"))}</b>{e(say(of.how))}</div>')
        if st.button(t("board.page.all"), type="tertiary", icon=":material/list:", key=f"all_{name}"):
            board_open.show_all(_titled(of), of.note, of.listing)


def _titled(of: Number) -> str:
    return t("board.page.mark", name=of.label, value=f"{of.value:,}", unit=of.unit)


def _value(of: Number) -> str:
    if of.of is not None:
        return f"{of.value:,} / {of.of:,}"
    words = amount(of.value, of.unit.of(of.value, lang()), lang())
    return words if len(words) <= WIDE else amount(of.value, lang=lang())


def _below(of: Number, change: Message | None) -> str:
    tone = "bad" if of.bad else "idle" if (of.change or 0) <= 0 else ""
    mark = "" if not of.change else "↑ " if of.change > 0 else "↓ "
    chip = f'<span class="chip {tone}">{e(mark + say(change))}</span>' if change else ""
    line = spark(of.line, t("board.page.line", first=of.line[0], last=of.line[-1])) if of.line else ""
    share = f'<progress max="{of.of}" value="{of.value}"></progress>' if of.of else ""
    return f'<div class="numbelow"><small>{_whole_dates(say(of.note))}</small>{share}{chip}{line}</div>'
