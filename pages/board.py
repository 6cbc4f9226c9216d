"""看板: how things stand on a day, for a scope; every number opens the list of what it counts."""

from __future__ import annotations

from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import address, board_list, dates, html
from pages.parts.ask import for_role
from pages.parts.board_cards import number_card, taken
from pages.parts.board_sections import CAMPAIGN, MEASURE, choose, draw_cases, draw_register
from pages.parts.picture import print_button
from workflows.address import FIRST
from workflows.boards.board import Board, board, change
from workflows.boards.export import cards_of, export, numbers_of
from workflows.boards.figure import Number

ACROSS = 6  # numbers in one row
_OPEN, _CLOSE = "\ue000", "\ue001"


def page() -> None:
    shown = board(
        office(), actor(), now(), on=address.day("on"), scope=address.word("scope"), campaigns=_chosen(CAMPAIGN),
        measures=_chosen(MEASURE),
    )  # fmt: skip
    _head(shown)
    if not shown.registers and not shown.sections:
        with st.container(border=True, key="card_nothing"):
            st.html(html.empty(t("board.page.nothing"), t("board.page.nothing_note", how=for_role())))
        return
    st.html(_sentence(shown))
    _numbers(shown)
    for of in shown.registers:
        draw_register(of, shown)
    for section in shown.sections:
        draw_cases(section, shown)
    board_list.draw()


def _chosen(prefix: str) -> dict[str, str]:
    """What the address says for each procedure."""
    return {k.removeprefix(prefix): v for k, v in address.given().items() if k.startswith(prefix)}


def _head(shown: Board) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="board_head"):
        note = t("board.page.note", on=dates.heading(shown.on, lang()), scope=say(shown.called))
        st.html(html.head(t("shell.page.board"), note=note), width="stretch")
        if shown.registers or shown.sections:
            _choices(shown)
            _exports(shown)


def _choices(shown: Board) -> None:
    codes = [*([""] if shown.whole else []), *(p.code for p in shown.scopes)]
    names = {"": say(shown.whole_called), **{p.code: say(p.title) for p in shown.scopes}}
    if len(codes) > 1:
        st.session_state["board_scope"] = shown.scope
        st.selectbox(
            t("board.page.scope"), codes, format_func=lambda c: names[c], width=168, key="board_scope",
            on_change=choose, args=("scope", "board_scope"),
        )  # fmt: skip
    st.session_state["board_on"] = shown.on
    st.date_input(
        t("board.page.on"), min_value=FIRST, max_value=shown.today, format="YYYY-MM-DD", width=148, key="board_on",
        on_change=choose, args=("on", "board_on"),
    )  # fmt: skip


def _exports(shown: Board) -> None:
    with st.popover(t("board.page.how_all"), icon=":material/info:"):
        st.html(f'<div class="how"><b>{e(t("board.page.how"))}</b>{e(t("board.page.how_note"))}</div>')
    name = t("board.page.file", on=shown.on.isoformat(), scope=say(shown.called))
    st.download_button(
        t("board.page.excel"), partial(_workbook, shown, lang()), f"{name}.xlsx",
        icon=":material/download:", on_click="ignore", key="board_xlsx",
    )  # fmt: skip
    with st.container(width="content", key="board_print"):
        print_button(t("board.page.print"))


def _workbook(shown: Board, language: str) -> bytes:
    return taken(export(cards_of(shown), numbers_of(shown), language))


def _sentence(shown: Board) -> str:
    """The state of it all, numbers bold, what is late red."""
    parts = []
    for clause in shown.sentence:
        words = e(say(_marked(clause.says))).replace(_OPEN, "<b>").replace(_CLOSE, "</b>")
        parts.append(f'<span class="late">{words}</span>' if clause.bad else words)
    return f'<p class="sentence">{t("board.page.pause").join(parts)}{t("board.page.stop")}</p>'


def _marked(says: Message) -> Message:
    """The same with its numbers between marks that no text holds."""
    return Message(says.code, {k: _mark(v) for k, v in says.data.items()})


def _mark(value: Any) -> Any:
    if isinstance(value, Message):
        return _marked(value)
    number = isinstance(value, int) or (isinstance(value, str) and value.replace(",", "").isdecimal())
    return f"{_OPEN}{value}{_CLOSE}" if number else value


def _numbers(shown: Board) -> None:
    found = numbers_of(shown)
    for start in range(0, len(found), ACROSS):
        some = found[start : start + ACROSS]
        for column, number in zip(st.columns(len(some), gap="small"), some, strict=True):
            with column:
                number_card(number, _change(number))


def _change(number: Number) -> Message | None:
    return None if number.change is None else change(number.change, number.unit)


page()
