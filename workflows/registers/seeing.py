"""Entries as expressions see them: districts with their names, dates as dates, numbers exact, rows inside rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from data.tables import Entry
from forms.fields import Option
from workflows.engine.entries import NOTHING
from workflows.model.registers import Register, RegisterField, RegisterTable
from workflows.registers.writing import first_of, rows_of

Districts = Mapping[str, Option]


def entry_view(session: Session, entry: Entry, register: Register, districts: Districts) -> dict[str, Any]:
    """A revision with its rows; `id` is the identity of the entry, `since` the day on which it came in."""
    rows = rows_of(session, entry.id or 0, register) if register.tables else {}
    return {**fields_view(entry, register, districts), **rows_view(register.tables, rows, districts)}


def fields_view(entry: Entry, register: Register, districts: Districts) -> dict[str, Any]:
    """A revision without its rows."""
    about = {
        "id": first_of(entry), "key": entry.key, "title": entry.title, "since": entry.entered,
        "district": _district(entry.district, districts) if entry.district else None,
    }  # fmt: skip
    return {**about, **row_view(register.fields, entry.body, districts)}


def row_view(fields: Mapping[str, RegisterField], body: Mapping[str, Any], districts: Districts) -> dict[str, Any]:
    """The fields of an entry or of a row."""
    return {k: _value(f, body.get(k), districts) for k, f in fields.items()}


def rows_view(
    tables: Mapping[str, RegisterTable], rows: Mapping[str, Any], districts: Districts
) -> dict[str, list[dict[str, Any]]]:
    """The rows of tables, each with the rows inside it."""
    return {
        name: [
            {**row_view(table.fields, row, districts), **rows_view(table.tables, row, districts)}
            for row in rows.get(name) or ()
        ]
        for name, table in tables.items()
    }


def _value(field: RegisterField, value: Any, districts: Districts) -> Any:
    if value is None:
        return None
    if field.type == "district":
        return _district(str(value), districts)
    if field.type == "date":
        return date.fromisoformat(value)
    return field.scalar.feel(value, NOTHING) if field.scalar else value


def _district(code: str, districts: Districts) -> dict[str, str]:
    found = districts.get(code)
    return {"code": code, "名称": found.title.zh if found else code, "name": found.title.say("en") if found else code}
