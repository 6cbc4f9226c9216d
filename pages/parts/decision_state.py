"""The decision table that is being designed: one of those of a form or a procedure, its rules as rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from forms.decision import DecisionTable, Examined, examine
from forms.definition import CodeList, Form
from forms.design.deciding import ChangeRules, changed, grid_of, known_of, marked, rows_of
from forms.design.refusing import Refused
from forms.edits import Edit
from forms.finding import Finding
from forms.names import choices_of
from forms.reading import parsed
from pages.context import actor, office
from pages.parts import address
from pages.parts.design_state import act, looked_now
from pages.parts.rows_desk import Memory
from workflows import designing, editing
from workflows.checks.texts import MODELS, PartFinding
from workflows.definition import Procedure
from workflows.designing import Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal

KINDS = ("form", "procedure")
"""What may have decision tables."""


@dataclass(frozen=True)
class DecisionDesk:
    """A definition on the desk, and the table of it that is shown; `called` is "" where it has none."""

    name: str
    draft: Opened
    model: Form | Procedure
    called: str
    lists: Mapping[str, CodeList]
    looked: Looked
    reach: Reach
    memory: Memory

    @property
    def tables(self) -> Mapping[str, DecisionTable]:
        return self.model.decisions

    @property
    def table(self) -> DecisionTable:
        return self.tables[self.called]

    @property
    def key(self) -> str:
        return f"{self.name}:{self.called}"

    @cached_property
    def grid(self) -> Form:
        return grid_of(self.table)

    @cached_property
    def rows(self) -> list[dict[str, Any]]:
        return rows_of(self.table, self.memory.known)

    @property
    def of_part(self) -> list[PartFinding]:
        """What is wrong with the definition itself."""
        return [f for f in self.looked.findings if f.part == self.name]

    @cached_property
    def findings(self) -> list[Finding]:
        """Those that stand at a rule."""
        return marked(self.called, (f.finding for f in self.of_part), self.rows)

    @cached_property
    def examined(self) -> Examined:
        """Gaps and overlaps, to be looked at closer."""
        return examine(self.table, choices_of(self.lists))

    def change(self, edits: Iterable[Edit]) -> bool:
        """Makes edits of rules as one step; their identities are kept. For handlers."""
        made = tuple(edits)
        if not made:
            return True
        if not act(self.name, ChangeRules(self.called, made, self.memory.known)):
            return False
        try:
            self.memory.known = known_of(changed(self.table, self.rows, made))
        except Refused:  # another tab changed it between: its rows are told apart by what they say
            self.memory.known = ()
        return True


def decision_desk(name: str, heard: str = "") -> DecisionDesk | Opened | Refusal:
    """The table of the address, or the first of its definition; the draft alone where that cannot be read.

    `heard` is the grid that something came from: the table it shows, whatever is shown by now.
    """
    draft = editing.open_part(office(), actor(), name)
    model = parsed(MODELS[name.partition("/")[0]], draft.text).model if isinstance(draft, Opened) else None
    if not isinstance(draft, Opened) or not isinstance(model, (Form, Procedure)):
        return draft
    called = _shown_by(name, heard) or st.session_state.get(f"decision_at:{name}") or address.word("table")
    called = called if called in model.decisions else next(iter(model.decisions), "")
    memory = _memory(name, called)
    known, looked = looked_now(name, draft.text)
    reach = designing.reach(office(), actor(), name)
    desk = DecisionDesk(name, draft, model, called, known.lists, looked, reach, memory)
    if called:
        memory.known = known_of(desk.rows)
    return desk


def _remembered(name: str) -> dict[str, Memory]:
    """What is remembered of the tables of a definition, by their names."""
    begin = f"decision_desk:{name}:"
    return {str(k).removeprefix(begin): v for k, v in st.session_state.items() if str(k).startswith(begin)}


def _shown_by(name: str, grid: str) -> str:
    return next((called for called, m in _remembered(name).items() if grid and m.key == grid), "")


def _memory(name: str, called: str) -> Memory:
    """Of one table; a name that another table had before does not bring that one's grid along."""
    kept = _remembered(name)
    if called not in kept:
        key = f"{name}:{called}"
        while any(m.key == key for m in kept.values()):
            key += "+"
        st.session_state[f"decision_desk:{name}:{called}"] = kept[called] = Memory(key=key)
    return kept[called]


def called_anew(name: str, old: str, new: str) -> None:
    """Shows a table under its new name with the grid that it had: what is ticked or typed meanwhile is its own.

    For handlers.
    """
    begin = f"decision_desk:{name}:"
    if f"{begin}{old}" in st.session_state:
        st.session_state[f"{begin}{new}"] = st.session_state.pop(f"{begin}{old}")
    pick(name, new)


def pick(name: str, called: str) -> None:
    """Shows another table of the definition. For handlers."""
    st.session_state[f"decision_at:{name}"] = called
    address.change(part=name, table=called)
