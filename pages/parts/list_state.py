"""The code list that is being designed: read anew in each run, changed by edits of its rows."""

from __future__ import annotations

import threading
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from forms.definition import CodeList
from forms.design.entries import ChangeEntries, Known, changed, known_of, marked, rows_of
from forms.design.refusing import Refused
from forms.edits import Edit
from forms.finding import Finding
from forms.options import ListOptions
from forms.reading import parsed
from forms.text import Message
from pages.context import actor, now, office
from pages.parts.design_state import act, looked_now
from workflows import designing, editing
from workflows.designing import Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal


@dataclass
class Memory:
    """What a tab remembers of a list: identities of rows, how far its grid was heard, what is ticked."""

    known: Known = ()
    grid: str = ""
    applied: dict[str, int] = field(default_factory=dict)
    chosen: tuple[str, ...] = ()
    notes: list[Message] = field(default_factory=list)
    jump: dict[str, Any] = field(default_factory=dict)
    saving: Any = field(default_factory=threading.RLock)


@dataclass(frozen=True)
class ListDesk:
    """A code list on the desk: its draft, its entries as rows, what is wrong with it."""

    name: str
    draft: Opened
    code_list: CodeList
    rows: list[dict[str, Any]]
    looked: Looked
    reach: Reach
    memory: Memory

    @property
    def findings(self) -> list[Finding]:
        """Those that stand at an entry."""
        return marked((f.finding for f in self.looked.findings if f.part == self.name), self.rows)


def list_desk(name: str) -> ListDesk | Opened | Refusal:
    """The list of the address; its draft alone where that cannot be read."""
    draft = editing.open_part(office(), actor(), name)
    found = parsed(CodeList, draft.text).model if isinstance(draft, Opened) else None
    if found is None or not isinstance(draft, Opened):
        return draft
    memory: Memory = st.session_state.setdefault(f"list_desk:{name}", Memory())
    rows = rows_of(found, memory.known)
    memory.known = known_of(rows)
    _, looked = looked_now(name, draft.text)
    return ListDesk(name, draft, found, rows, looked, designing.reach(office(), actor(), name), memory)


def change(desk: ListDesk, edits: Iterable[Edit]) -> bool:
    """Makes edits of rows as one step; their identities are kept. For handlers."""
    made = tuple(edits)
    if not made:
        return True
    seen = desk.memory.known
    if not act(desk.name, ChangeEntries(made, seen)):
        return False
    try:
        desk.memory.known = known_of(changed(desk.rows, made))
    except Refused:  # another tab changed it between: its rows are told apart by their keys
        desk.memory.known = ()
    return True


def options() -> ListOptions:
    """What the cells of the grid may look up: nothing, they hold words and dates."""
    return ListOptions({}, {}, office().today(now()))
