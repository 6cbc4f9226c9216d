"""表单设计: a form is put together by hand and shown as it will be; every change is kept at once."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import address, html
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_canvas import draw_canvas
from pages.parts.design_findings import draw_findings
from pages.parts.design_new import draw_new
from pages.parts.design_panel import draw_panel
from pages.parts.design_preview import draw_preview
from pages.parts.design_state import Desk, back, desk, forward
from pages.parts.frame import crumbs
from pages.parts.told import told
from workflows.engine.types import Refusal

THEME = Path(__file__).parent / "theme"


def page() -> None:
    for name in ("definitions", "editor", "design"):
        st.html(THEME / f"{name}.css")
    name = address.word("part")
    crumbs(t("shell.page.definitions"), t("shell.page.design"))
    if not name.startswith("form/") or name == "form/":
        draw_new()
        return
    found = desk(name)
    if isinstance(found, Desk):
        _desk(found)
    elif isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
    else:
        _unreadable(name, bool(found.text))


def _unreadable(name: str, there: bool) -> None:
    """What cannot be drawn is mended as JSON; what is not there is begun."""
    st.html(html.notice(t("design.unreadable" if there else "design.gone"), tone="bad"))
    if there:
        _json(name)
    else:
        draw_new()


def _json(name: str) -> None:
    st.page_link(
        page_file("definitions"), label=t("design.to_json"), icon=":material/data_object:", query_params={"part": name}
    )


def _desk(found: Desk) -> None:
    _head(found)
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


def _head(found: Desk) -> None:
    errors = sum(f.blocks for f in found.looked.findings)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="dz_bar"):
        chips = html.chip(t("design.draft") if found.draft.saved_at else t("design.published"), "idle")
        chips += html.chip(t("design.errors", count=errors) if errors else t("design.checked"), "bad" if errors else "")
        st.html(html.head(say(found.form.title), chips), width="stretch")
        st.button(
            t("design.undo"), key="dz_undo", icon=":material/undo:", disabled=not found.reach.back, on_click=back,
            args=(found.name,), help=t("design.undo_help"),
        )  # fmt: skip
        st.button(
            t("design.redo"), key="dz_redo", icon=":material/redo:", disabled=not found.reach.forward,
            on_click=forward, args=(found.name,), help=t("design.redo_help"),
        )  # fmt: skip
        _json(found.name)


page()
