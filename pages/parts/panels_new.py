"""A shared register begun from its title, and the registers and procedures whose panels can be opened."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_open import draw_open
from pages.parts.told import tell, told
from workflows import designing, editing

TITLE = "panels_new_title"


def draw_new() -> None:
    """The box for a new register, and what there is."""
    st.html(html.head(t("shell.page.panels"), note=t("panels.note")))
    told(TOLD)
    with st.container(border=True, key="card_ls_new", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("panels.new_title"), key=TITLE, placeholder=t("panels.new_example"), max_chars=80)
        st.button(t("design.begin"), type="primary", icon=":material/add:", key="pn_begin", on_click=_begin)
    parts = editing.parts(office(), actor())
    for kind in ("register", "procedure"):
        with st.container(border=True, key=f"card_pn_{kind}", gap="xsmall"):
            st.html(html.section(t(f"def.kind.{kind}"), t(f"panels.note.{kind}")))
            draw_open((p for p in parts if p.kind == kind), "pn")


def _begin() -> None:
    made = designing.begin_register(office(), actor(), st.session_state.get(TITLE, ""), now())
    if isinstance(made, str):
        address.change(part=made)
    else:
        tell(TOLD, made)
