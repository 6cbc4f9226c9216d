"""表单设计: a form is put together by hand and shown as it will be; every change is kept at once."""

from __future__ import annotations

import streamlit as st

from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_canvas import draw_canvas
from pages.parts.design_findings import draw_findings
from pages.parts.design_frame import head, open_here
from pages.parts.design_new import draw_new
from pages.parts.design_panel import draw_panel
from pages.parts.design_preview import draw_preview
from pages.parts.design_state import Desk, desk
from pages.parts.told import told


def page() -> None:
    open_here("design", ("form",), "design", desk, _desk, draw_new)


def _desk(found: Desk) -> None:
    head(found, found.form.title)
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="dz_panes"):
        with st.container(border=True, key="card_dz_canvas", width="stretch", height="stretch"):
            draw_canvas(found)
        with st.container(border=True, key="card_dz_panel", width=328, height="stretch", gap="small"):
            draw_panel(found)
        with st.container(border=True, key="card_dz_preview", width="stretch", height="stretch", gap="small"):
            draw_preview(found)
        with st.container(border=True, key="card_dz_findings", width="stretch", height="stretch", gap="xsmall"):
            draw_findings(found)
    draw_bar(found.name, found.draft, found.looked.checked)


page()
