"""The revisions of an entry in words: from when until when, by which case or import, and what each changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from data.queries import registers as stored
from data.tables import Entry, EntryRow
from forms.text import Text
from workflows.model.registers import RegisterTable
from workflows.registers.by_case import ByCase
from workflows.registers.known import Known, Words, row_name, table_title, title_of

SHOWN = 20
"""Rows told by name of one table in one revision; the others are counted."""


@dataclass(frozen=True)
class FieldChange:
    """A field that a revision changed, in words."""

    title: Text
    before: Text
    after: Text


@dataclass(frozen=True)
class RowChange:
    """A row that came, went or was changed; `fields` are those that differ."""

    kind: str  # added | deleted | changed
    name: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class TableChange:
    """What a revision changed in a table; `rows` are the first few of them."""

    title: Text
    added: int
    deleted: int
    changed: int
    rows: tuple[RowChange, ...]


@dataclass(frozen=True)
class Revision:
    """One revision; `number` counts from 1, and `until` is the first day on which it did not hold any more."""

    id: int
    number: int
    since: date
    until: date | None
    lasted: bool  # it was in force for a day at least
    by: ByCase | None
    imported: bool
    reason: str
    fields: tuple[FieldChange, ...]
    tables: tuple[TableChange, ...]


def revisions(
    session: Session, of: Known, words: Words, every: Sequence[Entry], cases: Mapping[int | None, ByCase]
) -> Iterator[Revision]:
    """Each revision with what it changed in the one before."""
    before: Entry | None = None
    for number, entry in enumerate(every, 1):
        lasted = entry.until is None or entry.until > entry.since
        fields = tuple(_fields(words, of.register.fields, before.body, entry.body)) if before else ()
        tables = tuple(_tables(session, of, words, before, entry)) if before else ()
        yield Revision(
            entry.id or 0, number, entry.since, entry.until, lasted, cases.get(entry.case_id),
            entry.import_id is not None, entry.reason, fields, tables,
        )  # fmt: skip
        before = entry


def _fields(
    words: Words, fields: Mapping[str, Any], before: Mapping[str, Any], after: Mapping[str, Any]
) -> Iterator[FieldChange]:
    for key, field in fields.items():
        if before.get(key) != after.get(key):
            yield FieldChange(title_of(key, field), words.of(field, before.get(key)), words.of(field, after.get(key)))


def _tables(session: Session, of: Known, words: Words, before: Entry, after: Entry) -> Iterator[TableChange]:
    for path, table in of.register.paths.items():
        old, new = (stored.rows_of(session, e.id or 0, path) for e in (before, after))
        found = list(_rows(words, table, _keyed(old), _keyed(new)))
        if found:
            count = {kind: sum(r.kind == kind for r in found) for kind in ("added", "deleted", "changed")}
            yield TableChange(table_title(of.register, path), rows=tuple(found[:SHOWN]), **count)


def _keyed(rows: Sequence[EntryRow]) -> dict[tuple[str, int], EntryRow]:
    """Rows by their key; of several with the same one, the first with the first."""
    found: dict[tuple[str, int], EntryRow] = {}
    counts: dict[str, int] = {}
    for row in rows:
        number = counts[row.key] = counts.get(row.key, 0) + 1
        found[row.key, number] = row
    return found


def _rows(
    words: Words, table: RegisterTable, old: Mapping[tuple[str, int], EntryRow],
    new: Mapping[tuple[str, int], EntryRow],
) -> Iterator[RowChange]:  # fmt: skip
    for key, row in new.items():
        if key not in old:
            yield RowChange("added", row_name(words, table, row.key, row.body))
        elif fields := tuple(_fields(words, table.fields, old[key].body, row.body)):
            yield RowChange("changed", row_name(words, table, row.key, row.body), fields)
    gone = (row for key, row in old.items() if key not in new)
    yield from (RowChange("deleted", row_name(words, table, row.key, row.body)) for row in gone)
