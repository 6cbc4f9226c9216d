"""A large file in the upload dialog: it is handed over to the workers instead of being read while somebody waits."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages import context
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_state import Editing
from workflows.engine.types import Refusal
from workflows.jobs.uploads import large, upload_later


def later(editing: Editing, file: Any) -> bool:
    """Offers to take a large file in beside the page; False for small files, which the dialog takes itself."""
    if file is None or not large(file.getvalue()):
        return False
    st.html(html.notice(t("jobs.large"), t("jobs.large_note")))
    how = st.radio(
        t("jobs.rows_not_there"), ["keep", "replace"], format_func=lambda h: t(f"jobs.{h}"), horizontal=True,
        key=f"later:{editing.case_id}",
    )  # fmt: skip
    refused = st.session_state.pop(_told(editing), None)
    if refused is not None:
        st.html(html.notice(say(refused.message), tone="bad"))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            t("jobs.begin"), type="primary", key="do_later", on_click=_hand_over,
            args=(editing, file.name, file.getvalue(), how == "replace"),
        )  # fmt: skip
    return True


def _told(editing: Editing) -> str:
    return f"later_told:{editing.case_id}"


def _hand_over(editing: Editing, name: str, content: bytes, replacing: bool) -> None:
    office, actor, now = context.office(), context.saver(), context.now()
    done = upload_later(office, actor, editing.case_id, content, name, now, replacing=replacing)
    if isinstance(done, Refusal):
        st.session_state[_told(editing)] = done
        return
    editing.memory.dialog = ("", "")
    editing.memory.turn_of_upload += 1
