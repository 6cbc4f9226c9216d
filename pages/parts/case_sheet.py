"""The filled-in form of a case: as an official table, to print and to compare; and what one is asked to add to it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import case_look as look
from pages.parts import html
from pages.parts.compare import compare_dialog
from pages.parts.editor import draw_editor, editing_of, sheet_of
from pages.parts.editor_files import picture
from pages.parts.file_preview import draw_files
from workflows.cases.drafts import Sheet
from workflows.cases.paper import Drawn, drawn
from workflows.cases.view import CaseView

ROWS = 6
"""Rows of an attached table that are shown at once."""


def fills_all(view: CaseView) -> bool:
    """Whether everything one sees may be filled in: then the page 填报 is the place for it."""
    stored = {p for p in view.access.readable if view.form.by_path[p].stored}
    subject = view.bundle.procedure.case.subject
    return bool(view.access.writable) and stored - view.access.writable <= {subject, *view.form.tables}


def draw_mine(view: CaseView) -> None:
    """The part of the form that is this person's to fill in here: a decision per row, a stamped scan."""
    if not view.access.writable or fills_all(view):
        return
    sheet = sheet_of(view.id)
    if isinstance(sheet, Sheet):
        with st.container(key="mine", gap="small"):
            draw_editor(editing_of(sheet, only=view.access.writable), rail=False)


def draw_paper(view: CaseView) -> None:
    """The official table alone, without ways to anything else."""
    found = drawn(office(), actor(), view.id, lang(), now(), limit_rows=ROWS, pictures=picture)
    with st.container(border=True, key="card_sheet"):
        st.html(html.section(say(view.form.title)))
        if isinstance(found, Drawn):
            st.html(found.html)


def draw_sheet(view: CaseView) -> None:
    """The official table with its tools."""
    found = drawn(office(), actor(), view.id, lang(), now(), limit_rows=ROWS, pictures=picture)
    with st.container(border=True, key="card_sheet"):
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
            note = t("case.sheet_note", at=look.moment(view.changed_at))
            st.html(html.section(say(view.form.title), note), width="stretch")
            with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", width="content"):
                _tools(view)
        if isinstance(found, Drawn):
            st.html(found.html)
        if view.files:
            st.html(html.section(t("case.files")))
            titles = [say(title) for title, _ in view.files]
            draw_files([f for _, f in view.files], f"case_file:{view.id}", titles=titles)


def _tools(view: CaseView) -> None:
    if any(s.revision for s in view.steps):
        st.button(
            t("case.compare"), key="compare", type="tertiary", icon=":material/difference:",
            on_click=partial(_comparing, view.id),
        )  # fmt: skip
    st.link_button(t("case.print"), f"/print/{view.id}", icon=":material/print:")
    st.link_button(t("case.export"), f"/workbook/{view.id}", icon=":material/download:")
    if st.session_state.get(_key(view.id)):
        st.dialog(t("case.compare_title"), width="large", on_dismiss=partial(_closed, view.id))(_compare)(view)


def _key(case_id: int) -> str:
    return f"comparing:{case_id}"


def _comparing(case_id: int) -> None:
    st.session_state[_key(case_id)] = True


def _closed(case_id: int) -> None:
    st.session_state.pop(_key(case_id), None)


def _compare(view: CaseView) -> None:
    """Any two versions of the form; the one before the last change and the form as it is now to begin with."""
    kept = [s.revision for s in reversed(view.steps) if s.revision]
    compare_dialog(view.id, kept[_before(kept, view)] if kept else None)


def _before(versions: list[int], view: CaseView) -> int:
    """Where the version stands that the last change was made to."""
    changed = next((s.revision for s in view.steps if s.changes and s.revision), None)
    return versions.index(changed - 1) if changed and changed - 1 in versions else 0
