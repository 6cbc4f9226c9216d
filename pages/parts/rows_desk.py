"""The rows of a definition in a grid (entries of a code list, rules of a decision table): typed, pasted, heard once."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from html import escape as e
from typing import Any, Protocol

import streamlit as st

from forms.definition import Form
from forms.edits import AddRows, DeleteRows, Edit
from forms.fields.table import ROW_ID, TableField
from forms.finding import Finding
from forms.options import ListOptions
from forms.paste import Pasted, parse_block
from forms.text import Message
from forms.values import new_id
from pages.context import lang, now, office, say, t
from pages.parts import html
from pages.parts.editor_tables import SPOKEN
from pages.parts.grid import Report, Told, Words, grid
from pages.parts.grid_edits import LIMIT, read
from pages.parts.grid_rows import TableShown, view

TALL, SHOWN = 620, 8
"""Pixels of the grid at most, and rows of a block that are shown before it is taken."""
Known = Sequence[tuple[str, str]]
Load = Callable[[], "RowsDesk | None"]


@dataclass
class Memory:
    """What a tab remembers of the rows: their identities, how far the grid was heard, what is ticked.

    `key` is what the browser knows the grid by where that outlives the name of what is on the desk.
    """

    key: str = ""
    known: Known = ()
    grid: str = ""
    applied: dict[str, int] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    notes: list[Message] = field(default_factory=list)
    jump: dict[str, Any] = field(default_factory=dict)
    saving: Any = field(default_factory=threading.RLock)


class RowsDesk(Protocol):
    """A definition on a desk of which some objects are rows."""

    @property
    def key(self) -> str:
        """What tells its grid and its boxes from those of others."""

    @property
    def grid(self) -> Form:
        """A form with one table: these rows."""

    @property
    def rows(self) -> list[dict[str, Any]]: ...

    @property
    def findings(self) -> list[Finding]: ...

    @property
    def memory(self) -> Memory: ...

    def change(self, edits: Iterable[Edit]) -> bool:
        """Makes edits of rows as one step. For handlers."""


def table(desk: RowsDesk) -> TableField:
    """The table that the rows are of."""
    return next(iter(desk.grid.tables.values()))


def shown(desk: RowsDesk) -> TableShown:
    """All of it to be filled in."""
    of = table(desk)
    return TableShown(of.key, of, tuple(of.fields), frozenset(f.key for f in of.fields), structural=True)


def options() -> ListOptions:
    """What the cells may look up: nothing, they hold words and dates."""
    return ListOptions({}, {}, office().today(now()))


def chosen(desk: RowsDesk) -> tuple[str, ...]:
    """The ticked rows that are still there."""
    there = {row[ROW_ID] for row in desk.rows}
    return tuple(i for i in desk.memory.chosen if i in there)


def add(desk: RowsDesk, row: Mapping[str, Any] | None = None, after: str | None = None) -> None:
    """A row (an empty one) at the end, or behind another; the cursor goes there. For handlers."""
    new = new_id()
    if desk.change([AddRows(table(desk).key, ({**(row or {}), ROW_ID: new},), "", after)]):
        jump(desk, new, table(desk).fields[0].key)


def delete(desk: RowsDesk) -> None:
    """Takes the ticked rows away. For handlers."""
    desk.change([DeleteRows(chosen(desk))])


def jump(desk: RowsDesk, row: str, cell: str) -> None:
    """Asks the browser to show a cell."""
    desk.memory.jump = {"n": desk.memory.jump.get("n", 0) + 1, "row": row, "field": cell}


def draw_notes(desk: RowsDesk) -> None:
    """What was understood of what was pasted into the grid, once."""
    notes, desk.memory.notes = desk.memory.notes, []
    if notes:
        st.html(html.notice("；".join(say(n) for n in notes)))


def draw_rows(
    desk: RowsDesk, load: Load, empty: str, keep: frozenset[str] | None = None, groups: Mapping[str, str] | None = None
) -> None:
    """The grid; `load` gives the desk anew for what a browser brings, `groups` a heading above columns by their key."""
    memory, of = desk.memory, shown(desk)
    drawn = view(of, desk.rows, desk.findings, options(), lang(), say, keep=keep)
    if groups:
        drawn = replace(drawn, columns=[replace(c, group=groups.get(c.key, "")) for c in drawn.columns])
    told = Told(memory.grid, memory.applied.get(memory.grid, 0), jump=memory.jump or None)
    spoken = {name: t(f"form.grid_{name}") for name in SPOKEN}
    position = t("form.position", first="{first}", last="{last}", rows="{rows}")
    words = Words(t("form.number"), t("form.todo"), empty, position, spoken)
    key = memory.key or desk.key
    report = grid(
        f"{key}:grid:{lang()}:{_columns(of)}", drawn, words, told, partial(_came, load), store=f"grid:{key}", most=TALL
    )
    if any(entry["n"] > memory.applied.get(report.grid, 0) for entry in report.log):
        hear(desk, report)  # a server that was started anew has no callback for what a browser brings
        st.rerun()


def _columns(of: TableShown) -> str:
    """Other columns are another grid: the browser keeps those it began with."""
    return "|".join(f"{f.key}={f.heading(lang())}" for f in of.fields)


def _came(load: Load, response: Any) -> None:
    desk = load()
    if desk is not None:
        hear(desk, Report.of(getattr(response, "raw_data", None)))


def hear(desk: RowsDesk, report: Report) -> None:
    """Keeps what was typed or pasted, once, and notes what is ticked."""
    memory, of = desk.memory, shown(desk)
    with memory.saving:
        memory.grid, memory.chosen = report.grid, report.chosen
        last = memory.applied.get(report.grid, 0)
        found = read(report, last, desk.grid, {of.path: desk.rows}, of, options(), lang())
        memory.applied[report.grid] = found.last
        memory.notes += found.notes
        desk.change(found.edits)


def draw_paste(desk: RowsDesk, words: str, lay: Callable[[Sequence[Mapping[str, Any]], bool], list[Edit]]) -> None:
    """A block from a spreadsheet, what was understood of it, and where it goes; `lay` makes edits of its rows."""
    fields = table(desk).fields
    st.text_area(
        t("form.paste_label"), key=_box(desk), height=120, max_chars=LIMIT,
        placeholder=t("form.paste_hint", titles=[f.title for f in fields]),
    )  # fmt: skip
    text = st.session_state.get(_box(desk)) or ""
    st.html(_understood(desk, parse_block(text, fields, options()) if text.strip() else Pasted([], [])))
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        where = st.radio(
            t("form.where"), ["lay", "replace"], format_func=lambda w: t(f"{words}.{w}"), horizontal=True,
            key="ls_where", label_visibility="collapsed", width="stretch",
        )  # fmt: skip
        st.button(t(f"{words}.take"), type="primary", key="ls_take", on_click=_take,
                  args=(desk, lay, where == "replace"))  # fmt: skip


def _box(desk: RowsDesk) -> str:
    return f"{desk.key}:block"


def _take(desk: RowsDesk, lay: Callable[[Sequence[Mapping[str, Any]], bool], list[Edit]], replacing: bool) -> None:
    """Reads the box as it is now: a click right after pasting takes all of it."""
    text = (st.session_state.get(_box(desk)) or "")[:LIMIT]
    pasted = parse_block(text, table(desk).fields, options()).rows if text.strip() else []
    if pasted and desk.change(lay(pasted, replacing)):
        st.session_state[_box(desk)] = ""
        desk.memory.notes.append(Message("form.paste_rows", {"rows": len(pasted)}))


def _understood(desk: RowsDesk, pasted: Pasted) -> str:
    notes = "".join(f"<li>{e(say(n))}</li>" for n in pasted.notes)
    if not pasted.rows:
        return f'<ul class="notes">{notes}</ul>' if notes else html.muted(t("form.paste_nothing"))
    fields = table(desk).fields
    titles = "".join(f"<th>{e(f.title.say(lang()))}</th>" for f in fields)
    cells = [[str(row.get(f.key) or "") for f in fields] for row in pasted.rows[:SHOWN]]
    body = "".join(f"<tr>{''.join(f'<td>{e(c)}</td>' for c in line)}</tr>" for line in cells)
    more = t("form.paste_more", rows=len(pasted.rows) - SHOWN) if len(pasted.rows) > SHOWN else ""
    head = t("form.paste_rows", rows=len(pasted.rows))
    of = f'<table class="pv-table"><thead><tr>{titles}</tr></thead><tbody>{body}</tbody></table>'
    return f'<p class="understood"><b>{e(head)}</b></p><ul class="notes">{notes}</ul>{of}{html.muted(more)}'
