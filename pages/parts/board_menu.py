"""The … menu of a figure: 口径, its marks as a table, the list behind it, and the exports."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import lang, say, t
from pages.parts import board_open
from pages.parts.books import XLSX, taken
from pages.parts.picture import picture
from workflows.boards.export import export
from workflows.boards.figure import Answer, Card, Roll, Table


def menu(name: str, of: Answer, drawn: bool) -> None:
    """What can be done with one figure; a picture only of what is `drawn`."""
    key = f"menu_{board_open.menus()}_{name}"
    with st.popover("", icon=":material/more_horiz:", type="tertiary", key=key, help=t("board.page.menu")):
        st.html(f'<div class="how"><b>{e(t("board.page.how"))}</b>{e(say(of.how))}</div>')
        if (
            isinstance(of, Card)
            and _has_marks(of)
            and _button("board.page.marks", "format_list_numbered", f"marks_{name}")
        ):
            board_open.show_marks(titled(of), of)
        if not of.closed and _button("board.page.all", "list", f"all_{name}"):
            board_open.show_all(titled(of), of)
        st.download_button(
            t("board.page.excel"), partial(_workbook, of, lang()), f"{titled(of)}.xlsx", XLSX, type="tertiary",
            icon=":material/table:", on_click="ignore", key=f"xlsx_{name}",
        )  # fmt: skip
        if drawn and isinstance(of, Card):
            labels = {"png": t("board.page.png"), "svg": t("board.page.svg")}
            picture(name, titled(of), say(of.note), labels)


def _has_marks(of: Card) -> bool:
    return of.missing is None and not isinstance(of, (Roll, Table))


def _button(words: str, icon: str, key: str) -> bool:
    return st.button(t(words), type="tertiary", icon=f":material/{icon}:", key=key)


def titled(of: Answer) -> str:
    """What a figure is called outside of its card."""
    if isinstance(of, Card):
        return say(of.title)
    return t("board.page.mark", name=of.label, value=board_open.in_words(of.value), unit=of.unit)


def _workbook(of: Answer, language: str) -> bytes:
    """Made when it is asked for; who asks has no run of their own then."""
    return taken(export([of], language))
