"""The entries of a code list as a grid: typed, pasted from a spreadsheet, added, taken away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.design.entries import laid
from forms.fields.table import ROW_ID
from pages.context import now, office, t
from pages.parts import html
from pages.parts.grid_pages import MOST
from pages.parts.list_book import draw_download, draw_upload
from pages.parts.list_state import ListDesk, list_desk
from pages.parts.rows_desk import add, chosen, delete, draw_notes, draw_paste, draw_rows


def draw_grid(desk: ListDesk) -> None:
    """The tools, the paste box and the grid."""
    _tools(desk)
    draw_notes(desk)
    with st.expander(t("list.file"), icon=":material/upload_file:", key="ls_file"):
        draw_upload(desk)
    with st.expander(t("list.paste"), icon=":material/content_paste:", expanded=not desk.rows, key="ls_paste"):
        draw_paste(desk, "list", lambda pasted, replace: laid(desk.rows, pasted, replace=replace))
    if desk.rows:
        draw_rows(desk, partial(_again, desk.name), t("list.no_entries"), _searched(desk))
    else:
        st.html(html.empty(t("list.no_entries"), t("list.no_entries_note")))


def _again(name: str) -> ListDesk | None:
    desk = list_desk(name)
    return desk if isinstance(desk, ListDesk) else None


def _tools(desk: ListDesk) -> None:
    today = office().today(now()).isoformat()
    ended = sum(1 for i in desk.code_list.items if i.valid_until and i.valid_until < today)
    note = t("list.count", count=len(desk.rows)) + (f"　{t('list.ended', count=ended)}" if ended else "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ls_tools"):
        st.html(html.section(t("list.entries"), note), width="stretch")
        draw_download(desk)
        st.button(t("form.add"), key="ls_add", icon=":material/add:", on_click=add, args=(desk,))
        st.button(
            t("form.delete_chosen"), key="ls_delete", icon=":material/delete:", disabled=not chosen(desk),
            on_click=delete, args=(desk,), help=t("list.delete_help"),
        )  # fmt: skip


def _searched(desk: ListDesk) -> frozenset[str] | None:
    """The rows to draw; None for all. A list that is too long for a browser is searched."""
    if len(desk.rows) <= MOST:
        return None
    text = st.text_input(t("jobs.rows_find"), key="ls_find", placeholder=t("jobs.rows_find_hint"), width=320)
    wanted = text.strip().casefold()
    found = [r for r in desk.rows if any(wanted in str(v).casefold() for k, v in r.items() if k != ROW_ID)]
    st.html(html.muted(t("jobs.rows_shown", first=1, last=min(MOST, len(found)), rows=len(found))))
    return frozenset(r[ROW_ID] for r in found[:MOST])
