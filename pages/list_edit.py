"""代码表设计: the entries of a code list in a grid; every change is kept at once and can be taken back."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import address, html
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_state import back, forward
from pages.parts.frame import crumbs
from pages.parts.list_grid import draw_grid
from pages.parts.list_new import draw_new
from pages.parts.list_side import draw_side
from pages.parts.list_state import ListDesk, list_desk
from pages.parts.told import told
from workflows.engine.types import Refusal

THEME = Path(__file__).parent / "theme"


def page() -> None:
    for name in ("definitions", "editor", "design", "list"):
        st.html(THEME / f"{name}.css")
    name = address.word("part")
    crumbs(t("shell.page.definitions"), t("shell.page.list_edit"))
    if not name.startswith("list/") or name == "list/":
        draw_new()
        return
    found = list_desk(name)
    if isinstance(found, ListDesk):
        _desk(found)
    elif isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
    else:
        _unreadable(name, bool(found.text))


def _unreadable(name: str, there: bool) -> None:
    """What cannot be shown is mended as JSON; what is not there is begun."""
    st.html(html.notice(t("list.unreadable" if there else "list.gone"), tone="bad"))
    if there:
        _json(name)
    else:
        draw_new()


def _json(name: str) -> None:
    st.page_link(
        page_file("definitions"), label=t("design.to_json"), icon=":material/data_object:", query_params={"part": name}
    )


def _desk(found: ListDesk) -> None:
    _head(found)
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="ls_panes"):
        with st.container(border=True, key="card_ls_entries", width="stretch", gap="small"):
            draw_grid(found)
        with st.container(key="ls_side", width=344, gap="small"):
            draw_side(found)
    draw_bar(found.name, found.draft, found.looked.checked)


def _head(found: ListDesk) -> None:
    errors = sum(f.blocks for f in found.looked.findings)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dz_bar"):
        chips = html.chip(t("design.draft") if found.draft.saved_at else t("design.published"), "idle")
        chips += html.chip(t("design.errors", count=errors) if errors else t("design.checked"), "bad" if errors else "")
        st.html(html.head(say(found.code_list.title), chips), width="stretch")
        st.button(t("design.undo"), key="ls_undo", icon=":material/undo:", disabled=not found.reach.back, on_click=back,
                  args=(found.name,), help=t("design.undo_help"))  # fmt: skip
        st.button(t("design.redo"), key="ls_redo", icon=":material/redo:", disabled=not found.reach.forward,
                  on_click=forward, args=(found.name,), help=t("design.redo_help"))  # fmt: skip
        _json(found.name)


page()
