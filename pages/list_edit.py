"""代码表设计: the entries of a code list in a grid; every change is kept at once and can be taken back."""

from __future__ import annotations

import streamlit as st

from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_frame import head, open_here
from pages.parts.list_grid import draw_grid
from pages.parts.list_new import draw_new
from pages.parts.list_side import draw_side
from pages.parts.list_state import ListDesk, list_desk
from pages.parts.told import told


def page() -> None:
    open_here("list_edit", ("list",), "list", list_desk, _desk, draw_new, ("list",))


def _desk(found: ListDesk) -> None:
    head(found, found.code_list.title, "ls")
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="ls_panes"):
        with st.container(border=True, key="card_ls_entries", width="stretch", gap="small"):
            draw_grid(found)
        with st.container(key="ls_side", width=344, gap="small"):
            draw_side(found)
    draw_bar(found.name, found.draft, found.looked.checked)


page()
