"""The questions of an upload: cells that both sides changed, rows that the file lacks, rows that the draft deleted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from forms.merge import Clash, Merge, RowAsked
from pages.context import t
from pages.parts.editor_state import Editing
from pages.parts.upload_state import EACH, Upload
from pages.widgets import plain


def choices(editing: Editing, upload: Upload, merge: Merge) -> dict[str, list[str]]:
    """Draws the questions; what was chosen, as `Merge.values` takes it."""
    key = f"{editing.case_id}:{upload.file_id}"
    return {
        "file": _clashes(editing, key, merge.clashes) if merge.clashes else [],
        "delete": _rows(editing, key, "missing", merge.missing, "delete") if merge.missing else [],
        "restore": _rows(editing, key, "gone", merge.gone, "all") if merge.gone else [],
    }


def _clashes(editing: Editing, key: str, clashes: Sequence[Clash]) -> list[str]:
    how = st.radio(
        t("upload.clashes", count=len(clashes)), ["draft", "file", "each"],
        format_func=lambda w: t(f"upload.clash_{w}"), horizontal=True, key=f"clashes:{key}",
    )  # fmt: skip
    if how == "file":
        return [c.key for c in clashes]
    if how != "each":
        return []
    chosen = [c.key for n, c in enumerate(clashes[:EACH]) if _clash(editing, f"clash:{key}:{n}", c) == "file"]
    if len(clashes) > EACH:
        st.caption(t("upload.more_clashes", count=len(clashes) - EACH))
    return chosen


def _clash(editing: Editing, key: str, clash: Clash) -> str:
    shown = editing.form.by_path[clash.place.path].show
    values = {"draft": clash.draft, "file": clash.file}
    words = {k: shown(v, editing.options, editing.lang) or t("form.nothing") for k, v in values.items()}
    return st.radio(
        plain(clash.label.say(editing.lang)), ["draft", "file"],
        format_func=lambda side: plain(t(f"upload.side_{side}", value=words[side])), key=key,
    )  # fmt: skip


def _rows(editing: Editing, key: str, name: str, asked: Sequence[RowAsked], every: str) -> list[str]:
    how = st.radio(
        t(f"upload.{name}", count=len(asked)), ["keep", every, "each"],
        format_func=lambda w: t(f"upload.{name}_{w}"), horizontal=True, key=f"{name}:{key}",
    )  # fmt: skip
    by_row = {a.row: a for a in asked}
    if how == every:
        return list(by_row)
    if how != "each":
        return []
    return st.multiselect(
        t(f"upload.{name}_which"), list(by_row), format_func=partial(_row_words, editing, by_row),
        key=f"{name}_which:{key}",
    )  # fmt: skip


def _row_words(editing: Editing, by_row: dict[str, RowAsked], row: str) -> str:
    asked = by_row[row]
    title = editing.form.tables[asked.table].row_title
    name = str(asked.values.get(title) or "") if title else ""
    words = asked.label.say(editing.lang)
    return t("upload.row", row=words, name=name) if name else words
