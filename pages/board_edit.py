"""看板设计: a board put together by clicking, with the real figures beside it; every change is saved at once."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.parts import address, board_list, html
from pages.parts.build_chart import draw_chart_form
from pages.parts.build_head import draw_head
from pages.parts.build_json import draw_json
from pages.parts.build_outline import draw_outline
from pages.parts.build_preview import draw_preview
from pages.parts.build_state import editing
from pages.parts.frame import crumbs
from pages.parts.told import told


def page() -> None:
    found = editing(address.word("board"))
    if found is None:
        crumbs(t("shell.page.board"), t("build.title"))
        st.html(html.notice(t("build.gone"), t("build.gone_note"), "bad"))
        return
    crumbs(t("shell.page.board"), t("build.title"))
    draw_head(found)
    told("build")
    left, right = st.columns([0.9, 1.6], gap="small")
    with left:
        if found.chart is None:
            draw_outline(found)
        else:
            draw_chart_form(found, found.chart)
    with right:
        draw_preview(found)
        if found.chart is not None:
            draw_outline(found)
        draw_json(found)
    board_list.draw()


page()
