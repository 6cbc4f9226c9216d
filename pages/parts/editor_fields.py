"""The fields of a page outside tables: widgets where somebody may write, text where they may read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.fields import Field
from forms.fields.table import TableField
from forms.finding import Finding
from forms.values import is_empty
from pages.context import say
from pages.parts import html
from pages.parts.basis import field_basis
from pages.parts.editor_files import address, keep_file
from pages.parts.editor_sources import look_up
from pages.parts.editor_state import Editing, late, typed
from pages.widgets import NOTHING, Asked, widget_of


def shown_fields(editing: Editing, fields: Sequence[Field]) -> list[Field]:
    """The fields outside tables that this person sees now; with `only`, those they are asked for."""
    return [
        f
        for f in fields
        if not isinstance(f, TableField)
        and editing.access.may_read(f.key)
        and f.key not in editing.form.said_by_pages
        and (f.key, "") not in editing.gone
        and (editing.only is None or editing.may_write(f.key))
    ]


def draw_fields(editing: Editing, fields: Sequence[Field]) -> None:
    """The fields in four columns, each as wide as it says; notes and headings stay where the form has them."""
    wrong = _by_field(editing.findings)
    for run in runs(fields):
        _draw_run(editing, run, wrong)


def runs(fields: Sequence[Field]) -> list[list[Field]]:
    """The fields in pieces, with each note and each heading as a piece of its own."""
    found: list[list[Field]] = [[]]
    for f in fields:
        if f.valued:
            found[-1].append(f)
        else:
            found += [[f], []]
    return [run for run in found if run]


def _draw_run(editing: Editing, fields: Sequence[Field], wrong: Mapping[str, Sequence[Finding]]) -> None:
    """Narrow fields four in a line, wider ones two, then those that take a whole line."""
    for columns, least, widths in ((4, 150, {0, 1}), (2, 300, {2, 3})):
        some = [f for f in fields if f.width in widths]
        if some:
            with st.grid(columns, min_column_width=least, gap="small"):
                for f in some:
                    draw_field(editing, f, wrong.get(f.key, ()))
    for f in fields:
        if f.width >= 4:
            draw_field(editing, f, wrong.get(f.key, ()))


def bring_in(editing: Editing) -> bool:
    """Saves what stands in the widgets and is not in the draft; whether all of it was saved."""
    saved = True
    for field in editing.form.fields:
        key = _key(editing, field)
        raw = widget_of(field).held(field, editing.options, key) if editing.may_write(field.key) else NOTHING
        if raw is not NOTHING and field.normal(raw, editing.options) != editing.values.get(field.key):
            saved = typed(editing, field.key, raw) and saved
    return saved


def draw_field(editing: Editing, field: Field, wrong: Sequence[Finding]) -> None:
    """One field, with one line under it that is always there: its hint, or what is wrong."""
    with st.container(key=field_key(editing, field.key), gap=None):
        if not field.valued:
            widget_of(field).draw(_asked(editing, field))
        elif editing.may_write(field.key):
            widget_of(field).draw(_asked(editing, field))
            st.html(_line(editing, field, wrong))
        else:
            value = editing.shown.get(field.key)
            words = field.show(value, editing.options, editing.lang)
            basis = field_basis(editing.form, field, editing.policies)
            st.html(html.locked(field.heading(editing.lang), words, field.link(value), basis))


def field_key(editing: Editing, path: str) -> str:
    """The key of a field's container: plain characters, as it becomes a class of the page."""
    return f"field_{editing.case_id}_{editing.names.get(path) or list(editing.form.by_path).index(path)}"


def _key(editing: Editing, field: Field) -> str:
    return f"value:{editing.case_id}:{field.key}{editing.names.get(field.key, '')}"


def _asked(editing: Editing, field: Field) -> Asked:
    return Asked(
        field,
        _key(editing, field),
        editing.values.get(field.key),
        editing.options,
        editing.lang,
        save=partial(typed, editing, field.key),
        late=partial(late, editing, field.key),
        keep=partial(keep_file, field),
        fetch=address,
        required=field.required,
        basis=field_basis(editing.form, field, editing.policies),
        sources=look_up,
        titles={each.key: each.title for each in editing.form.fields},
    )


def _line(editing: Editing, field: Field, wrong: Sequence[Finding]) -> str:
    tip = "；".join(say(m) for f in wrong for m in (f.message, f.todo) if m)
    words, missing = field.help.say(editing.lang) if field.help else "", is_empty(editing.values.get(field.key))
    return html.hint(words, [say(f.message) for f in wrong], tip, missing)


def _by_field(findings: Sequence[Finding]) -> Mapping[str, list[Finding]]:
    found: dict[str, list[Any]] = {}
    for f in findings:
        for place in f.marks if f.level == "error" else ():
            if not place.table and not place.row:
                found.setdefault(place.field, []).append(f)
    return found
