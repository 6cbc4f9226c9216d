"""The parts of a board: rows of cards of equal height, each drawn by its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from html import escape as e
from typing import Any

import streamlit as st

from pages.charts.bar import drawn
from pages.charts.kind import Kind, kind_of
from pages.context import say, t
from pages.parts import board_open, html
from pages.parts.board_menu import menu, titled
from pages.parts.board_text import key_of, title
from workflows.boards.figure import Card, Drawn, Figure, Part, Roll

WHOLE = 12  # a row, in twelfths of the page


def draw_part(part: Part, beside: Callable[[], None] | None = None) -> None:
    """A heading, with choices `beside` it, and its charts in rows."""
    if part.title is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"part_{_part_key(part)}"):
            st.html(f'<h2 class="part">{e(say(part.title))}</h2>', width="stretch")
            if beside is not None:
                beside()
    for row in rows(part.charts):
        with st.container(key=f"cards_{key_of(row[0].id)}"):
            draw_row(row)


def _part_key(part: Part) -> str:
    return key_of(part.charts[0].id) if part.charts else "none"


def rows(charts: Sequence[Drawn]) -> Iterator[list[Drawn]]:
    """Charts in rows that are at most full."""
    row: list[Drawn] = []
    for chart in charts:
        if row and sum(c.width for c in row) + chart.width > WHOLE:
            yield row
            row = []
        row.append(chart)
    if row:
        yield row


def draw_row(row: Sequence[Drawn]) -> None:
    """Cards beside each other, as wide as they say and all as high as the highest; a row is always full."""
    kinds = [kind_of(c.kind, c.answer) for c in row]
    height = max((k.height(c.answer) for k, c in zip(kinds, row, strict=True) if c.answer.missing is None), default=0)
    columns = st.columns([c.width for c in row], gap="small")
    for column, chart, kind in zip(columns, row, kinds, strict=True):
        with column:
            draw(chart, kind, height)


def draw(chart: Drawn, kind: Kind[Any], height: int) -> None:
    """One chart: in its card, or as it frames itself; one without an answer says why."""
    of, key = chart.answer, key_of(chart.id)
    if not kind.framed or not isinstance(of, Card):
        kind.show(of, key, height)
        return
    name = f"card_{key}"
    with st.container(border=True, key=name, height="stretch", gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="top", gap="xsmall", key=f"row_{name}"):
            st.html(title(of.title, of.note, of.doubts), width="stretch")
            if not (isinstance(of, Roll) and of.lines is None):
                menu(name, of, kind.picture)
        if of.missing is not None:
            st.html(html.empty(t("chart.cannot"), say(of.missing)))
        else:
            kind.show(of, key, height)
            _rest(of, kind, key, height)


def _rest(of: Card, kind: Kind[Any], key: str, height: int) -> None:
    """One line for the marks that have no bar."""
    left = len(of.marks) - drawn(of, height) if kind.id == "bar" and isinstance(of, Figure) else 0
    if left > 0 and st.button(t("chart.more", count=left), type="tertiary", key=f"rest_{key}"):
        board_open.show_marks(titled(of), of)
