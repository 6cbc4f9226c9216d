"""The code list that is being designed: read anew in each run, changed by edits of its rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from forms.definition import CodeList, Form
from forms.design.entries import GRID, ChangeEntries, changed, known_of, marked, rows_of
from forms.design.refusing import Refused
from forms.edits import Edit
from forms.finding import Finding
from forms.reading import parsed
from pages.context import actor, office
from pages.parts.design_state import act, looked_now
from pages.parts.rows_desk import Memory
from workflows import designing, editing
from workflows.designing import Looked, Reach
from workflows.editing import Opened
from workflows.engine.types import Refusal


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
    def key(self) -> str:
        return self.name

    @property
    def grid(self) -> Form:
        return GRID

    @property
    def findings(self) -> list[Finding]:
        """Those that stand at an entry."""
        return marked((f.finding for f in self.looked.findings if f.part == self.name), self.rows)

    def change(self, edits: Iterable[Edit]) -> bool:
        """Makes edits of rows as one step; their identities are kept. For handlers."""
        made = tuple(edits)
        if not made:
            return True
        if not act(self.name, ChangeEntries(made, self.memory.known)):
            return False
        try:
            self.memory.known = known_of(changed(self.rows, made))
        except Refused:  # another tab changed it between: its rows are told apart by their keys
            self.memory.known = ()
        return True


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
