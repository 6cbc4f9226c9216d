"""A code list begun from its title, or one of those there are."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.definition_open import draw_open
from pages.parts.told import tell, told
from workflows import designing, editing

TITLE = "list_new_title"


def draw_new() -> None:
    """The box for a new list, and the lists there are."""
    st.html(html.head(t("list.new"), note=t("list.new_note")))
    told(TOLD)
    with st.container(border=True, key="card_ls_new", horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("list.new_title"), key=TITLE, placeholder=t("list.new_example"), max_chars=80)
        st.button(t("design.begin"), type="primary", icon=":material/add:", key="ls_begin", on_click=_begin)
    lists = [p for p in editing.parts(office(), actor()) if p.kind == "list"]
    with st.container(border=True, key="card_ls_lists", gap="xsmall"):
        st.html(html.section(t("list.lists"), t("list.lists_note")))
        draw_open(lists, "ls")


def _begin() -> None:
    made = designing.begin_list(office(), actor(), st.session_state.get(TITLE, ""), now())
    if isinstance(made, str):
        address.change(part=made)
    else:
        tell(TOLD, made)
