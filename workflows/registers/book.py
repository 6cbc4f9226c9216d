"""Entries as rows of the register's form, with identities by which a file that comes back is known again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from data.tables import Entry, EntryRow
from forms.fields.table import ROW_ID
from workflows.model.registers import Register, RegisterTable
from workflows.registers.writing import first_of

PIECE = 5_000
"""Revisions asked for at a time."""

Rows = dict[str, list[dict[str, Any]]]


def entry_id(first: int) -> str:
    """What an entry is called in a file."""
    return f"e{first}"


def rows_of_many(session: Session, register: Register, ids: Sequence[int]) -> dict[int, Rows]:
    """Revision → its tables, each row with its identity and the rows inside it."""
    if not register.tables:
        return {}
    found: dict[int, Rows] = {}
    for start in range(0, len(ids), PIECE):
        mine = col(EntryRow.entry_id).in_(ids[start : start + PIECE])
        flat: dict[int, dict[str, list[EntryRow]]] = defaultdict(lambda: defaultdict(list))
        for row in session.exec(select(EntryRow).where(mine).order_by(col(EntryRow.position))):
            flat[row.entry_id][row.table].append(row)
        found |= {number: _nested("", register.tables, rows, {}) for number, rows in flat.items()}
    return found


def _nested(
    prefix: str, tables: Mapping[str, RegisterTable], flat: Mapping[str, Sequence[EntryRow]], around: dict[int, Rows]
) -> Rows:
    """The rows of some tables; `around` takes those that stand inside a row, by its position."""
    whole: Rows = {}
    for name, table in tables.items():
        inside: dict[int, Rows] = {}
        _nested(f"{prefix}{name}.", table.tables, flat, inside)
        for row in flat.get(f"{prefix}{name}", ()):
            own = {k: row.body.get(k) for k in table.fields}
            below = {k: inside.get(row.position, {}).get(k, []) for k in table.tables}
            made = {ROW_ID: f"r{row.id}", **own, **below}
            for place in (whole, around.setdefault(row.around, {})):
                place.setdefault(name, []).append(made)
    return {name: whole.get(name, []) for name in tables}


def as_row(register: Register, entry: Entry, rows: Rows) -> dict[str, Any]:
    """An entry as a row of the form."""
    return {ROW_ID: entry_id(first_of(entry)), **{k: entry.body.get(k) for k in register.fields}, **rows}
