"""A register as a form with one table, so that workbooks and text tables are read, checked and marked as others are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.checking import check
from forms.definition import Form
from forms.fields import OptionSource
from forms.fields.table import ROW_ID
from forms.finding import Finding, Place
from forms.sheet import Read, read
from forms.text import Message, Text
from workflows.engine.entries import NOTHING, key_text
from workflows.engine.entry_types import NewEntry
from workflows.messages import say
from workflows.model.registers import Register, RegisterField

ENTRIES = "entries"
"""Key of the table that holds the entries."""
MOST = 200_000


def form_of(key: str, register: Register) -> Form:
    """Entries as rows, the first table of an entry inside them; what lies deeper is not taken from files."""
    fields = [_field(k, f, required=k in register.key) for k, f in register.fields.items()]
    for name, table in list(register.tables.items())[:1]:
        fields.append({**_table(name, table.title, table.fields)})
    entries = {
        "key": ENTRIES, "type": "table", "title": {"zh": register.zh, "en": register.en or register.zh},
        "row_title": register.title, "fields": fields, "max_rows": MOST,
    }  # fmt: skip
    title = {"zh": register.zh, "en": register.en or register.zh}
    page = {"id": "p", "title": title, "fields": [entries]}
    return Form.model_validate({"format": 1, "kind": "form", "id": key, "title": title, "pages": [page]})


def _table(key: str, title: Text | None, fields: Mapping[str, RegisterField]) -> dict[str, Any]:
    own = [_field(k, f) for k, f in fields.items()]
    return {"key": key, "type": "table", "title": title or key, "fields": own, "max_rows": MOST}


def _field(key: str, field: RegisterField, *, required: bool = False) -> dict[str, Any]:
    given: dict[str, Any] = {"key": key, "type": field.type, "title": field.title or key, "required": required}
    more = {"options": field.options, "scale": field.scale, "unit": field.unit}
    return given | {k: v for k, v in more.items() if v is not None}


@dataclass(frozen=True)
class Taken:
    """What a file holds: entries that are right, with the identity of their rows, and everything that is wrong."""

    read: Read
    entries: tuple[tuple[str, NewEntry], ...]
    findings: tuple[Finding, ...]
    fields: frozenset[str]  # those that the file has a column for


def taken(
    key: str, register: Register, content: bytes, name: str, options: OptionSource, since: Any, reason: str
) -> Taken:
    """The entries of a file, from a day on; raises `SheetRefused` for what cannot be read at all."""
    form = form_of(key, register)
    found = read(form, content, options, name=name)
    findings = [f for f in check(form, found.values, options) if f.level == "error"]
    rows = found.values.get(ENTRIES) or []
    wrong = {f.place.row for f in findings} | _around(rows, {f.place.row for f in findings})
    entries: list[tuple[str, NewEntry]] = []
    seen: dict[str, int] = {}
    tables = _covered(found, register.tables)
    for number, row in enumerate(rows, 1):
        if row[ROW_ID] in wrong:
            continue
        entry = _entry(key, register, row, since, reason, tables)
        if entry.key in seen:
            findings.append(_twice(register, row, number, seen[entry.key]))
            continue
        seen[entry.key] = number
        entries.append((row[ROW_ID], entry))
    return Taken(found, tuple(entries), tuple(findings), _covered(found, register.fields))


def _covered(found: Read, keys: Iterable[str]) -> frozenset[str]:
    return frozenset(k for k in keys if f"{ENTRIES}.{k}" in found.covered)


def _around(rows: list[Mapping[str, Any]], wrong: set[str]) -> set[str]:
    """The rows in which a row inside is wrong."""
    return {r[ROW_ID] for r in rows for v in r.values() if isinstance(v, list) for b in v if _id(b) in wrong}


def _id(row: Any) -> str:
    return str(row.get(ROW_ID, "")) if isinstance(row, Mapping) else ""


def _twice(register: Register, row: Mapping[str, Any], number: int, before: int) -> Finding:
    place, field = Place(register.title, ENTRIES, row[ROW_ID]), register.fields[register.title]
    label = Text(zh=f"第 {number} 行　{(field.title or Text(zh=register.title)).zh}", en=f"Row {number}")
    message = Message("twice_row", {"number": before})
    return Finding("error", "twice_row", place, label, message, Message("twice_row.todo"))


def refused(register: Register, row: str, entry: NewEntry, message: Message) -> Finding:
    """A row that stands against what is in the register."""
    said = Message("said", {"text": Text(zh=say(message, "zh"), en=say(message, "en"))})
    place = Place(register.title, ENTRIES, row)
    return Finding("error", message.code, place, Text(zh=entry.title), said, Message("mend.todo"))


def _entry(
    key: str, register: Register, row: Mapping[str, Any], since: Any, reason: str, tables: Iterable[str]
) -> NewEntry:
    body = _body(register.fields, row)
    name = key_text(register, body)
    rows = {n: [_body(register.tables[n].fields, r) for r in row.get(n) or ()] for n in tables}
    return NewEntry(
        register_id=key, since=since, key=name, title=str(body.get(register.title) or name),
        district=body.get(register.district) if register.district else None, body=body, rows=rows, reason=reason,
    )  # fmt: skip


def _body(fields: Mapping[str, RegisterField], row: Mapping[str, Any]) -> dict[str, Any]:
    """Values as entries hold them: form fields of the same types keep them alike."""
    return {k: _kept(f, row.get(k)) for k, f in fields.items()}


def _kept(field: RegisterField, value: Any) -> Any:
    return field.scalar.normal(value, NOTHING) if field.scalar and value is not None else value
