"""统计表设计: a statistical table put together by clicking, with its figures and what is wrong with it beside."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.menu import page as page_file
from pages.parts import address, html, statistics_table
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.definition_findings import findings_card
from pages.parts.frame import crumbs
from pages.parts.table_form import draw_form
from pages.parts.table_head import draw_head
from pages.parts.table_new import draw_new
from pages.parts.table_outline import draw_outline
from pages.parts.table_state import back, desk, forward
from pages.parts.told import told
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.statistics.drafting import Desk, preview
from workflows.statistics.layout import printed

CSS = Path(__file__).parent / "theme" / "definitions.css"


def page() -> None:
    st.html(CSS)
    crumbs(t("shell.page.tables"), t("shell.page.table_edit"))
    name = address.word("table")
    found = desk(name) if name else None
    if isinstance(found, Desk):
        _desk(found)
    elif isinstance(found, Refusal):
        st.html(html.notice(say(found.message), tone="bad"))
    else:
        _other(name, found)


def _other(name: str, found: Opened | None) -> None:
    """What cannot be read is mended as JSON; without a table, one is begun."""
    if found is not None and found.text:
        st.html(html.notice(t("table.unreadable"), tone="bad"))
        _json(name)
    else:
        if name:
            st.html(html.notice(t("table.gone"), tone="bad"))
        draw_new()


def _json(name: str) -> None:
    st.page_link(
        page_file("definitions"), label=t("design.to_json"), icon=":material/data_object:",
        query_params={"part": f"statistics/{name}"},
    )  # fmt: skip


def _desk(found: Desk) -> None:
    _bar(found)
    told(TOLD)
    left, right = st.columns([0.9, 1.6], gap="small")
    at = address.word("at")
    with left:
        if at == "head":
            draw_head(found)
        elif not at or not draw_form(found, at):
            at = ""
            draw_outline(found)
    with right:
        _preview(found)
        findings_card(found.checked, found.name)
        if at:
            draw_outline(found)
    draw_bar(found.name, found.draft, found.checked)


def _bar(found: Desk) -> None:
    errors = found.checked.errors
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="te_bar"):
        chips = html.chip(t("design.draft") if found.draft.saved_at else t("design.published"), "idle")
        chips += html.chip(t("design.errors", count=errors) if errors else t("design.checked"), "bad" if errors else "")
        st.html(html.head(say(found.table.title), chips), width="stretch")
        st.button(
            t("design.undo"), key="te_undo", icon=":material/undo:", disabled=not found.reach.back, on_click=back
        )
        st.button(
            t("design.redo"), key="te_redo", icon=":material/redo:", disabled=not found.reach.forward, on_click=forward
        )
        _json(found.table.id)


def _preview(found: Desk) -> None:
    """The paper with figures, once nothing hinders counting."""
    with st.container(border=True, key="card_statistics"):
        if found.checked.hindered:
            st.html(html.empty(t("table.no_preview"), t("table.no_preview_note")))
            return
        shown = preview(office(), actor(), found, now())
        st.html(html.muted(t("table.preview_note")))
        statistics_table.draw(printed(office(), shown), shown)


page()
