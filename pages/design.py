"""表单设计: a form is put together by hand and shown as it will be; every change is kept at once."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.menu import page as page_file
from pages.parts.copy_card import copy_card
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_canvas import draw_canvas
from pages.parts.design_findings import draw_findings
from pages.parts.design_frame import head, open_here
from pages.parts.design_new import draw_new
from pages.parts.design_panel import draw_panel
from pages.parts.design_preview import draw_preview
from pages.parts.design_print import draw_blocks, draw_paper, draw_side
from pages.parts.design_state import Desk, desk
from pages.parts.told import told
from workflows.designing import SECTION

VIEW = "design_view"
DRAWN = {"fields": (draw_canvas, draw_panel, draw_preview), "print": (draw_blocks, draw_side, draw_paper)}


def page() -> None:
    open_here("design", ("form", SECTION), "design", desk, _desk, draw_new)


def _desk(found: Desk) -> None:
    st.session_state.setdefault(VIEW, "fields")
    if found.is_section:
        st.session_state[VIEW] = "fields"
    head(found, found.form.title, before=None if found.is_section else _views, after=lambda: _to_flow(found))
    told(TOLD)
    canvas, panel, beside = DRAWN[st.session_state[VIEW]]
    with st.container(horizontal=True, gap="small", key="dz_panes"):
        with st.container(border=True, key="card_dz_canvas", width="stretch", height="stretch"):
            canvas(found)
        with st.container(border=True, key="card_dz_panel", width=328, height="stretch", gap="small"):
            panel(found)
        with st.container(border=True, key="card_dz_preview", width="stretch", height="stretch", gap="small"):
            beside(found)
        with st.container(border=True, key="card_dz_findings", width="stretch", height="stretch", gap="xsmall"):
            draw_findings(found)
    copy_card(found.name, found.looked.checked)
    draw_bar(found.name, found.draft, found.looked.checked)


def _views() -> None:
    st.segmented_control(
        t("flow.views"), list(DRAWN), required=True, key=VIEW, label_visibility="collapsed",
        format_func=lambda v: t(f"design.view.{v}"),
    )  # fmt: skip


def _to_flow(found: Desk) -> None:
    """The way to the procedure that the form is of."""
    for made in found.looked.checked.publication.versions[:1]:
        st.page_link(page_file("flow"), label=t("flow.open"), icon=":material/account_tree:",
                     query_params={"part": f"procedure/{made.procedure}"})  # fmt: skip


page()
