"""The tool rows above the grids: paste, upload, add, insert, copy, delete and bring back, show what is to be mended."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.context import row_defaults
from forms.edits import Edit, SetValue
from forms.fields import Field
from forms.fields.choice import ChoiceField
from forms.fields.long_text import LongTextField
from forms.fields.table import ROW_ID
from pages.context import t
from pages.parts import grid_edits
from pages.parts.editor_state import Editing, current_row
from pages.parts.editor_upload import template_button
from pages.parts.grid_rows import TableShown, rows_at

Rows = Sequence[Mapping[str, Any]]


def outer_tools(
    editing: Editing, shown: TableShown, parent: str, given: Rows, mend: frozenset[str], heading: str
) -> None:
    """The heading of an outer table with its tools beside it."""
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", gap="small"):
        st.html(heading, width="content")
        if not shown.locked:
            with st.container(horizontal=True, width="content", gap="xsmall", vertical_alignment="center"):
                _for_all(editing, shown, given)
                if shown.structural:
                    _outer_buttons(editing, shown, given)


def _outer_buttons(editing: Editing, shown: TableShown, given: Rows) -> None:
    path, row = shown.path, current_row(editing, shown.path)
    _bring_back(editing, path)
    _button(editing, path, "paste", "content_paste", partial(open_dialog, editing, "paste", path), kind="tertiary")
    _button(editing, path, "copy", "content_copy", partial(copy, editing, shown, "", given), not row, kind="tertiary")
    full = len(given) >= shown.table.max_rows
    hint = t("form.full", rows=shown.table.max_rows) if full else None
    _button(editing, path, "add", "add", partial(add, editing, shown, ""), full, hint)
    _button(editing, path, "delete", "delete", partial(open_dialog, editing, "delete", path), not row)


def inner_tools(
    editing: Editing, shown: TableShown, parent: str, given: Rows, mend: frozenset[str], heading: str
) -> None:
    """The heading of a table and, under it, its tool row; the toggle for what is to be mended at the right end."""
    path, number = shown.path, _index(editing, shown.path)
    with st.container(horizontal=True, vertical_alignment="center", key=f"heading_{number}"):
        st.html(heading, width="stretch")
        _bring_back(editing, path)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key=f"tools_{number}"):
        if "." in path and not parent:
            _workbook_buttons(editing, shown)
            return
        if shown.structural:
            _inner_buttons(editing, shown, parent, given)
        else:
            _for_all(editing, shown, given)
        st.space("stretch")
        _mending(editing, path, mend)


def _inner_buttons(editing: Editing, shown: TableShown, parent: str, given: Rows) -> None:
    path, chosen = shown.path, _chosen(editing, shown, given)
    full = len(given) >= shown.table.max_rows
    _button(editing, path, "paste", "content_paste", partial(open_dialog, editing, "paste", path))
    _workbook_buttons(editing, shown)
    _button(editing, path, "add", "add", partial(add, editing, shown, parent), full, kind="tertiary")
    _button(
        editing, path, "delete_chosen", "delete", partial(delete, editing, shown, parent), not chosen, kind="tertiary"
    )
    _more(editing, shown, parent, given, full)


def _workbook_buttons(editing: Editing, shown: TableShown) -> None:
    """The workbook holds the whole form: an empty one can be filled by it alone."""
    if shown.structural:
        _button(editing, shown.path, "upload", "upload", partial(open_dialog, editing, "upload", shown.path))
        template_button(editing, shown.path, editing.version)


def _more(editing: Editing, shown: TableShown, parent: str, given: Rows, full: bool) -> None:
    """What is wanted now and then, in a menu."""
    key = f"do_more:{editing.case_id}:{shown.path}"
    does = {
        "insert": partial(insert, editing, shown, parent),
        "copy": partial(copy, editing, shown, parent, given),
    }
    st.menu_button(
        t("form.more"),
        list(does),
        key=key,
        type="tertiary",
        disabled=full,
        format_func=lambda name: t(f"form.{name}"),
        on_click=lambda: does[st.session_state[key]]() if st.session_state.get(key) else None,
    )


def _button(
    editing: Editing,
    path: str,
    name: str,
    icon: str,
    do: Any,
    disabled: bool = False,
    hint: str | None = None,
    kind: str = "secondary",
) -> None:
    st.button(
        t(f"form.{name}"),
        key=f"do_{name}:{editing.case_id}:{path}",
        icon=f":material/{icon}:",
        on_click=do,
        disabled=disabled,
        help=hint,
        type=kind,  # type: ignore[arg-type]
    )


def _bring_back(editing: Editing, path: str) -> None:
    deleted = editing.memory.deleted.get(path)
    if deleted:
        back = partial(bring_back, editing, path)
        _button(editing, path, "bring_back", "undo", back, kind="tertiary")


def _mending(editing: Editing, path: str, mend: frozenset[str]) -> None:
    kept = editing.memory.mending.get(path)
    key = f"mending:{editing.case_id}:{path}"
    st.session_state[key] = kept is not None
    st.toggle(
        t("form.only_mend"),
        key=key,
        disabled=not mend and kept is None,
        on_change=show_mending,
        args=(editing, path, mend),
    )


def _for_all(editing: Editing, shown: TableShown, given: Rows) -> None:
    """One entry for all rows, where somebody decides row by row; one stock phrase for the row they stand in."""
    for f in shown.fields if given else ():
        if f.key not in shown.writable or _is_off(editing, shown, f, given):
            continue
        title = f.title.say(editing.lang)
        if isinstance(f, ChoiceField) and not shown.structural:
            known = editing.options.choices(f.options)
            _menu(editing, shown, f.key, t("form.for_all", title=title), list(known), given, "all")
        elif isinstance(f, LongTextField) and f.phrases:
            _menu(editing, shown, f.key, t("form.phrase_for", title=title), f.phrases, given, "row")


def _is_off(editing: Editing, shown: TableShown, field: Field, given: Rows) -> bool:
    """Whether a condition hides the field in every row."""
    return all((f"{shown.path}.{field.key}", row[ROW_ID]) in editing.gone for row in given)


def _menu(
    editing: Editing, shown: TableShown, field: str, label: str, offered: list[str], given: Rows, who: str
) -> None:
    key = f"menu:{editing.case_id}:{shown.path}:{field}"
    kind = next(f for f in shown.fields if f.key == field)
    st.menu_button(
        label,
        offered,
        key=key,
        type="tertiary",
        format_func=lambda v: kind.show(v, editing.options, editing.lang),
        on_click=lambda: _put(editing, shown, field, st.session_state.get(key), given, who),
    )


def _put(editing: Editing, shown: TableShown, field: str, value: Any, given: Rows, who: str) -> None:
    if value is None:
        return
    here = current_row(editing, shown.path) if shown.table.inner() else editing.memory.at.get(shown.path, "")
    rows = [r for r in given if who == "all" or r[ROW_ID] == here]
    path = f"{shown.path}.{field}"
    mine = [r for r in rows if r.get(field) != value and editing.access.may_write_at(path, r[ROW_ID])]
    editing.save([SetValue(field, value, r[ROW_ID], r.get(field)) for r in mine])


def _chosen(editing: Editing, shown: TableShown, given: Rows) -> tuple[str, ...]:
    """The ticked rows that are still there."""
    there = {r[ROW_ID] for r in given}
    return tuple(i for i in editing.memory.chosen.get(shown.path, ()) if i in there)


def open_dialog(editing: Editing, name: str, path: str) -> None:
    editing.memory.dialog = (name, path)


def show_mending(editing: Editing, path: str, mend: frozenset[str]) -> None:
    """Turns 只看要改的 on or off; a row that is mended meanwhile stays until it is turned off."""
    on = editing.memory.mending.pop(path, None) is None
    if on:
        editing.memory.mending[path] = mend


def add(editing: Editing, shown: TableShown, parent: str) -> None:
    """A new row at the end, with the cursor in it."""
    _add(editing, shown, parent, None)


def insert(editing: Editing, shown: TableShown, parent: str) -> None:
    """A new row above the one that is ticked or that the cursor stands in; else at the top."""
    ids = [r[ROW_ID] for r in editing.rows(shown.path, parent)]
    memory = editing.memory
    here = next((i for i in (*memory.chosen.get(shown.path, ()), memory.at.get(shown.path, "")) if i in ids), "")
    at = ids.index(here) if here else 0
    _add(editing, shown, parent, ids[at - 1] if at else "")


def _add(editing: Editing, shown: TableShown, parent: str, after: str | None) -> None:
    values = row_defaults(editing.form, shown.path, editing.values, editing.options, editing.extra)
    edit, new = grid_edits.insert(shown, parent, after, values)
    if editing.save([edit]):
        _show(editing, shown, new)


def _show(editing: Editing, shown: TableShown, row: str) -> None:
    memory = editing.memory
    if shown.table.inner():
        memory.show_row(shown.path, row)
    if shown.path in memory.mending:
        memory.mending[shown.path] |= {row}
    memory.go(shown.path, row, "")


def copy(editing: Editing, shown: TableShown, parent: str, given: Rows) -> None:
    """The chosen rows again, each behind itself."""
    chosen = _chosen(editing, shown, given)
    if shown.table.inner():
        chosen = (current_row(editing, shown.path),)
    edits, first = grid_edits.duplicate(shown, parent, given, chosen)
    if edits and editing.save(edits):
        _show(editing, shown, first)


def delete(editing: Editing, shown: TableShown, parent: str, chosen: Sequence[str] | None = None) -> None:
    """Deletes the chosen rows; they can be brought back until the next ones are deleted."""
    rows = rows_at(editing.values, shown.path, parent)
    gone = grid_edits.delete(rows, editing.memory.chosen.get(shown.path, ()) if chosen is None else chosen)
    if gone.rows and editing.save([gone]):
        editing.memory.deleted[shown.path] = list(grid_edits.restore(shown, parent, rows, gone.rows))
        editing.memory.chosen[shown.path] = ()


def bring_back(editing: Editing, path: str) -> None:
    """The rows deleted last stand where they stood, with everything in them."""
    edits: list[Edit] = editing.memory.deleted.pop(path, [])
    editing.save(edits)


def _index(editing: Editing, path: str) -> int:
    return list(editing.form.by_path).index(path)
