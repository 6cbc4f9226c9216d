"""Tables of a form as grids: a card per table, and one for the inner table of the row that is chosen in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.fields.table import ROW_ID, TableField
from forms.text import Text
from pages.context import say, t
from pages.parts import html
from pages.parts.editor_fields import field_key
from pages.parts.editor_state import Editing, current_row
from pages.parts.editor_tools import inner_tools, outer_tools
from pages.parts.grid import Report, Told, Words, grid
from pages.parts.grid_edits import read
from pages.parts.grid_pages import some_rows
from pages.parts.grid_rows import TableShown, rows_to_mend, view

SPOKEN = (
    "ariaHeaderSelection", "ariaRowSelectAll", "ariaRowToggleSelection", "ariaRowSelect", "ariaRowDeselect",
    "ariaChecked", "ariaUnchecked", "ariaIndeterminate", "ariaInputEditor",
    "firstPage", "previousPage", "nextPage", "lastPage", "page", "to", "of",
)  # fmt: skip
"""What the grid says by itself, by its own keys; pages it has none, but it holds the words in readiness."""


def draw_table(editing: Editing, table: TableField, number: int, title: Text) -> int:
    """The cards of a top-level table; gives the number of the next card."""
    shown = editing.table(table.key)
    with (
        st.container(key=field_key(editing, table.key), gap=None),
        st.container(border=True, key=f"card_table_{number}", gap="small"),
    ):
        inner = table.inner()
        picks = inner and editing.only is None and editing.rows(table.key)
        note = t("form.pick_row", inner=inner.title) if inner and picks else ""
        _card(editing, shown, "", number, title, note, single=inner is not None)
    if inner is None or not editing.access.may_read(f"{table.key}.{inner.key}"):
        return number + 1
    row, below = current_row(editing, table.key), editing.table(f"{table.key}.{inner.key}")
    if editing.only is not None and below.locked:
        return number + 1
    with st.container(border=True, key=f"card_table_{number + 1}", gap="small"):
        _card(editing, below, row, number + 1, inner.title, _around(editing, table, row))
    return number + 2


def _card(
    editing: Editing, shown: TableShown, parent: str, number: int, title: Text, note: str, single: bool = False
) -> None:
    given = editing.rows(shown.path, parent)
    mend = rows_to_mend(editing.findings, shown.path, given)
    nested = "." in shown.path
    tools = outer_tools if single else inner_tools
    heading = html.section(card_title(editing, number, title), note)
    tools(editing, shown, parent, given, mend, heading)
    if nested and not parent:
        st.html(html.empty(t("form.no_outer"), t("form.no_outer_note")))
    elif not given:
        st.html(html.empty(t("form.no_rows", title=shown.table.title), _empty_note(editing, shown)))
    else:
        draw_grid(editing, shown, parent, given, mend, single)


def _empty_note(editing: Editing, shown: TableShown) -> str:
    return t("form.no_rows_note") if shown.structural else ""


def draw_grid(
    editing: Editing,
    shown: TableShown,
    parent: str,
    given: Sequence[dict[str, Any]],
    mend: frozenset[str],
    single: bool,
) -> None:
    """The rows of a table in the row `parent`; `single` is one whose rows hold the rows of another."""
    memory, path = editing.memory, shown.path
    kept = memory.mending.get(path)
    keep = some_rows(editing, path, given, None if kept is None else kept | mend)
    drawn = view(
        shown, given, editing.findings, editing.options, editing.lang, say, gone=editing.gone, of=parent, keep=keep,
        access=editing.access, numbers=editing.numbers,
    )  # fmt: skip
    if not drawn.rows:
        if kept is None:  # nothing that was searched for
            return
        st.html(html.empty(t("form.nothing_to_mend"), t("form.nothing_to_mend_note")))
        return
    told = Told(memory.grids.get(path, ""), memory.applied.get(memory.grids.get(path, ""), 0))
    if single:
        told.pick, told.turn = current_row(editing, path), memory.turn
    if memory.jump.get("table") == path and memory.jump.get("row"):
        told.jump = {k: memory.jump[k] for k in ("n", "row", "field")}
    report = grid(
        grid_key(editing, shown),
        drawn,
        _words(shown, editing),
        told,
        partial(came, editing, shown, single),
        store=f"grid:{editing.person}:{editing.case_id}:{path}{editing.names.get(path, '')}",
        single=single,
        choose=shown.structural,
    )
    if single and drawn.total and drawn.total[0]["_todo"]:  # the column for it is not shown
        st.html(html.muted(drawn.total[0]["_todo"]))
    if any(entry["n"] > memory.applied.get(report.grid, 0) for entry in report.log):
        _save(editing, shown, report)  # a server that was started anew has no callback for what a browser brings
        st.rerun()


def grid_key(editing: Editing, shown: TableShown) -> str:
    """The grid is another one when its columns are: after an action, for another person, in another language."""
    columns = ",".join(f"{f.key}{'+' if f.key in shown.writable else ''}" for f in shown.fields)
    name = f"{shown.path}{editing.names.get(shown.path, '')}"
    return f"grid:{editing.case_id}:{name}:{shown.structural}:{columns}:{editing.lang}"


def came(editing: Editing, shown: TableShown, single: bool, response: Any) -> None:
    """Something came from a grid: saves what was typed or pasted, and notes what is chosen."""
    report, memory, path = Report.of(getattr(response, "raw_data", None)), editing.memory, shown.path
    _save(editing, shown, report)
    if single and report.chosen and report.chosen[0] != memory.current.get(path):
        memory.current[path] = report.chosen[0]
    memory.chosen[path], memory.at[path] = report.chosen, report.at


def bring_in(editing: Editing) -> bool:
    """Saves what the grids have told and an overtaken run did not come to save; whether nothing stands against it."""
    for path in editing.form.tables:
        shown = editing.table(path)
        raw = st.session_state.get(grid_key(editing, shown))
        if raw is not None:
            _save(editing, shown, Report.of(raw))
    return not editing.memory.conflicts and not editing.memory.refused


def _save(editing: Editing, shown: TableShown, report: Report) -> None:
    memory = editing.memory
    with memory.saving:
        memory.grids[shown.path] = report.grid
        last = memory.applied.get(report.grid, 0)
        found = read(report, last, editing.form, editing.values, shown, editing.options, editing.lang)
        editing.save(found.edits)
        memory.notes += found.notes
        memory.applied[report.grid] = found.last


def _words(shown: TableShown, editing: Editing) -> Words:
    title = shown.table.title.say(editing.lang)
    code = "form.position" if shown.structural else "form.seen"
    position = t(code, first="{first}", last="{last}", rows="{rows}")
    spoken = {name: t(f"form.grid_{name}") for name in SPOKEN}
    return Words(t("form.number"), t("form.todo"), t("form.no_rows", title=title), position, spoken)


def _around(editing: Editing, table: TableField, row: str) -> str:
    """Which outer row the inner rows belong to, and how many there are and are to be mended."""
    ids = [r[ROW_ID] for r in editing.rows(table.key)]
    inner = table.inner()
    if row not in ids or inner is None:
        return ""
    path = f"{table.key}.{inner.key}"
    given = editing.rows(path, row)
    around = editing.rows(table.key)[ids.index(row)]
    name = str(around.get(table.row_title) or "") if table.row_title else ""
    words = [t("form.row_of", title=table.title, number=editing.numbers[row].number) + (f"　{name}" if name else "")]
    mend = len(rows_to_mend(editing.findings, path, given))
    words.append(t("form.rows_to_mend", rows=len(given), mend=mend) if mend else t("form.rows", rows=len(given)))
    return "　".join(words)


def card_title(editing: Editing, number: int, title: Text) -> str:
    """Cards are numbered through, unless only a part of the form is asked for."""
    return t("form.card", number=ordinal(number), title=title) if numbered(editing) else say(title)


def numbered(editing: Editing) -> bool:
    return editing.only is None and not editing.paged


def ordinal(number: int) -> str:
    """The number of a card as headings write it."""
    return t(f"form.ordinal_{number}") if number < 10 else ""
