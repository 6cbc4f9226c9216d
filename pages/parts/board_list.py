"""The list behind a number: a dialog with exactly what was counted, and the way to the full list."""

from __future__ import annotations

import streamlit as st

from forms.text import Message
from pages.context import say, t
from pages.parts import html
from pages.parts.board_members import draw_about, draw_list
from pages.parts.board_open import close, opened
from pages.parts.board_pages import draw_page
from workflows.boards.figure import Listing, Members

SHOWN = 20


def draw() -> None:
    """Draws the dialog if one is open; at the end of the page."""
    open_ = opened()
    if open_ is not None:
        title, note, of = open_
        st.dialog(title, width="large", on_dismiss=close)(_content)(note, of)


def _content(note: Message, of: Listing) -> None:
    if not isinstance(of, Members):
        st.html(html.muted(say(note)))
        draw_page(of, "board_list", SHOWN, (t("board.list.none"), t("board.list.none_note")), "primary")
    elif of.missing is None:
        draw_about(of)
    else:
        draw_list(of, note)
