"""The dialogs of the editor. Which one is open is remembered, so that a rerun shows it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape as e
from typing import Any, Literal

import streamlit as st

from forms.edits import Edit
from forms.fields import Field
from forms.fields.table import ROW_ID
from forms.labels import row_label
from forms.paste import Pasted, parse_block
from forms.values import find_row, is_empty
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_conflicts import conflicts_body
from pages.parts.editor_state import Editing, current_row
from pages.parts.editor_tools import delete, open_dialog
from pages.parts.editor_upload import upload_body
from pages.parts.form_compare import compare_body
from pages.parts.grid_edits import LIMIT, append
from pages.parts.grid_edits import delete as deletion
from pages.parts.grid_rows import TableShown
from pages.widgets import plain

_WIDTHS: dict[str, Literal["small", "medium", "large"]] = {"delete": "small", "compare": "large"}
SHOWN = 5
"""Rows of a preview."""


def draw_dialog(editing: Editing) -> None:
    """The dialog that is open, if any; two saves that met come first."""
    name, path = editing.memory.dialog
    if editing.memory.conflicts:
        _open(editing, "conflicts", conflicts_body, dismissible=False)
    elif name == "paste":
        _open(editing, "paste", partial(_paste, path=path))
    elif name == "upload":
        _open(editing, "upload", partial(upload_body, path=path))
    elif name == "delete":
        _open(editing, "delete", partial(_delete, path=path))
    elif name == "compare":
        _open(editing, "compare", partial(compare_body, revision=path))


def _open(editing: Editing, name: str, body: Any, dismissible: bool = True) -> None:
    close = partial(open_dialog, editing, "", "")
    wide: Literal["small", "medium", "large"] = _WIDTHS.get(name, "medium")
    st.dialog(t(f"form.{name}_title"), width=wide, dismissible=dismissible, on_dismiss=close)(body)(editing)


def unless_closed(editing: Editing, name: str) -> None:
    """Draws the page again without the dialog when the callback just run has ended it."""
    if editing.memory.dialog[0] != name:
        st.rerun()


def _paste(editing: Editing, path: str) -> None:
    """A block from a spreadsheet, what was understood of it, and where it goes."""
    unless_closed(editing, "paste")
    shown = editing.table(path)
    parent = _parent(editing, path)
    fields = _fields(shown)
    key = f"block:{editing.case_id}:{path}"
    st.text_area(
        t("form.paste_label"), key=key, height=150, max_chars=LIMIT,
        placeholder=t("form.paste_hint", titles=[f.title for f in fields]),
    )  # fmt: skip
    text = st.session_state.get(key) or ""
    pasted = parse_block(text, fields, editing.options) if text.strip() else Pasted([], [])
    with st.container(height=196, border=False, key="paste_preview"):
        st.html(_understood(editing, pasted, fields))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        where = st.radio(
            t("form.where"), ["end", "replace"], format_func=lambda w: t(f"form.where_{w}"),
            horizontal=True, key=f"where:{editing.case_id}:{path}", label_visibility="collapsed", width="stretch",
        )  # fmt: skip
        st.button(
            t("form.paste_add"), type="primary", key=f"do_paste_rows:{path}",
            on_click=_take, args=(editing, shown, parent, key, where),
        )  # fmt: skip


def _take(editing: Editing, shown: TableShown, parent: str, key: str, where: str) -> None:
    """Reads the box as it is now, not as it was drawn: a click right after pasting takes all of it."""
    text = (st.session_state.get(key) or "")[:LIMIT]
    new = parse_block(text, _fields(shown), editing.options).rows
    if not new:
        return
    before = editing.rows(shown.path, parent)
    edits: list[Edit] = []
    if where == "replace" and before:
        edits.append(deletion(before, [r[ROW_ID] for r in before]))
    if where != "replace" and before and _blank(shown, before[-1]):
        edits.append(deletion(before, [before[-1][ROW_ID]]))
    added = append(shown, parent, new, None)
    if editing.save([*edits, added]):
        st.session_state[key] = ""
        editing.memory.go(shown.path, added.rows[0][ROW_ID], "")
    editing.memory.dialog = ("", "")


def _blank(shown: TableShown, row: dict[str, Any]) -> bool:
    """Whether a row is still empty: one that was added to type into gives way to what is pasted."""
    return all(is_empty(row.get(f.key)) for f in shown.table.fields if f.stored)


def _fields(shown: TableShown) -> list[Field]:
    return [f for f in shown.fields if f.key in shown.writable]


def _parent(editing: Editing, path: str) -> str:
    outer = path.rpartition(".")[0]
    return current_row(editing, outer) if outer else ""


def _understood(editing: Editing, pasted: Pasted, fields: Sequence[Field]) -> str:
    notes = "".join(f"<li>{e(say(n))}</li>" for n in pasted.notes)
    if not pasted.rows:
        return f'<ul class="notes">{notes}</ul>' if notes else html.muted(t("form.paste_nothing"))
    wrong = sum(1 for r in pasted.rows for f in fields if _wrong(editing, f, r.get(f.key)))
    head = t("form.paste_rows", rows=len(pasted.rows)) + (f"　{t('form.paste_wrong', cells=wrong)}" if wrong else "")
    titles = "".join(f"<th>{e(f.title.say(editing.lang))}</th>" for f in fields)
    body = "".join(f"<tr>{''.join(_cell(editing, f, r.get(f.key)) for f in fields)}</tr>" for r in pasted.rows[:SHOWN])
    more = t("form.paste_more", rows=len(pasted.rows) - SHOWN) if len(pasted.rows) > SHOWN else ""
    table = f'<table class="small"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
    return f'<p class="understood"><b>{e(head)}</b></p><ul class="notes">{notes}</ul>{table}{html.muted(more)}'


def _cell(editing: Editing, field: Field, value: Any) -> str:
    bad = ' class="bad"' if _wrong(editing, field, value) else ""
    return f"<td{bad}>{e(field.show(value, editing.options, editing.lang))}</td>"


def _wrong(editing: Editing, field: Field, value: Any) -> bool:
    return bool(not is_empty(value) and field.problems(value, editing.options))


def _delete(editing: Editing, path: str) -> None:
    """Asks once more before a row goes with everything in it."""
    unless_closed(editing, "delete")
    shown, row = editing.table(path), current_row(editing, path)
    found = find_row(editing.form, editing.values, row)
    inner = shown.table.inner()
    words = row_label(editing.form, editing.numbers, path, row).say(editing.lang)
    below = len(editing.rows(f"{path}.{inner.key}", row)) if inner else 0
    name = str(found.row.get(shown.table.row_title) or "") if found and shown.table.row_title else ""
    st.markdown(
        plain(t("form.delete_ask", row=f"{words}　{name}".strip(), inner=inner.title if inner else "", rows=below))
    )

    def do() -> None:
        delete(editing, shown, "", (row,))
        open_dialog(editing, "", "")

    with st.container(horizontal=True, horizontal_alignment="right", gap="small"):
        st.button(t("form.cancel"), key="delete_no", on_click=open_dialog, args=(editing, "", ""))
        st.button(t("form.delete"), key="delete_yes", type="primary", on_click=do)
