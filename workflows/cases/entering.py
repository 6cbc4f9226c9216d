"""Writing entries into registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import col, select

from data.queries import visibility
from data.tables import Entry, EntryRow, EntryValue
from workflows.cases.opened import Opened
from workflows.definition import Register, RegisterField, RegisterTable
from workflows.engine.entries import NOTHING
from workflows.engine.types import NewEntry
from workflows.rights import entry_tokens


def enter(opened: Opened, new: NewEntry, now: datetime) -> dict[str, Any]:
    """Write an entry with its rows and what is found of it; gives what the history tells about it.

    An open entry of the same key ends on the day this one begins.
    """
    session, register = opened.session, opened.bundle.procedure.registers[new.register_id]
    _end_older(opened, new)
    row = Entry(
        register_id=new.register_id, key=new.key, title=new.title, district=new.district, body=dict(new.body),
        since=new.since, case_id=opened.id, version_id=opened.bundle.version_id or 0, added_at=now,
        audience_id=visibility.audience(session, {"entry": entry_tokens(opened.bundle.procedure, register, new.body)}),
    )  # fmt: skip
    session.add(row)
    session.flush()
    entry_id = row.id or 0
    if rows := list(_rows(entry_id, register, new)):
        session.execute(insert(EntryRow), rows)
    if values := list(_values(entry_id, register, new)):
        session.execute(insert(EntryValue), values)
    return {"register": new.register_id, "id": entry_id, "title": new.title, "since": new.since.isoformat()}


def _end_older(opened: Opened, new: NewEntry) -> None:
    older = select(Entry).where(
        Entry.register_id == new.register_id, Entry.key == new.key, col(Entry.until).is_(None)
    )
    for entry in opened.session.exec(older):
        entry.until, entry.out_case_id = max(new.since, entry.since), opened.id
        opened.session.add(entry)


def _rows(entry_id: int, register: Register, new: NewEntry) -> Iterator[dict[str, Any]]:
    for table, rows in new.rows.items():
        for n, body in enumerate(rows, 1):
            key = row_key(register.tables[table], body, n)
            yield {"entry_id": entry_id, "table": table, "key": key, "position": n, "body": dict(body)}


def row_key(table: RegisterTable, body: Mapping[str, Any], number: int) -> str:
    """What tells a row of an entry from the others: its key fields, else its number."""
    return " ".join(str(body.get(k) or "") for k in table.key) or str(number)


def _values(entry_id: int, register: Register, new: NewEntry) -> Iterator[dict[str, Any]]:
    yield from _typed(entry_id, "", "", register.fields, new.body)
    for table, rows in new.rows.items():
        declared = register.tables[table]
        for n, body in enumerate(rows, 1):
            yield from _typed(entry_id, f"{table}.", row_key(declared, body, n), declared.fields, body)


def _typed(
    entry_id: int, prefix: str, row: str, fields: Mapping[str, RegisterField], body: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Typed copies of the fields that can be found or counted."""
    for key, field in fields.items():
        value = body.get(key)
        if value is not None and (field.find or field.count):
            kinds: dict[str, Any] = {"text": None, "number": None, "day": None}
            if field.scalar:
                found = field.scalar.indexed(value, NOTHING)
                kinds = {"text": found.text, "number": found.number, "day": found.day} if found else kinds
                yield {"entry_id": entry_id, "field": f"{prefix}{key}", "row": row, **kinds}
                continue
            kind = {"integer": "number", "date": "day"}.get(field.type, "text")
            for each in value if isinstance(value, list) else [value]:
                typed = date.fromisoformat(each) if kind == "day" else each
                yield {"entry_id": entry_id, "field": f"{prefix}{key}", "row": row, **kinds, kind: typed}
