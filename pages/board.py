"""看板: a board as of a day, for a scope; every number opens the list of what it counts."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.parts import board_list, board_open, html
from pages.parts.ask import for_role
from pages.parts.board_draw import draw_part
from pages.parts.board_head import draw_head
from pages.parts.board_shown import offered, shown
from pages.parts.board_text import sentence
from pages.parts.told import told


def page() -> None:
    begun = st.session_state.pop("_build_go", None)
    if begun is not None:
        board_open.leave("board_edit", board=begun)
    boards = offered()
    found = shown(boards)
    draw_head(boards, found)
    told("build")
    if found is None or not found.parts:
        with st.container(border=True, key="card_nothing"):
            st.html(html.empty(t("board.page.nothing"), t("board.page.nothing_note", how=for_role())))
        return
    if found.sentence:
        st.html(sentence(found.sentence))
    for part in found.parts:
        draw_part(part)
    board_list.draw()


page()
