"""The form as a workbook: out with what is there, and the filled one in again after showing what it would change."""

from __future__ import annotations

import re
from collections import Counter
from html import escape as e

import streamlit as st

from forms.diff import Change, changes, edits_between, shown
from forms.sheet import Read, SheetRefused, read, template
from forms.values import Values
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_state import Editing
from pages.parts.upload_later import later

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN = 8
"""Changes and problems listed in the dialog."""


def template_button(editing: Editing, key: str, version: str) -> None:
    """Downloads the workbook, made when it is asked for."""

    def make() -> bytes:
        return template(editing.form, editing.options, version, editing.lang, editing.values, access=editing.access)

    st.download_button(
        t("form.template"), make, file_name=f"{_plain(editing.form.title.say(editing.lang))}.xlsx", mime=MEDIA,
        key=f"do_template:{key}", icon=":material/download:", type="tertiary", on_click="ignore",
    )  # fmt: skip


def _plain(name: str) -> str:
    return re.sub(r'[\\/:*?"<>|\x00-\x1f]', "", name)[:80]


def upload_body(editing: Editing, path: str) -> None:
    """The dialog: a place for the file, what it would change, and the button that does it."""
    if editing.memory.dialog[0] != "upload":
        st.rerun()
    st.html(html.muted(t("form.upload_note")))
    key = f"sheet:{editing.case_id}:{editing.memory.turn_of_upload}"
    file = st.file_uploader(t("form.upload_label"), type=["xlsx"], key=key, max_upload_size=20)
    if later(editing, file):
        return
    found = _read(editing, file.getvalue()) if file else None
    made = _made(editing, found)
    with st.container(height=240, border=False, key="upload_preview"):
        if isinstance(found, Read):
            st.html(_told(editing, found, made))
        elif found is not None:
            st.html(html.notice(t("form.upload_refused"), found, "bad"))
    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(
            t("form.upload_take"), type="primary", key="do_upload", disabled=not made,
            on_click=_take, args=(editing, found),
        )  # fmt: skip


def _read(editing: Editing, content: bytes) -> Read | str:
    """What the file holds, or the sentence that says why it is not taken."""
    try:
        return read(editing.form, content, editing.options, access=editing.access)
    except SheetRefused as refused:
        return say(refused.message)


def _merged(editing: Editing, found: Read) -> Values:
    return found.over(editing.form, editing.values)


def _take(editing: Editing, found: Read | str | None) -> None:
    if isinstance(found, Read):
        editing.save(edits_between(editing.form, editing.values, _merged(editing, found)))
        editing.memory.dialog = ("", "")
        editing.memory.turn_of_upload += 1


def _made(editing: Editing, found: Read | str | None) -> list[Change]:
    """What the file would change."""
    if not isinstance(found, Read):
        return []
    return changes(editing.form, editing.values, _merged(editing, found), editing.options)


def _told(editing: Editing, found: Read, made: list[Change]) -> str:
    notes = "".join(f"<li>{e(say(n))}</li>" for n in found.notes)
    head = f'<p class="understood"><b>{e(_summary(made))}</b></p><ul class="notes">{notes}</ul>'
    return head + _problems(found) + _changes(editing, made)


def _changes(editing: Editing, made: list[Change]) -> str:
    """The first changes, one by one."""
    if not made:
        return ""
    rows = []
    for change in made[:SHOWN]:
        before, after = shown(editing.form, change, editing.options, editing.lang)
        rows.append((change.label.say(editing.lang), before or "—", after or "—"))
    more = len(made) - SHOWN
    return html.diff(rows) + (html.muted(t("form.more_changes", changes=more)) if more > 0 else "")


def _summary(made: list[Change]) -> str:
    count = Counter(c.kind for c in made)
    if not made:
        return t("form.upload_same")
    return t("form.upload_changes", set=count["set"], added=count["added"], deleted=count["deleted"])


def _problems(found: Read) -> str:
    if not found.problems:
        return ""
    rows = [(t("form.upload_cell", sheet=p.sheet, cell=p.cell), say(p.message), "") for p in found.problems[:SHOWN]]
    more = len(found.problems) - SHOWN
    tail = html.muted(t("form.more_places", places=more)) if more > 0 else ""
    return f"<p>{e(t('form.upload_problems', count=len(found.problems)))}</p>{html.errors(rows)}{tail}"
