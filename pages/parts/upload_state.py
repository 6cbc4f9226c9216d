"""An uploaded workbook while its dialog is open: what it holds, what it is compared with, and what was chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

import streamlit as st

from forms.diff import Change, changes
from forms.finding import Finding
from forms.merge import Merge, three_way
from forms.sheet import Read, SheetRefused, marked, read, recognised
from forms.values import Values
from pages import context
from pages.context import say, t
from pages.parts.editor_state import Editing
from workflows.cases.judged import judged

EACH = 20
"""Clashes that are asked about one by one."""


@dataclass
class Upload:
    """One file. `base` are the values that it was made from, None for a foreign file."""

    file_id: str
    name: str
    content: bytes
    found: Read | None = None
    refused: str = ""
    token: str = ""
    base: Values | None = None
    findings: Sequence[Finding] = field(default_factory=tuple)
    taken: bool = False
    stale: bool = False  # the page around the dialog still shows the draft before the file was taken

    @property
    def wrong(self) -> int:
        """Places to mend before handing in, and what could not be read."""
        problems = self.found.problems if self.found else []
        return len(problems) + sum(f.blocks for f in self.findings)

    @property
    def notable(self) -> bool:
        """Whether there is anything to mark."""
        return bool(self.found and (self.found.problems or self.findings))


def upload_of(editing: Editing, file: Any) -> Upload | None:
    """The file in the box, read once."""
    key = f"upload:{editing.case_id}"
    kept: Upload | None = st.session_state.get(key)
    if file is None:
        return kept if kept and kept.taken else None
    if kept is None or kept.file_id != file.file_id:
        kept = _opened(editing, file.file_id, file.name, file.getvalue())
        st.session_state[key] = kept
    return kept


def forget(editing: Editing) -> None:
    st.session_state.pop(f"upload:{editing.case_id}", None)


def _opened(editing: Editing, file_id: str, name: str, content: bytes) -> Upload:
    made = Upload(file_id, name, content)
    try:
        found = read(
            editing.form, content, editing.options, access=editing.access, name=name, version=editing.version
        )
    except SheetRefused as refused:
        made.refused = say(refused.message)
        return made
    if found.base is not None:
        made.token, made.base = found.base.token, _taken(editing).get(found.base.token, found.base.values)
    made.found = recognised(editing.form, editing.values, found, made.base)
    whole = made.found.over(editing.form, editing.values)
    made.findings = judged(context.office(), context.actor(), editing.case_id, whole, context.now())
    return made


def _taken(editing: Editing) -> dict[str, Values]:
    """What was taken from downloads of this form so far: the next upload of the same one is compared with that."""
    found: dict[str, Values] = st.session_state.setdefault(f"uploads:{editing.case_id}", {})
    return found


def merge_of(editing: Editing, upload: Upload) -> Merge | None:
    """The comparison with the draft as it is now."""
    if upload.found is None:
        return None
    return three_way(editing.form, upload.base, editing.values, upload.found, editing.access)


def take(editing: Editing, upload: Upload, merge: Merge, chosen: dict[str, list[str]]) -> None:
    """Saves what was shown; a file with things to mend stays open, so that it can be downloaded with marks."""
    upload.taken = upload.stale = editing.save(merge.edits(**chosen))
    if upload.taken and upload.token and upload.found:
        _taken(editing)[upload.token] = upload.found.values
    if not (upload.taken and upload.notable):
        close(editing)


def close(editing: Editing) -> None:
    forget(editing)
    editing.memory.dialog = ("", "")
    editing.memory.turn_of_upload += 1


def made_by(editing: Editing, merge: Merge, chosen: dict[str, list[str]]) -> list[Change]:
    """What would change."""
    return changes(editing.form, editing.values, merge.values(**chosen), editing.options)


def marked_file(editing: Editing, upload: Upload) -> bytes:
    """The file with marks, as bytes to download."""
    assert upload.found is not None
    return marked(
        editing.form, upload.content, upload.found, upload.findings, editing.options, editing.lang,
        taken=upload.taken, name=upload.name,
    )  # fmt: skip


def marked_name(upload: Upload) -> str:
    return f"{t('upload.marked_name', name=PurePath(upload.name).stem[:80])}.xlsx"
