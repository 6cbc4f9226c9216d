"""A form as a person fills it in: cards of fields, grids of tables, the rail beside them. For any form.

The page 填报 shows all of it; other pages show a part: `editing_of(sheet, only=paths)` narrows what may be written.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from forms.edits import Edit
from forms.fields import Field
from forms.fields.table import TableField
from forms.text import Text
from pages import context
from pages.context import lang, say
from pages.parts import html
from pages.parts.editor_dialogs import draw_dialog
from pages.parts.editor_fields import draw_fields, field_key, shown_fields
from pages.parts.editor_rail import draw_rail
from pages.parts.editor_state import Editing, Stored, memory_of, note_vanished
from pages.parts.editor_tables import card_title, draw_table
from pages.parts.enter import enter_goes_on
from pages.parts.jump import jump
from pages.parts.wizard import Here, draw_steps, here, toggle
from pages.parts.wizard_summary import draw_summary
from workflows.cases.drafts import Sheet, open_draft, save, unchanged
from workflows.engine.types import Actor, Refusal

KEPT = timedelta(seconds=20)
"""How long a draft that nobody changed is not checked again: other cases and parameters may have changed."""
CSS = Path(__file__).resolve().parents[1] / "theme" / "editor.css"


def sheet_of(case_id: int) -> Sheet | Refusal:
    """The draft as it is now; the one of the last run while nobody changed it, for a short while."""
    office, actor, now = context.office(), context.actor(), context.now()
    kept: tuple[Sheet, Actor, datetime] | None = st.session_state.get(f"sheet:{case_id}")
    if kept and kept[1] == actor and now - kept[2] < KEPT and unchanged(office, kept[0]):
        return kept[0]
    found = open_draft(office, actor, case_id, now)
    if not isinstance(found, Refusal):
        st.session_state[f"sheet:{case_id}"] = (found, actor, now)
    return found


def editing_of(sheet: Sheet, only: Iterable[str] | None = None) -> Editing:
    """The form of a sheet, ready to be drawn; what is saved goes through the draft service."""
    case_id = sheet.case.id or 0

    def store(edits: Sequence[Edit]) -> Stored:
        saved = save(context.office(), context.saver(), case_id, edits, context.now())
        return Stored(refused=saved.message) if isinstance(saved, Refusal) else Stored(saved.conflicts)

    return Editing(
        case_id=case_id,
        form=sheet.bundle.form(),
        values=sheet.values,
        shown=sheet.shown,
        findings=sheet.findings,
        access=sheet.access,
        options=sheet.options,
        answers=sheet.answers,
        gone=sheet.gone,
        lang=lang(),
        person=context.actor().id,
        version=str(sheet.bundle.number),
        store=store,
        memory=memory_of(case_id),
        stands=sheet.numbers,
        extra=sheet.extra,
        policies=sheet.bundle.policies,
        only=None if only is None else frozenset(only),
    )


def draw_editor(editing: Editing, *, rail: bool = True) -> None:
    """The whole editor: cards at the left, the rail at the right, the dialog that is open, and the place jumped to."""
    st.html(CSS)
    note_vanished(editing)
    at = here(editing)
    if at:
        draw_steps(editing, at)
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch"):
            _draw_main(editing, at)
        if rail and not (at and at.step is None):
            with st.container(width=272, key="rail"):
                draw_rail(editing)
    finish(editing)


def _draw_main(editing: Editing, at: Here | None) -> None:
    if at is None:
        draw_cards(editing)
    elif at.step is None:
        draw_summary(editing, at)
    else:
        _draw_page(editing, at)


def draw_cards(editing: Editing) -> None:
    """A card per page of fields and one or two per table, numbered through."""
    number = 1
    for page in editing.form.pages:
        number = _draw_part(editing, page.fields, number, page.title)


def _draw_page(editing: Editing, at: Here) -> None:
    """One page; of a page that is too long the section that is open, and a line for each of the others."""
    step, number = at.step, 1
    for section in step.sections if step else ():
        title = say(section.title or step.page.title) if step else ""
        if step and len(step.sections) > 1:
            toggle(editing, step, section, at.section, title)
        if section.number == at.section:
            whole = step is not None and len(step.sections) == 1
            number = _draw_part(editing, section.fields, number, step.page.title if step and whole else None)


def _draw_part(editing: Editing, given: Sequence[Field], number: int, title: Text | None) -> int:
    """A card for fields and one or two per table; gives the number of the next card."""
    fields = shown_fields(editing, given)
    if fields:
        with st.container(border=True, key=f"card_page_{number}", gap="small"):
            if title:
                st.html(html.section(card_title(editing, number, title)))
            draw_fields(editing, fields)
        number += 1
    for table in tables_shown(editing, given):
        alone = [f for f in given if editing.access.may_read(f.key)] == [table]
        number = draw_table(editing, table, number, title if alone and title else table.title)
    return number


def tables_shown(editing: Editing, fields: Sequence[Field]) -> list[TableField]:
    """The tables this person sees; with `only`, those in which something is asked of them."""
    found = [
        f for f in fields
        if isinstance(f, TableField) and editing.access.may_read(f.key) and (f.key, "") not in editing.gone
    ]  # fmt: skip
    if editing.only is None:
        return found
    return [f for f in found if any(p == f.key or p.startswith(f"{f.key}.") for p in editing.only)]


def finish(editing: Editing) -> None:
    """What comes after the cards: the enter key, notes of what was pasted or dropped, the open dialog, the jump."""
    enter_goes_on()
    memory = editing.memory
    for note in memory.notes:
        st.toast(say(note), icon=":material/info:")
    memory.notes = ()
    draw_dialog(editing)
    to_field = memory.jump if memory.jump and not memory.jump["row"] else None
    path = (to_field["table"] or to_field["field"]) if to_field else ""
    jump(to_field["n"] if to_field else 0, field_key(editing, path) if path else "")
