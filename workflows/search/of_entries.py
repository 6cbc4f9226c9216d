"""The documents of register entries: each revision with its rows. Entries never change, so they are written once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from data.queries.dialect import on_sqlite
from data.queries.search import writing
from data.queries.search.pieces import ENTRIES, OF, Document, Piece
from data.tables import AudienceToken, Entry, EntryRow
from forms.fields import Option
from workflows.bundle import Bundle
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register, RegisterField
from workflows.registers.known import Words, names
from workflows.registers.lines import row_lines
from workflows.rights import entry_tokens
from workflows.search.texts import tier

PART, GROUP = "entry", "entry"
SAID = frozenset({"text", "choice", "choices", "uscc", "organisation", "district"})
"""Types of fields whose values people look for."""
PLAIN = frozenset({"text", "uscc"})
"""Of these what is said is the value itself, and mostly said once."""
Fields = Sequence[tuple[str, str, RegisterField]]
"""Fields by key and path."""


def added(session: Session, bundle: Bundle, ids: Sequence[int]) -> None:
    """Writes what is found of new entries."""
    session.flush()
    writing.add(session, ENTRIES, documents(session, bundle, ids))


@dataclass(frozen=True)
class Ready:
    """What new entries will say, in the words of the database, worked out before anybody has to wait for it.

    `named` is what places and organisations were called then.
    """

    named: Mapping[str, Option]
    rows: Mapping[int, Sequence[Mapping[str, Any]]]  # of entries by what Python knows them by; ids are places in one


def ready(session: Session, bundle: Bundle, entries: Sequence[NewEntry]) -> Ready:
    """Works out what entries will say."""
    named = names(session)
    sayings, marks = _sayings(bundle, named), _Marks(bundle)
    documents = list[tuple[int, list[Document]]]()
    for number, entry in enumerate(entries):
        register = bundle.procedure.registers[entry.register_id]
        rows = sorted(row_lines(0, register, entry.rows), key=lambda r: r["position"]) if entry.rows else ()
        own, said = ((r["table"], r["position"], r["body"]) for r in rows), sayings[entry.register_id]
        pieces = (*said.of(entry.title, entry.body), *said.of_rows(own))
        documents.append((number, [Document(PART, GROUP, marks.of(entry), pieces)]))
    found = dict[int, list[dict[str, Any]]]((id(entry), []) for entry in entries)
    for row in writing.prepared(ENTRIES, documents, on_sqlite(session)):
        number, row["id"] = ENTRIES.owner(row["id"]), ENTRIES.place(row["id"])
        found[id(entries[number])].append(row)
    return Ready(named, found)


def written(session: Session, bundle: Bundle, entries: Sequence[tuple[int, NewEntry]], before: Ready | None) -> None:
    """Writes what is found of new entries; what is not ready, or was so under other names, is worked out now."""
    if before is None or any(id(e) not in before.rows for _, e in entries) or before.named != names(session):
        before = ready(session, bundle, [e for _, e in entries])
    placed = ((ENTRIES.span(number)[0], before.rows[id(entry)]) for number, entry in entries)
    writing.put(session, [{**row, "id": first + row["id"]} for first, rows in placed for row in rows])


class _Marks:
    """Who reads entries and of what they are, worked out once for each place."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self._known: dict[tuple[str, ...], frozenset[str]] = {}

    def of(self, entry: NewEntry) -> frozenset[str]:
        register = self._bundle.procedure.registers[entry.register_id]
        asked = entry.register_id, *(str(entry.body.get(p)) for p in register.read.values())
        if asked not in self._known:
            tokens = entry_tokens(self._bundle.procedure, register, entry.body)
            self._known[asked] = frozenset({f"{OF}{entry.register_id}", *tokens})
        return self._known[asked]


