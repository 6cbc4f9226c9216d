"""A code list as a workbook: downloaded, changed in Excel, brought back; what would change is told before."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from forms.design.entries import Row
from forms.design.list_book import ListBook, book_of, read_book, taken
from forms.sheet import SheetRefused
from forms.text import Message
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.definition_bar import TOLD
from pages.parts.list_state import ListDesk
from pages.parts.told import tell

TYPES = ["xlsx", "xls", "et", "csv"]


def draw_download(desk: ListDesk) -> None:
    """The list as it is drafted."""
    st.download_button(
        t("list.book"), lambda: book_of(desk.code_list, lang()), f"{say(desk.code_list.title)}.xlsx", key="ls_book",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip


def draw_upload(desk: ListDesk) -> None:
    """A file, what it would change, and how it is taken."""
    box = f"list_file:{desk.name}"
    given = st.file_uploader(t("list.file_label"), type=TYPES, key=box, max_upload_size=20)
    found = _read(desk, box)
    if isinstance(found, Message):
        st.html(html.notice(say(found), tone="bad"))
    elif found is not None:
        notes = "".join(f"<li>{html.e(say(n))}</li>" for n in (*found.notes, *(p.message for p in found.problems)))
        st.html(html.muted(_told(desk, found.entries)) + (f'<ul class="notes">{notes}</ul>' if notes else ""))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.radio(t("form.where"), ["replace", "lay"], format_func=lambda w: t(f"list.{w}"), horizontal=True,
                 key="ls_file_where", label_visibility="collapsed", width="stretch")  # fmt: skip
        st.button(t("list.take"), type="primary", key="ls_file_take", on_click=_take, args=(desk, box),
                  disabled=given is None or not isinstance(found, ListBook))  # fmt: skip


def _read(desk: ListDesk, box: str) -> ListBook | Message | None:
    given = st.session_state.get(box)
    if given is None:
        return None
    try:
        found = read_book(desk.code_list, given.getvalue(), given.name)
    except SheetRefused as refused:
        return refused.message
    return found if found.entries else Message("list.file_none")


def _told(desk: ListDesk, entries: Sequence[Row]) -> str:
    there = {row.get("key"): row for row in desk.rows}
    wanted = {e.get("key") for e in entries}
    known = [e for e in entries if e.get("key") in there]
    changed = sum(any(v != there[e["key"]].get(k) for k, v in e.items()) for e in known)
    missing = sum(key not in wanted for key in there)
    return t("list.file_told", count=len(entries), changed=changed, added=len(entries) - len(known), missing=missing)


def _take(desk: ListDesk, box: str) -> None:
    """Reads the file as it is now."""
    found = _read(desk, box)
    if isinstance(found, Message):
        tell(TOLD, say(found))
    elif found is not None:
        replace = st.session_state.get("ls_file_where") != "lay"
        if desk.change(taken(desk.rows, found.entries, replace=replace)):
            desk.memory.notes.append(Message("form.paste_rows", {"rows": len(found.entries)}))
