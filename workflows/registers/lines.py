"""Entries as rows of the database: the rows of their tables, and typed copies of what can be found or counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from workflows.engine.entries import NOTHING
from workflows.model.registers import Register, RegisterField, RegisterTable

Rows = Mapping[str, Sequence[Mapping[str, Any]]]
"""Table → rows; a row holds the rows of a table inside it under the key of that table."""


def row_lines(entry_id: int, register: Register, rows: Rows) -> Iterator[dict[str, Any]]:
    """The rows of a revision as they are stored, those inside others behind them."""
    for name, table in register.tables.items():
        inside: dict[str, int] = {}  # numbers of rows of inner tables
        for n, row in enumerate(rows.get(name) or (), 1):
            yield _line(entry_id, name, table, row, n, 0)
            for inner, declared in table.tables.items():
                for below in row.get(inner) or ():
                    inside[inner] = inside.get(inner, 0) + 1
                    yield _line(entry_id, f"{name}.{inner}", declared, below, inside[inner], n)


def _line(
    entry_id: int, path: str, table: RegisterTable, row: Mapping[str, Any], number: int, around: int
) -> dict[str, Any]:
    body = {k: row.get(k) for k in table.fields}
    return {
        "entry_id": entry_id, "table": path, "key": row_key(table, body, number), "position": number,
        "around": around, "body": body,
    }  # fmt: skip


def row_key(table: RegisterTable, body: Mapping[str, Any], number: int) -> str:
    """What tells a row of an entry from the others: its key fields, else its number."""
    return " ".join(str(body.get(k) or "") for k in table.key) or str(number)


def value_lines(
    entry_id: int, register: Register, body: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Typed copies of what can be found or counted of a revision and its rows, as they are stored."""
    yield from typed(entry_id, "", "", register.fields, body)
    for row in rows:
        declared = register.paths[row["table"]]
        yield from typed(entry_id, f"{row['table']}.", row["key"], declared.fields, row["body"])


def typed(
    entry_id: int, prefix: str, row: str, fields: Mapping[str, RegisterField], body: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Typed copies of the fields that can be found or counted."""
    for key, field in fields.items():
        value = body.get(key) if field.find or field.count else None
        if value is not None:
            for text, number, day in _kinds(field, value):
                yield {"entry_id": entry_id, "field": f"{prefix}{key}", "row": row, "text": text, "number": number,
                       "day": day}  # fmt: skip


def _kinds(field: RegisterField, value: Any) -> Iterable[tuple[Any, Any, Any]]:
    """Text, number and day of each of its values, of which one is there."""
    if field.scalar:
        found = field.scalar.indexed(value, NOTHING)
        return [(found.text, found.number, found.day) if found else (None, None, None)]
    each = value if isinstance(value, list) else [value]
    if field.type == "integer":
        return [(None, v, None) for v in each]
    if field.type == "date":
        return [(None, None, date.fromisoformat(v)) for v in each]
    return [(v, None, None) for v in each]