def documents(session: Session, bundle: Bundle, ids: Sequence[int]) -> Iterator[tuple[int, list[Document]]]:
    """Each entry with its documents, in the order of ids."""
    sayings, rows = _sayings(bundle, names(session)), _rows(session, ids)
    wanted = select(*map(col, (Entry.id, Entry.register_id, Entry.title, Entry.body, Entry.audience_id)))
    entries = session.execute(wanted.where(col(Entry.id).in_(ids)).order_by(col(Entry.id))).all()
    marks = _marks(session, {(register, audience) for _, register, _, _, audience in entries})
    for number, register, title, body, audience in entries:
        if (saying := sayings.get(register)) is not None:
            own = ((r.table, r.position, r.body) for r in rows.get(number, ()))
            pieces = (*saying.of(title, body), *saying.of_rows(own))
            yield number, [Document(PART, GROUP, marks[register, audience], pieces)]


def _marks(
    session: Session, wanted: Iterable[tuple[str, int | None]]
) -> dict[tuple[str, int | None], frozenset[str]]:
    """Of what the entries of some registers and audiences are, and who reads them."""
    readers = _readers(session, {audience for _, audience in wanted})
    return {(key, audience): frozenset({f"{OF}{key}", *readers.get(audience, ())}) for key, audience in wanted}


def _readers(session: Session, audiences: Iterable[int | None]) -> dict[int | None, set[str]]:
    found: dict[int | None, set[str]] = {}
    of = select(AudienceToken).where(col(AudienceToken.audience_id).in_({a for a in audiences if a is not None}))
    for each in session.scalars(of):
        found.setdefault(each.audience_id, set()).add(each.token)
    return found


def _rows(session: Session, ids: Sequence[int]) -> dict[int, list[EntryRow]]:
    found: dict[int, list[EntryRow]] = {}
    of = select(EntryRow).where(col(EntryRow.entry_id).in_(ids)).order_by(col(EntryRow.position), col(EntryRow.id))
    for row in session.scalars(of):
        found.setdefault(row.entry_id, []).append(row)
    return found


def _sayings(bundle: Bundle, named: Mapping[str, Option]) -> dict[str, _Saying]:
    words = Words(bundle, named)
    return {key: _Saying(words, register) for key, register in bundle.procedure.registers.items()}


class _Saying:
    """What entries of a register say. A workbook says the same few things again and again: each is told once."""

    def __init__(self, words: Words, register: Register) -> None:
        self._words, self._title = words, register.title
        own = {k: f for k, f in register.fields.items() if k != register.title}
        self._own = _said("", own)
        self._inside = {path: _said(f"{path}.", table.fields) for path, table in register.paths.items()}
        self._told: dict[tuple[Any, ...], tuple[Piece, ...]] = {}

    def of(self, title: str, body: Mapping[str, Any]) -> list[Piece]:
        """An entry without its rows."""
        return [Piece("title", "", self._title, "", title), *self._fields(self._own, "", body)]

    def of_rows(self, rows: Iterable[tuple[str, int, Mapping[str, Any]]]) -> Iterator[Piece]:
        """Rows by their table, in the order of their numbers."""
        for table, number, body in rows:
            yield from self._fields(self._inside.get(table, ()), str(number), body)

    def _fields(self, fields: Fields, row: str, body: Mapping[str, Any]) -> list[Piece]:
        found = list[Piece]()
        for key, path, field in fields:
            value = body.get(key)
            if value is None:
                continue
            if field.type in PLAIN and not field.options:
                text = str(value)
                found += [Piece(tier(text), "", path, row, text)] if text else []
            else:
                asked = path, row, tuple(value) if isinstance(value, list) else value
                told = self._told.get(asked)
                if told is None:
                    told = self._told[asked] = self._pieces(path, row, field, value)
                found += told
        return found

    def _pieces(self, path: str, row: str, field: RegisterField, value: Any) -> tuple[Piece, ...]:
        said = self._words.of(field, value)
        texts = dict.fromkeys((said.zh, said.say("en")))
        return tuple(Piece(tier(text), "", path, row, text) for text in texts if text)


def _said(prefix: str, fields: Mapping[str, RegisterField]) -> Fields:
    return [(key, f"{prefix}{key}", field) for key, field in fields.items() if field.type in SAID]
