"""Who of a campaign has not declared, late ones first."""

from __future__ import annotations

import streamlit as st

from pages.charts.kind import TALL, Kind, add
from pages.context import t
from pages.parts import html
from pages.parts.board_members import draw_lines
from workflows.boards.figure import Roll

LINE, HEAD = 40, 60


@add
class Missing(Kind[Roll]):
    id = "roll"
    icon = "person_search"
    shapes = (Roll,)
    place = 80

    def height(self, of: Roll) -> int:
        return min(TALL, HEAD + LINE * len(of.lines or ()))

    def show(self, of: Roll, key: str, height: int) -> None:
        if of.lines is None:
            st.html(html.empty(t("board.page.not_told"), t("board.page.not_told_note")))
        elif not of.lines:
            st.html(html.empty(t("board.page.all_in"), t("board.page.all_in_note")))
        else:
            with st.container(
                height=min(max(height, 160), HEAD + LINE * len(of.lines)), border=False, key=f"scroll_{key}"
            ):
                draw_lines(f"missing_{key}", of.lines, of.note)
