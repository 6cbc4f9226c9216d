"""The charts of a board in their order: opened, moved, copied, taken away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.text import Text
from pages.charts.kind import known
from pages.context import t
from pages.parts import address, html
from pages.parts.board_text import key_of
from pages.parts.build_borrow import draw_borrow
from pages.parts.build_state import Editing, both, change, editing, keep, open_chart, words
from pages.parts.build_text import draw_text
from workflows.boards import arranging
from workflows.model.boards import Board, Chart, Section


def draw_outline(found: Editing) -> None:
    """Sections with their charts, and what can be added."""
    icons = {k.id: k.icon for k in known()}
    with st.container(border=True, key="card_build_outline"):
        st.html(html.section(t("build.outline"), t("build.outline_note")))
        for section in found.board.sections:
            _section(found, section)
            for chart in section.charts:
                _line(found, chart, icons)
            _add(found, section)
        with st.container(horizontal=True, gap="xsmall", key="build_more"):
            st.button(
                t("build.add_section"), key="build_add_section", type="tertiary", icon=":material/playlist_add:",
                on_click=change, args=(_with_section,),
            )  # fmt: skip
            draw_borrow(found)
        _sentence(found)


def _section(found: Editing, section: Section) -> None:
    if section.title is None and len(found.board.sections) == 1:
        return
    key = f"build_section_{key_of(section.id)}"
    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall"):
        draw_text(key, t("build.section_title"), section.title, partial(_retitle, section.id), most=40)
        if not section.charts and len(found.board.sections) > 1:
            st.button(
                "", key=f"{key}_gone", icon=":material/close:", type="tertiary", help=t("build.drop_section"),
                on_click=change, args=(partial(_without, section.id),),
            )  # fmt: skip


def _line(found: Editing, chart: Chart, icons: dict[str, str]) -> None:
    key, now_open = key_of(chart.id), found.chart is not None and found.chart.id == chart.id
    with st.container(horizontal=True, vertical_alignment="center", gap=None, key=f"build_line_{key}"):
        st.button(
            f"{words(chart, found.builder)}", key=f"build_open_{key}", icon=f":material/{icons[chart.kind]}:",
            type="secondary" if now_open else "tertiary", width="stretch", on_click=open_chart, args=(chart.id,),
        )  # fmt: skip
        for name, icon, edit in (
            ("up", "arrow_upward", partial(arranging.moved, id_=chart.id, by=-1)),
            ("down", "arrow_downward", partial(arranging.moved, id_=chart.id, by=1)),
            ("copy", "content_copy", partial(arranging.copied, id_=chart.id)),
            ("remove", "delete", partial(arranging.removed, id_=chart.id)),
        ):
            st.button(
                "", key=f"build_{name}_{key}", icon=f":material/{icon}:", type="tertiary", help=t(f"build.{name}"),
                on_click=change, args=(edit,),
            )  # fmt: skip


def _add(found: Editing, section: Section) -> None:
    st.button(
        t("build.add"), key=f"build_add_{key_of(section.id)}", icon=":material/add_chart:",
        type="primary" if not any(True for _ in found.board.charts) else "secondary", on_click=_added,
        args=(section.id,),
    )  # fmt: skip


def _added(section: str) -> None:
    """A new chart, opened at once."""
    found = editing(address.word("board"))
    if found is not None:
        new = arranging.free(found.board)
        if keep(found, arranging.added(found.board, found.builder.first(), section)):
            open_chart(new)


def _with_section(board: Board) -> Board:
    return arranging.with_section(board, both("build.new_section"))


def _without(section: str, board: Board) -> Board:
    return arranging.without_section(board, section)


def _retitle(section: str, title: Text | None) -> None:
    change(lambda board: arranging.titled(board, section, title))


def _sentence(found: Editing) -> None:
    """Of which charts the sentence on top speaks, in the order in which they are chosen."""
    names = {c.id: words(c, found.builder) for c in found.board.charts}
    if not names:
        return
    st.session_state["build_sentence"] = [c for c in found.board.sentence if c in names]
    st.multiselect(
        t("build.sentence"), list(names), format_func=lambda c: names[c], key="build_sentence",
        placeholder=t("build.sentence_none"), help=t("build.sentence_help"), on_change=_set_sentence,
    )  # fmt: skip


def _set_sentence() -> None:
    chosen = list(st.session_state["build_sentence"])
    change(lambda board: board.model_copy(update={"sentence": chosen}))
