"""The chart that is being made, or the whole board, with the real figures of today."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.board_draw import draw_part, draw_row
from pages.parts.build_state import Editing
from workflows.boards.evaluate import DrawnBoard, drawn
from workflows.office import ADMIN, holds


def draw_preview(found: Editing) -> None:
    """What it looks like now."""
    shown, public = _shown(found)
    with st.container(key="build_preview", gap="small"):
        if public:
            st.html(html.muted(t("build.as_public")))
        if found.chart is not None:
            _chart(shown)
        elif not shown.parts:
            with st.container(border=True, key="card_build_empty"):
                st.html(html.empty(t("build.empty"), t("build.empty_note")))
        for part in shown.parts if found.chart is None else ():
            draw_part(part)


def _chart(shown: DrawnBoard) -> None:
    charts = [c for part in shown.parts for c in part.charts]
    if not charts:
        with st.container(border=True, key="card_build_empty"):
            st.html(html.empty(t("build.nothing"), t("build.nothing_note")))
        return
    draw_row(charts)
    st.html(f'<div class="how built"><b>{html.e(t("board.page.how"))}</b>{html.e(say(charts[0].answer.how))}</div>')


def _shown(found: Editing) -> tuple[DrawnBoard, bool]:
    """As the maker sees it; an administrator who sees no cases gets what a public board would show."""
    only, board = {found.chart.id} if found.chart else None, found.board
    with office().db.read() as session:
        own = drawn(office(), session, actor(), board, None, "", now(), only=only)
        if own.parts or board.public or not holds(actor(), ADMIN):
            return own, False
        public = board.model_copy(update={"public": True})
        return drawn(office(), session, actor(), public, None, "", now(), only=only), True
