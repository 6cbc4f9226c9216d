"""The parts of the board: a register, and a procedure with its campaign."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from html import escape as e

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.parts import address, board_open, html
from pages.parts.board_cards import card, key_of, open_mark, plot
from pages.parts.board_charts import MOST, bar_chart, month_chart, tile_chart
from pages.parts.board_members import draw_lines
from pages.parts.table import Column, table
from workflows.boards.board import ALL, Board, Section
from workflows.boards.cases import CaseBoard
from workflows.boards.figure import Figure, Mark
from workflows.boards.places import measures
from workflows.boards.registers import RegisterBoard
from workflows.boards.shares import leading

ROW, TALL, LINE = 268, 430, 40
CAMPAIGN, MEASURE = "c_", "m_"  # prefixes of what the address says for a procedure


def draw_register(of: RegisterBoard, shown: Board) -> None:
    """What came in and went out, by what, and where."""
    st.html(f'<h2 class="part">{e(say(of.of.register.called))}</h2>')
    figures = [*of.counted, *([of.district] if of.district and len(shown.places) > 1 else [])]
    columns = st.columns([1.25, *(1.0 for _ in figures)], gap="small")
    with columns[0], card(of.movement):
        plot(of.movement, month_chart(of.movement, ROW), of.movement.mark)
    for column, figure in zip(columns[1:], figures, strict=True):
        with column:
            _ranking(figure, most=9)


def _ranking(figure: Figure, most: int = MOST, height: int | None = None) -> None:
    """The highest marks; the others are one bar that opens the list of them all."""
    marks = [m for m in figure.marks if m.value]
    with card(figure, chart=bool(marks)):
        if not marks:
            st.html(html.empty(t("board.page.empty"), t("board.page.empty_note")))
            return
        plot(figure, bar_chart(figure, marks[:most], leading(figure.marks), height), figure.mark)
        _rest(figure, marks[most:])


def _rest(figure: Figure, rest: Sequence[Mark]) -> None:
    """One line for the marks that have no bar; it opens their common list."""
    codes = tuple(c for m in rest for c in m.listing.districts)
    if not codes:
        return
    value = sum(m.value for m in rest)
    words = t("board.page.rest", count=len(rest), value=f"{value:,}", unit=figure.unit)
    if st.button(words, type="tertiary", key=f"rest_{key_of(figure.id)}"):
        label = Text(zh=words)
        open_mark(figure, Mark("rest", label, value, replace(figure.listing, districts=codes)))


def draw_cases(section: Section, shown: Board) -> None:
    """The declarations by district, who is missing, and where the cases are."""
    of = section.board
    _heading(section)
    if len(shown.places) > 1:
        left, middle, right = st.columns([1.3, 0.95, 1], gap="small")
        with left, card(of.map):
            plot(of.map, tile_chart(of.map, shown.places, TALL, of.members is not None), of.map.mark)
        with middle:
            _ranking(of.districts, height=TALL)
        with right:
            _missing(of)
    elif of.members is not None:
        _missing(of)
    columns = st.columns(3, gap="small")
    with columns[0]:
        _bars(of.stages, of.open_stages)
    with columns[1]:
        _bars(of.states, {m.key for m in of.states.marks})
    with columns[2]:
        _holders(of.holders)


def _heading(section: Section) -> None:
    procedure, of = section.bundle.procedure, section.board
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"part_{key_of(procedure.id)}"):
        st.html(f'<h2 class="part">{e(say(procedure.title))}</h2>', width="stretch")
        _measures(of)
        if section.campaigns:
            _campaigns(section)


def _measures(of: CaseBoard) -> None:
    """Which measure the map and the ranking show."""
    procedure, titles = of.bundle.procedure, measures(of.bundle.procedure)
    if len(titles) > 1:
        widget = f"measure_{procedure.id}"
        st.session_state[widget] = of.measure
        st.segmented_control(
            t("board.page.measure"), list(titles), format_func=lambda n: say(titles[n]), key=widget,
            label_visibility="collapsed", required=True, on_change=choose, args=(f"{MEASURE}{procedure.id}", widget),
        )  # fmt: skip


def _campaigns(section: Section) -> None:
    procedure, chosen = section.bundle.procedure.id, section.board.campaign
    ids = [*(str(c.id) for c in section.campaigns), ALL]
    names = {str(c.id): say(c.title) for c in section.campaigns} | {ALL: t("board.every_campaign")}
    widget = f"campaign_{procedure}"
    st.session_state[widget] = str(chosen.id) if chosen else ALL
    st.selectbox(
        t("board.page.campaign"), ids, format_func=lambda i: names[i], key=widget, label_visibility="collapsed",
        width=240, on_change=choose, args=(f"{CAMPAIGN}{procedure}", widget),
    )  # fmt: skip


def choose(name: str, widget: str) -> None:
    """Puts a choice into the address; a list that is open belongs to the old one."""
    address.change(**{name: st.session_state[widget]})
    board_open.close()


def _bars(figure: Figure, strong: Collection[str]) -> None:
    """Bars in the order of the definition, zero included."""
    with card(figure):
        if not figure.total:
            st.html(html.empty(t("board.page.empty"), t("board.page.empty_note")))
            return
        height = max(150, 32 * len(figure.marks) + 16)
        plot(figure, bar_chart(figure, figure.marks, strong, height), figure.mark)


def _holders(figure: Figure) -> None:
    """Who has how many on the desk, all of them."""
    with card(figure, chart=False):
        if not figure.marks:
            st.html(html.empty(t("board.page.no_open"), t("board.page.no_open_note")))
            return
        columns = [Column("who", t("board.page.who")), Column("count", t("board.page.count"), "num", "84px")]
        rows = [{"id": m.key, "who": say(m.label), "count": f"{m.value:,}"} for m in figure.marks]
        with st.container(height=226, border=False, key=f"scroll_{key_of(figure.id)}"):
            pressed = table(f"holders_{key_of(figure.id)}", columns, rows, say(figure.title)).opened
        found = figure.mark(pressed or "")
        if found is not None:
            open_mark(figure, found)


def _missing(of: CaseBoard) -> None:
    """Who has not declared, late ones first."""
    roll = of.roll
    with card(roll, chart=False, told=roll.lines is not None):
        if roll.lines is None:
            st.html(html.empty(t("board.page.not_told"), t("board.page.not_told_note")))
        elif not roll.lines:
            st.html(html.empty(t("board.page.all_in"), t("board.page.all_in_note")))
        else:
            height, key = min(TALL + LINE, 60 + LINE * len(roll.lines)), f"missing_{key_of(roll.id)}"
            with st.container(height=height, border=False, key=f"scroll_{key}"):
                draw_lines(key, roll.lines, roll.note)
