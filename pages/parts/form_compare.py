"""What changed between an earlier version of a form and now, in a dialog."""

from __future__ import annotations

import streamlit as st

from forms.diff import shown
from pages import context
from pages.context import lang, t
from pages.parts import html
from pages.parts.editor_state import Editing
from workflows.cases.history import Compared, compare
from workflows.engine.types import Refusal

SHOWN = 200
"""Changes listed; more are told as a number."""


def open_compare(editing: Editing, revision: int) -> None:
    """Remembers that the dialog is open, for the version it compares with."""
    editing.memory.dialog = ("compare", str(revision))


def compare_body(editing: Editing, revision: str) -> None:
    """The dialog: each change with what stood there and what stands there now."""
    found = compare(context.office(), context.actor(), editing.case_id, int(revision), None, context.now())
    if isinstance(found, Refusal):
        st.html(html.notice(context.say(found.message), "", "bad"))
    elif not found.changes:
        st.html(html.empty(t("form.compare_none")))
    else:
        st.html(html.diff(_rows(found)))
        if len(found.changes) > SHOWN:
            st.html(html.muted(t("form.more_places", places=len(found.changes) - SHOWN)))


def _rows(found: Compared) -> list[tuple[str, str, str]]:
    rows = []
    for change in found.changes[:SHOWN]:
        before, after = shown(found.form, change, found.options, lang())
        rows.append((change.label.say(lang()), before or "—", after or "—"))
    return rows
