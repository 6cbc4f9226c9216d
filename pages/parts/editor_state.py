"""A form being filled in on a page: what is drawn, what the tab remembers, and the one way to save.

`Editing` is what one run knows, taken from the server; `Memory` outlives runs and holds nothing that may be lost.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any

import streamlit as st

from forms.checking import Access
from forms.definition import Form
from forms.edits import AddRows, Conflict, Edit, SetValue
from forms.fields import Field, OptionSource
from forms.fields.table import ROW_ID
from forms.finding import Finding, Place
from forms.labels import At, places
from forms.policy import PolicyText
from forms.steps import Steps, paged, steps
from forms.text import Message, Text
from forms.values import Row, Values, all_rows, find_row
from forms.visibility import Hidden
from pages.parts.grid_rows import TableShown, rows_at, table_shown
from workflows.engine.types import Refusal

VANISHED = 50
"""Rows that are kept when somebody else deletes them; whoever deletes more did not do it by mistake."""


@dataclass(frozen=True)
class Stored:
    """What became of edits: saved but for the conflicts, or refused as a whole."""

    conflicts: tuple[Conflict, ...] = ()
    refused: Message | None = None


@dataclass(frozen=True)
class Lost:
    """A row that somebody else deleted: where it stood, behind which row, and what was in it."""

    table: str
    row: Row
    around: Row | None
    after: str


@dataclass(frozen=True, eq=False)
class Editing:
    """A form of a case as one person fills it in now."""

    case_id: int
    form: Form
    values: Values  # as stored, as far as they may be read
    shown: Values  # the same with what is computed
    findings: Sequence[Finding]
    access: Access
    options: OptionSource
    answers: Mapping[str, str]
    gone: Hidden
    lang: str
    person: int
    version: str  # of the procedure, for the workbook
    store: Callable[[Sequence[Edit]], Stored]
    memory: Memory
    only: frozenset[str] | None = None  # narrows what may be written to these paths
    stands: Mapping[str, At] | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)  # the names beside the fields that expressions see
    policies: Mapping[str, PolicyText] = field(default_factory=dict)  # the texts that it rests on
    names: Mapping[str, str] = field(default_factory=dict)  # by which widgets go on where the form itself changes

    def may_write(self, path: str) -> bool:
        return self.access.may_write(path) and (self.only is None or path in self.only)

    @cached_property
    def fills(self) -> bool:
        """Whether there is anything to fill in for this person."""
        return any(self.may_write(p) for p in self.form.by_path)

    def table(self, path: str) -> TableShown:
        return table_shown(self.form, path, self.access, self.only)

    def rows(self, path: str, parent: str = "") -> list[dict[str, Any]]:
        """The rows of a table with computed values."""
        return rows_at(self.shown, path, parent)

    @cached_property
    def blocking(self) -> list[Finding]:
        """What stands in the way of handing in, in the order of the form."""
        return [f for f in self.findings if f.level == "error"]

    @cached_property
    def numbers(self) -> Mapping[str, At]:
        """Where each row stands; also rows that are not shown count."""
        return self.stands or places(self.form, self.values)

    @cached_property
    def paged(self) -> bool:
        """Whether the form is shown page by page."""
        return paged(self.form, self.access, self.only)

    @cached_property
    def steps(self) -> Steps:
        """Its pages, with how far each has come."""
        checked = self.memory.checked
        return steps(self.form, self.shown, self.findings, self.access, self.gone, self.only, checked)

    def _remember_lost(self, edit: SetValue | AddRows) -> None:
        """Keeps the row that somebody deleted as this person still saw it: it may be brought back."""
        key = edit.row if isinstance(edit, SetValue) else edit.parent
        found = _row_in(self.form, self.values, key) or self.memory.vanished.get(key)
        if found is not None:
            self.memory.lost.setdefault(key, found)

    def save(self, edits: Sequence[Edit]) -> bool:
        """Saves edits in one transaction and remembers what did not go through; whether all did."""
        if not edits:
            return True
        done = self.store(edits)
        self.memory.refused, self.memory.not_done = done.refused, None
        self.memory.conflicts += done.conflicts
        for conflict in done.conflicts:
            if conflict.gone:
                self._remember_lost(conflict.edit)
        return not done.refused and not done.conflicts


@dataclass
class Memory:
    """What a tab remembers between runs.

    A run that was overtaken may still be saving when the next one begins: whoever saves holds `saving`.
    """

    saving: AbstractContextManager[bool] = field(default_factory=threading.RLock)
    applied: dict[str, int] = field(default_factory=dict)  # grid → number of its newest saved entry
    grids: dict[str, str] = field(default_factory=dict)  # table → its grid in the browser
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)  # table → rows ticked
    at: dict[str, str] = field(default_factory=dict)  # table → row the cursor stands in
    current: dict[str, str] = field(default_factory=dict)  # outer table → the row whose inner rows are shown
    turn: int = 1  # grows when the server chooses another outer row
    jump: dict[str, Any] = field(default_factory=dict)
    mending: dict[str, frozenset[str]] = field(default_factory=dict)  # table → rows kept in 只看要改的
    last_jump: int = -1  # index of the finding that was jumped to last
    conflicts: tuple[Conflict, ...] = ()
    seen: Values = field(default_factory=dict)  # the values drawn last
    vanished: dict[str, Lost] = field(default_factory=dict)  # row → what was in it, of rows that somebody deleted
    lost: dict[str, Lost] = field(default_factory=dict)  # row → what was in it when somebody else deleted it
    settled: int = 0  # how often conflicts were settled: each time begins with fresh choices
    refused: Message | None = None
    not_done: tuple[Text, Refusal] | None = None  # the action pressed last that could not be taken, and why
    notes: tuple[Message, ...] = ()
    deleted: dict[str, list[Edit]] = field(default_factory=dict)  # table → edits that bring back what was deleted last
    turn_of_upload: int = 0  # each upload starts with an empty box
    returned: tuple[int, Any] | None = None  # revision → the step that sent the case back
    dialog: tuple[str, str] = ("", "")  # name and table of the dialog that is open
    sections: dict[int, int] = field(default_factory=dict)  # page → the section of it that is open
    checked: set[str] = field(default_factory=set)  # pages that the person said they are through with
    left: int = 0  # the page that was left last with “next”
    page: int = 0  # the page shown last
    visit: tuple[int, int] = (0, 0)  # of this screen, and the page it began with
    wanted: str = ""  # a field or table whose page is to be shown

    def go(self, path: str, row: str, key: str) -> None:
        """Asks the browser to show a cell, or a field if `row` is "", on whatever page it stands."""
        self.wanted = (path or key).partition(".")[0]
        self.jump = {"n": time.time_ns() // 1000, "table": path, "row": row, "field": key}

    def show_row(self, path: str, row: str) -> None:
        """Makes a row of an outer table the one whose inner rows are shown."""
        if self.current.get(path) != row:
            self.current[path] = row
            self.turn += 1


def memory_of(case_id: int) -> Memory:
    """What this tab remembers of a case.

    Taken once a run: a run that was overtaken finds the session's state empty, and would begin from nothing.
    """
    found: Memory = st.session_state.setdefault(f"editor:{case_id}", Memory())
    return found


def note_vanished(editing: Editing) -> None:
    """Keeps rows that are gone since the last run: a cell of theirs may still be on its way from the browser."""
    memory = editing.memory
    before, memory.seen = memory.seen, editing.values
    if before is editing.values or not before:
        return
    now = {row[ROW_ID] for _, row, _ in all_rows(editing.form, editing.values)}
    gone = (row[ROW_ID] for _, row, _ in all_rows(editing.form, before) if row[ROW_ID] not in now)
    for key in islice(gone, VANISHED):
        found = _row_in(editing.form, before, key)
        if found is not None:
            memory.vanished[key] = found


def _row_in(form: Form, values: Values, key: str) -> Lost | None:
    found = find_row(form, values, key)
    if found is None:
        return None
    siblings = rows_at(values, found.table, found.parent[ROW_ID] if found.parent else "")
    after = siblings[found.number - 2][ROW_ID] if found.number > 1 else ""
    return Lost(found.table, found.row, found.parent, after)


def current_row(editing: Editing, path: str) -> str:
    """The row of an outer table whose inner rows are shown: the one last chosen while it is there, else the first."""
    ids = [r[ROW_ID] for r in rows_at(editing.values, path, "")]
    chosen = editing.memory.current.get(path, "")
    return chosen if chosen in ids else (ids[0] if ids else "")


def go_to(editing: Editing, place: Place) -> None:
    """Shows the place of a finding: chooses the row around it, then the cell."""
    memory = editing.memory
    outer = place.table.rpartition(".")[0]
    found = find_row(editing.form, editing.values, place.row) if place.row else None
    if found and outer and found.parent is not None:
        memory.show_row(outer, found.parent[ROW_ID])
    elif found and editing.form.tables[place.table].inner():
        memory.show_row(place.table, place.row)
    if memory.mending.get(place.table) is not None and place.row:
        memory.mending[place.table] |= {place.row}
    memory.go(place.table, place.row, place.field)


def settle(editing: Editing, edits: Sequence[Edit]) -> None:
    """Ends the open conflicts: these edits are saved over what the other person did; all others are let go."""
    memory = editing.memory
    memory.conflicts, memory.settled = (), memory.settled + 1
    editing.save(edits)
    if not memory.conflicts:
        memory.lost.clear()


def typed(editing: Editing, path: str, raw: Any) -> bool:
    """Saves one field outside tables as it was typed; what the person saw goes with it."""
    value = editing.form.by_path[path].normal(raw, editing.options)
    new = {path: value, **_brought(editing, editing.form.by_path[path], value)}
    return editing.save([SetValue(k, v, "", editing.values.get(k, None)) for k, v in new.items()])


def _brought(editing: Editing, kind: Field, value: Any) -> Values:
    """What other fields take over with it, as far as this person may write them."""
    brings = kind.brings(value)
    fields = {k: editing.form.by_path[k] for k in brings if k in editing.form.by_path and editing.may_write(k)}
    return {k: f.normal(brings[k], editing.options) for k, f in fields.items()}


def late(editing: Editing, path: str, raw: Any) -> None:
    """A page that was open while the server was away brings another value than the draft has: the person chooses."""
    value, now = editing.form.by_path[path].normal(raw, editing.options), editing.values.get(path)
    if value != now:
        editing.memory.conflicts += (Conflict(SetValue(path, value, ""), now),)
