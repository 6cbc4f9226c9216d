"""The form as a workbook: out with what is there, and the filled one in again after showing what it would change."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from html import escape as e

import streamlit as st

from forms.diff import Change, shown
from forms.merge import Merge
from forms.sheet import Read, template
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_state import Editing
from pages.parts.upload_choices import choices
from pages.parts.upload_later import later
from pages.parts.upload_state import Upload, close, made_by, marked_file, marked_name, merge_of, take, upload_of

MEDIA = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KINDS = ["xlsx", "xls", "csv", "et"]
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
    """The dialog: a place for the file, what it would change and what it leaves open, and the buttons."""
    if editing.memory.dialog[0] != "upload":
        st.rerun()
    st.html(html.muted(t("form.upload_note")))
    key = f"sheet:{editing.case_id}:{editing.memory.turn_of_upload}"
    file = st.file_uploader(t("form.upload_label"), type=KINDS, key=key, max_upload_size=20)
    if later(editing, file):
        return
    upload = upload_of(editing, file)
    if upload and upload.stale:  # a dialog is drawn again alone: the next file must meet the draft as it is now
        upload.stale = False
        st.rerun()
    merge = merge_of(editing, upload) if upload and not upload.taken else None
    with st.container(height=300, border=False, key="upload_preview"):
        chosen, made = _preview(editing, upload, merge)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        template_button(editing, "dialog", editing.version)
        st.space("stretch")
        if upload and upload.notable:
            st.download_button(
                t("upload.marked"), partial(marked_file, editing, upload), file_name=marked_name(upload), mime=MEDIA,
                key="do_marked", icon=":material/format_color_fill:", on_click="ignore",
            )  # fmt: skip
        if upload and upload.taken:
            st.button(t("upload.close"), type="primary", key="do_close_upload", on_click=close, args=(editing,))
        else:
            st.button(
                t("form.upload_take"), type="primary", key="do_upload", disabled=not made,
                on_click=take, args=(editing, upload, merge, chosen),
            )  # fmt: skip


def _preview(
    editing: Editing, upload: Upload | None, merge: Merge | None
) -> tuple[dict[str, list[str]], list[Change]]:  # fmt: skip
    """What is told and asked; what was chosen and what would change by it."""
    if upload is None:
        return {}, []
    if upload.taken:
        st.html(html.notice(t("upload.taken"), t("upload.taken_note", count=upload.wrong) if upload.wrong else ""))
        _draw(_problems(upload.found))
        return {}, []
    if upload.found is None or merge is None:
        st.html(html.notice(t("form.upload_refused"), upload.refused, "bad"))
        return {}, []
    told = st.empty()
    chosen = choices(editing, upload, merge)
    made = made_by(editing, merge, chosen)
    told.html(_told(upload, merge, made))
    _draw(_problems(upload.found) + _changes(editing, made))
    return chosen, made


def _draw(text: str) -> None:
    if text:
        st.html(text)


def _told(upload: Upload, merge: Merge, made: list[Change]) -> str:
    notes = [say(n) for n in upload.found.notes] if upload.found else []
    if upload.base is None:
        notes.append(t("upload.two_ways"))
    if merge.kept:
        notes.append(t("upload.kept", count=merge.kept))
    if upload.wrong:
        notes.append(t("upload.wrong", count=upload.wrong))
    listed = "".join(f"<li>{e(n)}</li>" for n in notes)
    return f'<p class="understood"><b>{e(_summary(made))}</b></p><ul class="notes">{listed}</ul>'


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


def _problems(found: Read | None) -> str:
    if found is None or not found.problems:
        return ""
    rows = [(t("form.upload_cell", sheet=p.sheet, cell=p.cell), say(p.message), "") for p in found.problems[:SHOWN]]
    more = len(found.problems) - SHOWN
    tail = html.muted(t("form.more_places", places=more)) if more > 0 else ""
    return f"<p>{e(t('form.upload_problems', count=len(found.problems)))}</p>{html.errors(rows)}{tail}"
