"""Tables with very many rows are shown some at a time: the browser never holds all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import streamlit as st

from forms.fields.table import ROW_ID
from pages.context import t
from pages.parts import html
from pages.parts.editor_state import Editing

MOST = 2_000
"""Rows of a grid at once."""


def some_rows(
    editing: Editing, path: str, given: Sequence[Mapping[str, Any]], keep: Collection[str] | None
) -> frozenset[str] | None:
    """The rows to be drawn now, of those in `keep`; None for all. Draws the search and the pages where it matters."""
    wanted = [r for r in given if keep is None or r[ROW_ID] in keep]
    if len(wanted) <= MOST:
        return None if keep is None else frozenset(keep)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"pages_{_number(editing, path)}"):
        text = st.text_input(
            t("jobs.rows_find"), key=f"find:{editing.case_id}:{path}", placeholder=t("jobs.rows_find_hint"), width=320
        )
        found = _with_text(wanted, text)
        first = _page(editing, path, found, text)
        here = found[first : first + MOST]
        words = t("jobs.rows_shown", first=first + 1, last=first + len(here), rows=len(found))
        st.html(html.muted(words if found else t("jobs.rows_none", text=text)))
    return frozenset(r[ROW_ID] for r in here)


def _number(editing: Editing, path: str) -> int:
    return list(editing.form.tables).index(path)


def _with_text(rows: Sequence[Mapping[str, Any]], text: str) -> list[Mapping[str, Any]]:
    wanted = text.strip().casefold()
    if not wanted:
        return list(rows)
    return [r for r in rows if any(wanted in str(v).casefold() for k, v in r.items() if k != ROW_ID)]


def _page(editing: Editing, path: str, found: Sequence[Mapping[str, Any]], text: str) -> int:
    """The index of the first row shown; a row that is jumped to brings its page with it."""
    pages = max(1, -(-len(found) // MOST))
    key = f"page:{editing.case_id}:{path}"
    jump, last = editing.memory.jump, f"{key}:jump"
    if jump.get("table") == path and jump.get("row") and st.session_state.get(last) != jump["n"]:
        st.session_state[last] = jump["n"]
        at = next((n for n, r in enumerate(found) if r[ROW_ID] == jump["row"]), None)
        if at is not None:
            st.session_state[key] = at // MOST + 1
    st.session_state[key] = min(max(int(st.session_state.get(key) or 1), 1), pages)
    page = st.number_input(t("jobs.rows_page"), 1, pages, key=key, width=140, disabled=pages == 1)
    return (int(page) - 1) * MOST
