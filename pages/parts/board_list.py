"""The list behind a number: a dialog with the same figure, its 口径 and day, and what was counted."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.charts.table import draw_marks
from pages.context import say, t
from pages.parts import html
from pages.parts.board_members import draw_about, draw_list
from pages.parts.board_open import Opened, close, opened, turn_to
from pages.parts.board_pages import draw_page
from workflows.boards.figure import Card, Members

SHOWN = 10


def draw() -> None:
    """Draws the dialog if one is open; at the end of the page."""
    open_ = opened()
    if open_ is not None:
        st.dialog(t("board.list.title"), width="large", on_dismiss=close)(_content)(open_)


def _content(open_: Opened) -> None:
    how = f"<p>{e(say(open_.how))}</p>" if open_.how is not None else ""
    st.html(f'<div class="fig"><h3>{e(open_.title)}</h3><p>{e(say(open_.note))}</p>{how}</div>')
    if open_.of is None:
        st.html(html.empty(t("board.page.closed"), t("board.page.closed_note")))
    elif isinstance(open_.of, Card):
        pressed = draw_marks(open_.of, "board_marks")
        if pressed is not None:
            turn_to(pressed)
    elif not isinstance(open_.of, Members):
        draw_page(open_.of, "board_list", SHOWN, (t("board.list.none"), t("board.list.none_note")), "primary")
    elif open_.of.missing is None:
        draw_about(open_.of)
    else:
        draw_list(open_.of, open_.note)
