"""The head of a board: its title, the other boards, and what can be chosen and taken away."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape as e

import streamlit as st

from forms.text import Text
from pages.context import actor, lang, office, say, t
from pages.parts import address, board_open, dates, html
from pages.parts.board_menu import titled
from pages.parts.board_shown import CAMPAIGN, chosen
from pages.parts.board_text import key_of
from pages.parts.books import XLSX, taken
from pages.parts.build_state import begin
from pages.parts.picture import fits_paper, print_buttons
from workflows.address import FIRST
from workflows.boards import drafting
from workflows.boards.drafting import Draft
from workflows.boards.evaluate import DrawnBoard
from workflows.boards.export import export
from workflows.boards.offered import Offered
from workflows.campaigns import entered


def draw_head(boards: Sequence[Offered], shown: DrawnBoard | None) -> None:
    """Title and grey line at the left, choices at the right."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="board_head"):
        with st.container(width="stretch", gap=None, key="board_title"):
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
                title = say(shown.board.title) if shown else t("shell.page.board")
                st.html(f'<header class="head"><h1>{e(title)}</h1></header>', width="content")
                _others(boards)
            if shown is not None:
                note = t("board.page.note", on=dates.heading(shown.on, lang()), scope=say(shown.called))
                st.html(html.muted(note))
        if shown is not None:
            _scope(shown)
            _day(shown)
            _campaigns(shown)
            _exports(shown)


def _others(boards: Sequence[Offered]) -> None:
    """The other boards, and the way to a new one."""
    current = chosen(list(boards))
    box = st.container(width="content", key="board_others")
    with box, st.popover(t("board.page.others"), icon=":material/unfold_more:", type="tertiary"):
        for of in boards:
            st.button(
                say(of.title), key=f"board_{key_of(of.name)}", type="tertiary", disabled=of == current,
                icon=":material/check:" if of == current else ":material/monitoring:",
                on_click=open_board, args=(of.name,), help=say(of.board.about) if of.board.about else None,
            )  # fmt: skip
        _own(current)


def _own(current: Offered | None) -> None:
    """A board of one's own: a new one, a copy, or this one."""
    st.html('<hr class="thin">')
    if (
        current is not None
        and current.mine
        and st.button(t("build.edit"), key="board_change", type="tertiary", icon=":material/edit:")
    ):
        board_open.leave("board_edit", board=current.name)
    st.button(t("build.new"), key="board_new", type="tertiary", icon=":material/add:", on_click=begin)
    for draft in _drafts():
        called = t("build.draft", title=say(draft.board.title))
        if st.button(called, key=f"board_draft_{draft.key}", type="tertiary", icon=":material/edit_note:"):
            board_open.leave("board_edit", board=draft.key)
    if current is not None:
        st.button(
            t("build.copy_board"), key="board_copy", type="tertiary", icon=":material/content_copy:", on_click=begin,
            args=(current.board,),
        )  # fmt: skip


def _drafts() -> list[Draft]:
    """Boards that were changed and not saved."""
    with office().db.read() as session:
        return drafting.begun(session, actor())


def open_board(name: str) -> None:
    """Puts another board into the address; what was chosen on the old one stays with it."""
    kept = {k: v for k, v in address.given().items() if k in ("on", "scope")}
    address.write({**kept, "board": name})
    board_open.close()


def _scope(shown: DrawnBoard) -> None:
    codes = [*([""] if shown.whole else []), *(p.code for p in shown.scopes)]
    names = {"": say(shown.whole_called), **{p.code: say(p.title) for p in shown.scopes}}
    if len(codes) > 1:
        st.session_state["board_scope"] = shown.scope
        st.selectbox(
            t("board.page.scope"), codes, format_func=lambda c: names[c], width=150, key="board_scope",
            on_change=choose, args=("scope", "board_scope"),
        )  # fmt: skip


def _day(shown: DrawnBoard) -> None:
    st.session_state["board_on"] = shown.on
    st.date_input(
        t("board.page.on"), min_value=FIRST, max_value=shown.today, format="YYYY-MM-DD", width=140, key="board_on",
        on_change=choose, args=("on", "board_on"),
    )  # fmt: skip


def _campaigns(shown: DrawnBoard) -> None:
    """For each procedure that has campaigns the one that is looked at."""
    with office().db.read() as session:
        every = {p: entered(session, p) for p in shown.campaigns}
    for procedure, found in every.items():
        current = shown.campaigns[procedure]
        if current is None or len(found) < 2:
            continue
        names = {str(c.id): c.title for c in found}
        widget = f"campaign_{key_of(procedure)}"
        st.session_state[widget] = str(current.id)
        st.selectbox(
            t("board.page.campaign"), list(names), format_func=partial(_named, names), width=168, key=widget,
            on_change=choose, args=(f"{CAMPAIGN}{procedure}", widget),
        )  # fmt: skip


def _named(names: dict[str, Text], key_: str) -> str:
    return say(names[key_])


def choose(name: str, widget: str) -> None:
    """Puts a choice into the address; a list that is open belongs to the old one."""
    address.change(**{name: st.session_state[widget]})
    board_open.close()


def _exports(shown: DrawnBoard) -> None:
    with st.popover(t("board.page.how_all"), icon=":material/info:", key="board_how"):
        st.html(_how(shown))
    with st.popover(t("board.page.export"), icon=":material/download:", key="board_export", type="primary"):
        name = t("board.page.file", title=say(shown.board.title), on=shown.on.isoformat(), scope=say(shown.called))
        st.download_button(
            t("board.page.excel_all"), partial(_workbook, shown, lang()), f"{name}.xlsx", XLSX, type="tertiary",
            icon=":material/table:", on_click="ignore", key="board_xlsx",
        )  # fmt: skip
        print_buttons({p: t(f"board.page.print_{p}") for p in ("a4l", "a4p", "a3l")})
    fits_paper()


def _how(shown: DrawnBoard) -> str:
    """What is counted: of the whole board, and of each figure."""
    about = f"<p>{e(say(shown.board.about))}</p>" if shown.board.about else ""
    each = "".join(f"<dt>{e(titled(c.answer))}</dt><dd>{e(say(c.answer.how))}</dd>" for c in shown.charts)
    return f'<div class="how all">{about}<p>{e(t("board.page.how_note"))}</p><dl>{each}</dl></div>'


def _workbook(shown: DrawnBoard, language: str) -> bytes:
    return taken(export([c.answer for c in shown.charts], language))
