"""The form as somebody would fill it in: real fields over sample data that changes, in any state, as any role."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

import streamlit as st

from forms.checking import Access, check
from forms.context import compute
from forms.definition import Form
from forms.draft import apply
from forms.edits import Edit
from forms.fields import Field, OptionSource
from forms.fields.table import TableField
from forms.options import ListOptions
from forms.steps import HEADING
from forms.values import sample
from forms.visibility import hidden
from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from pages.parts.design_state import Desk
from pages.parts.editor_fields import draw_fields, shown_fields
from pages.parts.editor_state import Editing, Memory, Stored
from pages.parts.preview_tables import draw_table
from workflows.access import Access as CaseAccess
from workflows.bundle import MAIN, Bundle
from workflows.designing import Known, Looked
from workflows.engine.types import CaseFacts
from workflows.rights import access_of_roles

SHOWN = 12
"""Fields drawn at once: what is around the selected one; a preview must not slow down building."""


class Previewed(Protocol):
    """Whatever is on a desk with a form that can be filled in."""

    @property
    def name(self) -> str: ...

    @property
    def form(self) -> Form: ...

    @property
    def known(self) -> Known: ...

    @property
    def looked(self) -> Looked: ...


def draw_preview(desk: Desk) -> None:
    """The page on the canvas, or the part of it around what is selected."""
    st.html(html.section(t("design.preview"), t("design.preview_note")))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        access = _access(desk)
    editing = editing_of(desk, access)
    page = next((p for p in desk.form.pages if p.id == desk.page), None)
    fields, cut = around(page.fields if page else [], desk.chosen.partition(".")[0])
    seen = shown_fields(editing, fields)
    tables = [f for f in fields if isinstance(f, TableField) and access.may_read(f.key)]
    shut = [f for f in tables if (f.key, "") in editing.gone]
    if not seen and len(shut) == len(tables):
        st.html(html.empty(t("design.preview_empty")))
    draw_fields(editing, seen)
    for table in tables:
        if table not in shut:
            draw_table(editing, table)
    _told(desk, editing, cut)


def around(fields: Sequence[Field], chosen: str) -> tuple[list[Field], bool]:
    """The section of a page that a field stands in, and whether that is not all of the page.

    A long section is cut into pieces that stay where they are: another field of the same piece draws nothing anew.
    """
    at = next((n for n, f in enumerate(fields) if f.key == chosen), 0)
    if len(fields) <= SHOWN:
        return list(fields), False
    heads = [n for n, f in enumerate(fields) if f.type == HEADING]
    first = max((n for n in heads if n <= at), default=0)
    last = min((n for n in heads if n > at), default=len(fields))
    if last - first > SHOWN:
        first += (at - first) // SHOWN * SHOWN
        last = min(last, first + SHOWN)
    return list(fields[first:last]), True


def _told(desk: Desk, editing: Editing, cut: bool) -> None:
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        words = t("design.preview_cut") if cut else t("design.preview_made_up")
        st.html(html.muted(words), width="stretch")
        st.button(
            t("design.preview_empty_it"), key="design_preview_empty", type="tertiary", on_click=_start, args=(desk, {})
        )
        st.button(
            t("design.preview_again"), key="design_preview_again", type="tertiary", on_click=_start, args=(desk, None)
        )


def _access(desk: Desk) -> Access:
    """As which role, in which state; everything may be filled in where no procedure says otherwise."""
    bundle = desk.looked.checked.bundle
    if bundle is None or bundle.procedure.forms[MAIN].form != desk.form.id or bundle.form() != desk.form:
        every = frozenset(desk.form.by_path)
        return CaseAccess(desk.form, every, every, frozenset(), frozenset())
    states, roles = bundle.procedure.states, bundle.procedure.roles
    state = st.selectbox(t("def.state"), list(states), key="design_state", format_func=lambda s: say(states[s].title))
    first = states[state].holder
    role = st.selectbox(
        t("def.role"), list(roles), key="design_role", format_func=lambda r: say(roles[r].title),
        index=list(roles).index(first) if first in roles else 0,
    )  # fmt: skip
    return access_of_roles(bundle, CaseFacts(None, state, 0, {}, {}, 0, ""), [role])


def options_of(desk: Previewed) -> OptionSource:
    """Lists and districts as of today."""
    with office().db.read() as session:
        districts = office().districts(session, _today())
    bundle: Bundle | None = desk.looked.checked.bundle
    lists = {**desk.known.lists, **(bundle.lists if bundle else {})}
    return ListOptions(lists, districts, _today())


def _today() -> date:
    return office().today(now())


def editing_of(desk: Previewed, access: Access, options: OptionSource | None = None) -> Editing:
    """A draft that lives in this tab alone: what is typed changes it, conditions and figures follow.

    `options` where it may look up more than lists and districts.
    """
    form, options = desk.form, options or options_of(desk)
    values = _values(desk, options)
    shown = compute(form, values, options)
    kept = f"design_values:{desk.name}"

    def store(edits: Sequence[Edit]) -> Stored:
        done = apply(form, _values(desk, options), {}, edits)
        st.session_state[kept] = (names_of(form), done.values)
        return Stored(done.conflicts)

    number = -zlib.crc32(desk.name.encode())
    memory: Memory = st.session_state.setdefault(f"design_tried:{number}", Memory())
    return Editing(
        case_id=number, form=form, values=values, shown=shown,
        findings=check(form, shown, options, access=access), access=access, options=options, answers={},
        gone=hidden(form, shown, options), lang=lang(), person=actor().id, version="0", store=store, memory=memory,
        names=names_of(form, lang()),
    )  # fmt: skip


def names_of(form: Form, lang: str = "") -> Mapping[str, str]:
    """What tells a field from what it was: its type; of a table also its columns, in a language with their headings.

    A field that comes or goes leaves the widgets of the others as they are: the browser draws them anew otherwise.
    """
    told = {path: [f.type, f.lists, ""] for path, f in form.by_path.items()}
    for path, f in form.by_path.items():
        above = path.rpartition(".")[0]
        while above:  # a grid keeps the headings it began with
            told[above].append(f"{path} {f.type} {f.lists} {f.heading(lang) if lang else ''}")
            above = above.rpartition(".")[0]
    return {path: f"{zlib.crc32(json.dumps([path, each]).encode()):08x}" for path, each in told.items()}


def _values(desk: Previewed, options: OptionSource) -> Mapping[str, Any] | dict[str, Any]:
    """What was typed into the preview where the field is still the same; else sample values."""
    before, typed = st.session_state.get(f"design_values:{desk.name}", ({}, None))
    values, names = dict(sample(desk.form, options)), names_of(desk.form)
    if typed is None:
        return values
    same = {f.key for f in desk.form.fields if before.get(f.key) == names[f.key]}
    return {k: v for k, v in values.items() if k not in same} | {k: v for k, v in typed.items() if k in same}


def _start(desk: Desk, values: Mapping[str, Any] | None) -> None:
    st.session_state[f"design_values:{desk.name}"] = (names_of(desk.form), values)
