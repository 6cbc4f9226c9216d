"""Two people changed the same: both values beside each other, and a choice for each place.

A text can be merged by hand; a row that the other one deleted can be brought back with what was typed into it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from forms.edits import AddRows, Conflict, Edit, SetValue
from forms.fields import Field
from forms.fields.long_text import LongTextField
from forms.fields.table import ROW_ID, TableField
from forms.fields.text import TextField
from forms.finding import Place
from forms.labels import label
from forms.values import Row, find_row, is_empty, rows
from pages.context import t
from pages.parts import html
from pages.parts.compare import inside
from pages.parts.editor_state import Editing, Lost, settle
from pages.widgets import plain

LONG = 6
"""Characters from which the difference inside two texts is shown."""


def conflicts_body(editing: Editing) -> None:
    """The dialog: what changed the same place one by one, then the rows that are gone."""
    met = editing.memory.conflicts
    if not met:
        st.rerun()
    st.markdown(plain(t("form.conflicts_note")))
    places = [c for c in met if not c.gone]
    lost = _lost(editing, [c for c in met if c.gone])
    for number, conflict in enumerate(places):
        _place(editing, number, conflict)
    for number, row in enumerate(lost):
        _row(editing, number, row)

    def do() -> None:
        edits = [e for n, c in enumerate(places) for e in _chosen(editing, n, c)]
        back = [r for n, r in enumerate(lost) if st.session_state.get(_key(editing, "gone", n)) == "restore"]
        settle(editing, [*(e for r in back for e in _restored(editing, r)), *edits])

    with st.container(horizontal=True, horizontal_alignment="right"):
        st.button(t("form.conflicts_done"), type="primary", key="conflicts_done", on_click=do)


def _key(editing: Editing, name: str, number: int) -> str:
    return f"{name}:{editing.memory.settled}:{number}"


def _place(editing: Editing, number: int, conflict: Conflict) -> None:
    edit = conflict.edit
    if not isinstance(edit, SetValue):
        return
    field, place = _field(editing, edit)
    words = {"mine": edit.value, "theirs": conflict.now}
    shown = {k: field.show(v, editing.options, editing.lang) or t("form.nothing") for k, v in words.items()}
    text = _is_text(field, edit.value, conflict.now)
    choice = st.radio(
        plain(label(editing.form, editing.numbers, place).say(editing.lang)),
        ["theirs", "mine", *(["both"] if text else [])],
        format_func=lambda k: plain(t(f"form.conflict_{k}", value=shown.get(k, ""))),
        key=_key(editing, "conflict", number),
    )
    if text and min(map(len, shown.values())) >= LONG:
        theirs, mine = inside(shown["theirs"], shown["mine"])
        sides = ((t("form.conflict_their_text"), theirs), (t("form.conflict_my_text"), mine))
        st.html(html.beside(sides))
    if choice == "both":
        _merge(editing, number, str(conflict.now or ""), str(edit.value or ""))


def _merge(editing: Editing, number: int, theirs: str, mine: str) -> None:
    """A box with both texts, to make one of them."""
    key = _key(editing, "merge", number)
    both = theirs if mine in theirs else mine if theirs in mine else f"{theirs}\n{mine}"
    st.text_area(t("form.conflict_merged"), both, key=key, height=120)


def _is_text(field: Field, mine: Any, theirs: Any) -> bool:
    both = isinstance(mine, str) and isinstance(theirs, str)
    return both and isinstance(field, TextField | LongTextField)


def _field(editing: Editing, edit: SetValue) -> tuple[Field, Place]:
    found = find_row(editing.form, editing.values, edit.row) if edit.row else None
    place = Place(edit.field, found.table if found else "", edit.row)
    return editing.form.by_path[place.path], place


def _chosen(editing: Editing, number: int, conflict: Conflict) -> Iterator[Edit]:
    """What is saved over the value of the other person, if anything."""
    edit, choice = conflict.edit, st.session_state.get(_key(editing, "conflict", number))
    if not isinstance(edit, SetValue) or choice not in ("mine", "both"):
        return
    value = edit.value
    if choice == "both":
        field, _ = _field(editing, edit)
        value = field.normal(st.session_state.get(_key(editing, "merge", number), value), editing.options)
    yield replace(edit, value=value, was=conflict.now)


@dataclass(frozen=True)
class _Gone:
    """A row that is gone, with everything that was typed into it or added to it meanwhile."""

    lost: Lost | None
    edits: tuple[SetValue | AddRows, ...]


def _lost(editing: Editing, met: Sequence[Conflict]) -> list[_Gone]:
    """The conflicts about rows that are gone, by the row."""
    found: dict[str, list[SetValue | AddRows]] = {}
    for conflict in met:
        edit = conflict.edit
        found.setdefault(edit.row if isinstance(edit, SetValue) else edit.parent, []).append(edit)
    return [_Gone(editing.memory.lost.get(row), tuple(edits)) for row, edits in found.items()]


def _row(editing: Editing, number: int, gone: _Gone) -> None:
    """What was in the row, what was typed, and whether it shall come back."""
    typed = "；".join(_typed(editing, gone, e) for e in gone.edits)
    if gone.lost is None or not editing.may_write(gone.lost.table):
        st.html(html.notice(t("form.conflict_gone"), typed))
        return
    words = _words(editing, gone.lost.table, gone.lost.row)
    st.html(html.notice(t("form.conflict_gone"), f"{words}　{typed}"))
    st.radio(
        plain(t("form.conflict_row", row=words)), ["leave", "restore"], label_visibility="collapsed",
        format_func=lambda k: plain(t(f"form.conflict_{k}")), key=_key(editing, "gone", number),
    )  # fmt: skip


def _typed(editing: Editing, gone: _Gone, edit: SetValue | AddRows) -> str:
    if isinstance(edit, AddRows):
        return t("form.conflict_lost_rows", rows=len(edit.rows))
    field = editing.form.by_path.get(f"{gone.lost.table}.{edit.field}") if gone.lost else None
    value = field.show(edit.value, editing.options, editing.lang) if field else str(edit.value or "")
    named = f"{field.title.say(editing.lang)}：" if field else ""
    return t("form.conflict_lost", value=f"{named}{value or t('form.nothing')}")


def _words(editing: Editing, table: str, row: Mapping[str, Any]) -> str:
    """A row by what stands in it."""
    fields = (f for f in editing.form.tables[table].fields if not is_empty(row.get(f.key)))
    return "，".join(filter(None, (f.show(row[f.key], editing.options, editing.lang) for f in fields)))


def _restored(editing: Editing, gone: _Gone) -> Iterator[Edit]:
    """The edits that bring a row back with what was typed into it; the row around it too, if that is gone as well."""
    lost = gone.lost
    if lost is None:
        return
    row = dict(lost.row)
    for edit in gone.edits:
        if isinstance(edit, SetValue):
            row[edit.field] = edit.value
        else:
            key = edit.table.rpartition(".")[2]
            row[key] = [*rows(row, key), *edit.rows]
    outer = lost.table.rpartition(".")[0]
    if outer and lost.around and find_row(editing.form, editing.values, lost.around[ROW_ID]) is None:
        key = lost.table.rpartition(".")[2]
        kept = [row if r[ROW_ID] == row[ROW_ID] else r for r in rows(lost.around, key)]
        yield AddRows(outer, (_writable(editing, outer, {**lost.around, key: kept}),), "", None)
        return
    parent = lost.around[ROW_ID] if lost.around else ""
    yield AddRows(lost.table, (_writable(editing, lost.table, row),), parent, lost.after)


def _writable(editing: Editing, path: str, row: Row) -> Row:
    """The row with what this person may fill in; what others wrote in it can only come back through them."""
    made: Row = {ROW_ID: row[ROW_ID]}
    for f in editing.form.tables[path].fields:
        own = f"{path}.{f.key}"
        if is_empty(row.get(f.key)) or not f.stored or not editing.may_write(own):
            continue
        made[f.key] = [_writable(editing, own, r) for r in row[f.key]] if isinstance(f, TableField) else row[f.key]
    return made
