"""The entries of a code list as a grid: typed, pasted from a spreadsheet, added, taken away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.design.entries import GRID, ITEMS, laid, table
from forms.edits import AddRows, DeleteRows
from forms.fields.table import ROW_ID
from forms.paste import Pasted, parse_block
from forms.text import Message
from forms.values import new_id
from pages.context import lang, now, office, say, t
from pages.parts import html
from pages.parts.editor_tables import SPOKEN
from pages.parts.grid import Report, Told, Words, grid
from pages.parts.grid_edits import LIMIT, read
from pages.parts.grid_pages import MOST
from pages.parts.grid_rows import TableShown, view
from pages.parts.list_state import ListDesk, change, list_desk, options

TALL, SHOWN = 620, 8
"""Pixels of the grid at most, and rows of a block that are shown before it is taken."""


def draw_grid(desk: ListDesk) -> None:
    """The tools, the paste box and the grid."""
    _tools(desk)
    _notes(desk)
    with st.expander(t("list.paste"), icon=":material/content_paste:", expanded=not desk.rows, key="ls_paste"):
        _paste(desk)
    if desk.rows:
        _grid(desk, _searched(desk))
    else:
        st.html(html.empty(t("list.no_entries"), t("list.no_entries_note")))


def shown() -> TableShown:
    """The table of the entries, all of it to be filled in."""
    of = table()
    return TableShown(ITEMS, of, tuple(of.fields), frozenset(f.key for f in of.fields), structural=True)


def _tools(desk: ListDesk) -> None:
    today = office().today(now()).isoformat()
    ended = sum(1 for i in desk.code_list.items if i.valid_until and i.valid_until < today)
    note = t("list.count", count=len(desk.rows)) + (f"　{t('list.ended', count=ended)}" if ended else "")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ls_tools"):
        st.html(html.section(t("list.entries"), note), width="stretch")
        st.button(t("form.add"), key="ls_add", icon=":material/add:", on_click=_add, args=(desk,))
        there = tuple(i for i in desk.memory.chosen if i in {r[ROW_ID] for r in desk.rows})
        st.button(
            t("form.delete_chosen"), key="ls_delete", icon=":material/delete:", disabled=not there,
            on_click=_delete, args=(desk, there), help=t("list.delete_help"),
        )  # fmt: skip


def _add(desk: ListDesk) -> None:
    new = new_id()
    if change(desk, [AddRows(ITEMS, ({ROW_ID: new},))]):
        desk.memory.jump = {"n": desk.memory.jump.get("n", 0) + 1, "row": new, "field": table().fields[0].key}


def _delete(desk: ListDesk, there: tuple[str, ...]) -> None:
    change(desk, [DeleteRows(there)])


def _notes(desk: ListDesk) -> None:
    """What was understood of what was pasted into the grid, once."""
    notes, desk.memory.notes = desk.memory.notes, []
    if notes:
        st.html(html.notice("；".join(say(n) for n in notes)))


def _searched(desk: ListDesk) -> frozenset[str] | None:
    """The rows to draw; None for all. A list that is too long for a browser is searched."""
    if len(desk.rows) <= MOST:
        return None
    text = st.text_input(t("jobs.rows_find"), key="ls_find", placeholder=t("jobs.rows_find_hint"), width=320)
    wanted = text.strip().casefold()
    found = [r for r in desk.rows if any(wanted in str(v).casefold() for k, v in r.items() if k != ROW_ID)]
    st.html(html.muted(t("jobs.rows_shown", first=1, last=min(MOST, len(found)), rows=len(found))))
    return frozenset(r[ROW_ID] for r in found[:MOST])


def _grid(desk: ListDesk, keep: frozenset[str] | None) -> None:
    memory, of = desk.memory, shown()
    drawn = view(of, desk.rows, desk.findings, options(), lang(), say, keep=keep)
    told = Told(memory.grid, memory.applied.get(memory.grid, 0), jump=memory.jump or None)
    spoken = {name: t(f"form.grid_{name}") for name in SPOKEN}
    position = t("form.position", first="{first}", last="{last}", rows="{rows}")
    words = Words(t("form.number"), t("form.todo"), t("list.no_entries"), position, spoken)
    report = grid(
        f"list_grid:{desk.name}:{lang()}", drawn, words, told, partial(_came, desk.name), store=f"grid:{desk.name}",
        most=TALL,
    )  # fmt: skip
    if any(entry["n"] > memory.applied.get(report.grid, 0) for entry in report.log):
        hear(desk, report)  # a server that was started anew has no callback for what a browser brings
        st.rerun()


def _came(name: str, response: Any) -> None:
    desk = list_desk(name)
    if isinstance(desk, ListDesk):
        hear(desk, Report.of(getattr(response, "raw_data", None)))


def hear(desk: ListDesk, report: Report) -> None:
    """Keeps what was typed or pasted, once, and notes what is ticked."""
    memory = desk.memory
    with memory.saving:
        memory.grid, memory.chosen = report.grid, report.chosen
        last = memory.applied.get(report.grid, 0)
        found = read(report, last, GRID, {ITEMS: desk.rows}, shown(), options(), lang())
        memory.applied[report.grid] = found.last
        memory.notes += found.notes
        change(desk, found.edits)


def _paste(desk: ListDesk) -> None:
    """A block from a spreadsheet, what was understood of it, and where it goes."""
    key, fields = f"list_block:{desk.name}", table().fields
    st.text_area(
        t("form.paste_label"), key=key, height=120, max_chars=LIMIT,
        placeholder=t("form.paste_hint", titles=[f.title for f in fields]),
    )  # fmt: skip
    text = st.session_state.get(key) or ""
    pasted = parse_block(text, fields, options()) if text.strip() else Pasted([], [])
    st.html(_understood(pasted))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        ways = ["lay", "replace"]
        where = st.radio(
            t("form.where"), ways, format_func=lambda w: t(f"list.{w}"), horizontal=True, key="ls_where",
            label_visibility="collapsed", width="stretch",
        )  # fmt: skip
        st.button(t("list.take"), type="primary", key="ls_take", on_click=_take, args=(desk, key, where == "replace"))


def _take(desk: ListDesk, key: str, replace: bool) -> None:
    """Reads the box as it is now: a click right after pasting takes all of it."""
    text = (st.session_state.get(key) or "")[:LIMIT]
    pasted = parse_block(text, table().fields, options()).rows if text.strip() else []
    if pasted and change(desk, laid(desk.rows, pasted, replace=replace)):
        st.session_state[key] = ""
        desk.memory.notes.append(Message("form.paste_rows", {"rows": len(pasted)}))


def _understood(pasted: Pasted) -> str:
    notes = "".join(f"<li>{e(say(n))}</li>" for n in pasted.notes)
    if not pasted.rows:
        return f'<ul class="notes">{notes}</ul>' if notes else html.muted(t("form.paste_nothing"))
    titles = "".join(f"<th>{e(f.title.say(lang()))}</th>" for f in table().fields)
    body = "".join(_line(row) for row in pasted.rows[:SHOWN])
    more = t("form.paste_more", rows=len(pasted.rows) - SHOWN) if len(pasted.rows) > SHOWN else ""
    head = t("form.paste_rows", rows=len(pasted.rows))
    of = f'<table class="pv-table"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
    return f'<p class="understood"><b>{e(head)}</b></p><ul class="notes">{notes}</ul>{of}{html.muted(more)}'


def _line(row: Mapping[str, Any]) -> str:
    cells: Sequence[str] = [str(row.get(f.key) or "") for f in table().fields]
    return f"<tr>{''.join(f'<td>{e(c)}</td>' for c in cells)}</tr>"
