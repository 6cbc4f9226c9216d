"""The statistical table that is being put together: read anew in each run, kept with each press."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from pages.context import actor, now, office, saver
from pages.parts import address
from pages.parts.definition_bar import TOLD
from pages.parts.told import tell
from workflows import designing
from workflows.editing import Opened
from workflows.engine.types import Refusal
from workflows.model.statistics import Column, Row, Statistic
from workflows.statistics import arranging, drafting
from workflows.statistics.arranging import Part
from workflows.statistics.drafting import Desk

PARTS: dict[str, Part] = {"row": "rows", "column": "columns"}
"""What the address says of a row or a column, and where it lies in the definition."""


def desk(name: str) -> Desk | Opened | Refusal:
    """The table of the address."""
    return drafting.desk(office(), saver(), name, now())


def change(edit: Callable[[Statistic], Statistic]) -> bool:
    """Keeps a change of the table. For handlers."""
    found = desk(address.word("table"))
    if not isinstance(found, Desk):
        return False
    refusal = drafting.put(office(), saver(), found, edit(found.table), now())
    if refusal is not None:
        tell(TOLD, refusal)
    return refusal is None


def put(**changes: Any) -> None:
    """Keeps changes of the table itself. For handlers."""
    change(lambda table: table.model_copy(update=changes))


def chosen(table: Statistic, at: str) -> tuple[Part, Row | Column] | None:
    """The row or column of an address like `row:<id>`."""
    kind, _, id_ = at.partition(":")
    node = arranging.find(table, PARTS[kind], id_) if kind in PARTS else None
    return (PARTS[kind], node) if node is not None else None


def put_node(edit: Callable[[Any], Any]) -> None:
    """Keeps a change of the row or column that is open. For handlers."""

    def changed(table: Statistic) -> Statistic:
        found = chosen(table, address.word("at"))
        return arranging.replaced(table, found[0], edit(found[1])) if found else table

    change(changed)


def open_at(at: str) -> None:
    """Opens the head, a row or a column; "" closes it. For handlers."""
    address.change("at", **({"at": at} if at else {}))


def back() -> None:
    """One step back. For handlers."""
    _told(designing.undo(office(), saver(), f"{drafting.KIND}/{address.word('table')}", now()))


def forward() -> None:
    """One step forward again. For handlers."""
    _told(designing.redo(office(), saver(), f"{drafting.KIND}/{address.word('table')}", now()))


def _told(refusal: Refusal | None) -> None:
    if refusal is not None:
        tell(TOLD, refusal)


def begun() -> None:
    """Begins the table that was asked for. For handlers."""
    from forms.text import Text

    title = str(st.session_state.get("te_new_title", "")).strip()
    procedure = str(st.session_state.get("te_new_procedure", ""))
    made = drafting.begin(office(), actor(), procedure, Text(zh=title), now())
    if isinstance(made, Refusal):
        tell(TOLD, made)
    else:
        address.write({"table": made})
