"""A form begun: by its title alone, or one of those there are."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_open import draw_open
from pages.parts.told import tell, told
from workflows import designing, editing

TITLE = "design_new_title"


def draw_new() -> None:
    """The box for a new form, and the forms there are."""
    st.html(html.head(t("design.new"), note=t("design.new_note")))
    told(TOLD)
    with st.container(border=True, key="card_dz_new", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("design.new_title"), key=TITLE, placeholder=t("design.new_example"), max_chars=80)
        st.button(t("design.begin"), type="primary", icon=":material/add:", key="dz_begin", on_click=_begin)
    forms = [p for p in editing.parts(office(), actor()) if p.kind in ("form", designing.SECTION)]
    with st.container(border=True, key="card_dz_forms", gap="xsmall"):
        st.html(html.section(t("design.forms"), t("design.forms_note")))
        draw_open(forms, "dz")


def _begin() -> None:
    title = st.session_state.get(TITLE, "")
    made = designing.begin(office(), actor(), title, {"zh": t("design.new_page")}, now())
    if isinstance(made, str):
        address.change(part=made)
    else:
        tell(TOLD, made)
