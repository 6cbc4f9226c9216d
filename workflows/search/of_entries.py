"""The documents of register entries: each revision with its rows. Entries never change, so they are written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlmodel import Session, col, select

from data.queries.search import writing
from data.queries.search.pieces import ENTRIES, OF, Document, Piece
from data.tables import AudienceToken, Entry, EntryRow
from workflows.bundle import Bundle
from workflows.model.registers import Register, RegisterField
from workflows.registers.known import Words, names
from workflows.search.texts import tier

PART, GROUP = "entry", "entry"
SAID = frozenset({"text", "choice", "choices", "uscc", "organisation", "district"})
"""Types of fields whose values people look for."""


def added(session: Session, bundle: Bundle, ids: Sequence[int]) -> None:
    """Writes what is found of new entries."""
    session.flush()
    writing.add(session, ENTRIES, list(documents(session, bundle, ids)))


def documents(session: Session, bundle: Bundle, ids: Sequence[int]) -> Iterator[tuple[int, list[Document]]]:
    words, rows = Words(bundle, names(session)), _rows(session, ids)
    entries = list(session.exec(select(Entry).where(col(Entry.id).in_(ids)).order_by(col(Entry.id))))
    readers = _readers(session, {e.audience_id for e in entries})
    for entry in entries:
        register = bundle.procedure.registers.get(entry.register_id)
        if register is not None:
            marks = frozenset({f"{OF}{entry.register_id}", *readers.get(entry.audience_id, ())})
            pieces = tuple(_pieces(words, register, entry, rows.get(entry.id or 0, ())))
            yield entry.id or 0, [Document(PART, GROUP, marks, pieces)]


def _readers(session: Session, audiences: Iterable[int | None]) -> dict[int | None, set[str]]:
    found: dict[int | None, set[str]] = {}
    of = select(AudienceToken).where(col(AudienceToken.audience_id).in_({a for a in audiences if a is not None}))
    for each in session.exec(of):
        found.setdefault(each.audience_id, set()).add(each.token)
    return found


def _rows(session: Session, ids: Sequence[int]) -> dict[int, list[EntryRow]]:
    found: dict[int, list[EntryRow]] = {}
    of = select(EntryRow).where(col(EntryRow.entry_id).in_(ids)).order_by(col(EntryRow.position), col(EntryRow.id))
    for row in session.exec(of):
        found.setdefault(row.entry_id, []).append(row)
    return found


def _pieces(words: Words, register: Register, entry: Entry, rows: Sequence[EntryRow]) -> Iterator[Piece]:
    yield Piece("title", "", register.title, "", entry.title)
    yield from _fields(words, "", "", {k: f for k, f in register.fields.items() if k != register.title}, entry.body)
    for row in rows:
        table = register.paths.get(row.table)
        if table is not None:
            yield from _fields(words, f"{row.table}.", str(row.position), table.fields, row.body)


def _fields(
    words: Words, prefix: str, row: str, fields: Mapping[str, RegisterField], body: Mapping[str, Any]
) -> Iterator[Piece]:
    for key, field in fields.items():
        if field.type in SAID:
            said = words.of(field, body.get(key))
            for text in dict.fromkeys((said.zh, said.say("en"))):
                if text:
                    yield Piece(tier(text), "", f"{prefix}{key}", row, text)
