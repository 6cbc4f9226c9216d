"""Writing into registers: an entry that comes in, a revision of one, its end. Nothing here asks who may do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session, col, select

from data.queries import registers as stored
from data.queries import visibility
from data.queries.dialect import hold
from data.tables import Entry, EntryRow, EntryValue
from forms.text import Message
from workflows.bundle import Bundle
from workflows.cases.once import Refused
from workflows.definition import Procedure
from workflows.engine.entries import key_text
from workflows.engine.entry_types import EntryChange, EntryFacts, NewEntry
from workflows.engine.types import Refusal
from workflows.model.registers import Register
from workflows.registers import thread
from workflows.registers.lines import Rows, row_lines, value_lines
from workflows.rights import entry_tokens
from workflows.search import of_entries


@dataclass(frozen=True)
class By:
    """By what something is written: in which version of which procedure, when, by a case or an import."""

    session: Session
    bundle: Bundle
    now: datetime
    case_id: int | None = None
    import_id: int | None = None

    @property
    def procedure(self) -> Procedure:
        return self.bundle.procedure

    @property
    def version_id(self) -> int:
        return self.bundle.version_id or 0

    def register(self, key: str) -> Register:
        return self.procedure.registers[key]

    def audience(self, register: Register, body: Mapping[str, Any]) -> int:
        return visibility.audience(self.session, {"entry": entry_tokens(self.procedure, register, body)})


def add(by: By, new: NewEntry) -> Entry:
    """Write an entry with its rows and what is found of it.

    What is in under the same key goes on as this: a further revision of it, from the day this one begins.
    """
    hold_register(by.session, new.register_id, shared=True)
    hold(by.session, f"register/{new.register_id}/{new.key}")
    older = _end_older(by, new)
    row = _row(by, new)
    if older is not None:
        row.first_id, row.entered = first_of(older), older.entered
    by.session.add(row)
    by.session.flush()
    _fill(by, row, new.rows)
    if older is not None:
        older.goes_on = True
        by.session.add(older)
    return row


def hold_register(session: Session, register: str, *, shared: bool = False) -> None:
    """Nobody writes the whole register until this transaction ends; unless `shared`, nobody writes any of it."""
    hold(session, f"register/{register}", shared=shared)


def _row(by: By, new: NewEntry) -> Entry:
    register = by.register(new.register_id)
    return Entry(
        register_id=new.register_id, key=new.key, title=new.title, district=new.district, body=dict(new.body),
        since=new.since, entered=new.since, reason=new.reason, case_id=by.case_id, import_id=by.import_id,
        version_id=by.version_id, added_at=by.now, audience_id=by.audience(register, new.body),
    )  # fmt: skip


def _end_older(by: By, new: NewEntry) -> Entry | None:
    """End what is in under the same key when this begins; the newest of it."""
    same = select(Entry).where(Entry.register_id == new.register_id, Entry.key == new.key)
    found = list(by.session.exec(same.where(col(Entry.until).is_(None)).order_by(col(Entry.id))))
    for entry in found:
        entry.until, entry.out_case_id = max(new.since, entry.since), by.case_id
        entry.out_import_id = by.import_id
        by.session.add(entry)
    last = found[-1] if found else None
    return last if last is not None and last.until == new.since else None


def change(by: By, wanted: EntryChange) -> Entry:
    """Write a revision of an entry, or its end; raises `Refused` where something stands against it by now."""
    hold_register(by.session, wanted.register_id, shared=True)
    revisions = locked(by.session, wanted.entry)
    last = revisions[-1]
    if code := facts(last).against(wanted.on):
        raise Refused(refusal(code, by.register(wanted.register_id), last, wanted.on))
    spans = [thread.Span(e.since, e.until, e.goes_on) for e in revisions]
    after = thread.out(spans, wanted.on) if wanted.ends else thread.changed(spans, wanted.on)
    ended = last.until, last.out_case_id, last.out_import_id, last.out_reason
    for entry, span in zip(revisions, after, strict=False):
        if (entry.until, entry.goes_on) != (span.until, span.goes_on):
            entry.until, entry.goes_on = span.until, span.goes_on
            entry.out_case_id, entry.out_import_id = by.case_id, by.import_id
            entry.out_reason = wanted.reason if wanted.ends else ""
            by.session.add(entry)
    if wanted.ends:
        by.session.flush()
        return last
    return _revised(by, last, wanted, ended)


def _revised(by: By, last: Entry, wanted: EntryChange, ended: tuple[Any, ...]) -> Entry:
    """The new revision: what it says anew, and the rest as it was."""
    register = by.register(wanted.register_id)
    body = {**last.body, **wanted.body}
    key = key_text(register, body)
    _key_is_free(by, register, wanted, last, key)
    until, out_case, out_import, out_reason = ended
    row = Entry(
        register_id=last.register_id, key=key, title=str(body.get(register.title) or key),
        district=body.get(register.district) if register.district else None, body=body, since=wanted.on, until=until,
        first_id=first_of(last), entered=last.entered, reason=wanted.reason, case_id=by.case_id,
        import_id=by.import_id, out_case_id=out_case, out_import_id=out_import, out_reason=out_reason,
        version_id=by.version_id, added_at=by.now, audience_id=by.audience(register, body),
    )  # fmt: skip
    by.session.add(row)
    by.session.flush()
    _fill(by, row, {**rows_of(by.session, last.id or 0, register), **wanted.rows})
    return row


def _key_is_free(by: By, register: Register, wanted: EntryChange, last: Entry, key: str) -> None:
    if key == last.key:
        return
    hold(by.session, f"register/{last.register_id}/{key}")
    others = select(Entry).where(Entry.register_id == last.register_id, Entry.key == key)
    for other in by.session.exec(others):
        if first_of(other) != first_of(last) and (other.until is None or other.until > wanted.on):
            raise Refused(refusal("entry_key_taken", register, other, wanted.on))


def refusal(code: str, register: Register, last: Entry, on: date) -> Refusal:
    """Why an entry cannot be changed or ended on a day."""
    data = {
        "register": register.called, "entry": last.title, "on": on.isoformat(), "since": last.since.isoformat(),
        "until": last.until.isoformat() if last.until else "",
    }  # fmt: skip
    return Refusal(Message(code, data), guard="register.change")


def locked(session: Session, first: int) -> list[Entry]:
    """Every revision of an entry, in the order in which they were made; nobody else writes them meanwhile."""
    session.exec(select(Entry.id).where(Entry.id == first).with_for_update()).one()
    return stored.revisions(session, first)


def facts(entry: Entry) -> EntryFacts:
    """A revision as effects see it."""
    return EntryFacts(first_of(entry), entry.register_id, entry.title, entry.since, entry.until)


def first_of(entry: Entry) -> int:
    """The identity of an entry: the id of its first revision."""
    return entry.first_id or entry.id or 0


def _fill(by: By, entry: Entry, rows: Rows) -> None:
    """Write the rows of a revision and all that it is found by."""
    register, entry_id = by.register(entry.register_id), entry.id or 0
    if lines := list(row_lines(entry_id, register, rows)):
        by.session.execute(insert(EntryRow), lines)
    if values := list(value_lines(entry_id, register, entry.body, lines)):
        by.session.execute(insert(EntryValue), values)
    of_entries.added(by.session, by.bundle, [entry_id])


def rows_of(session: Session, entry_id: int, register: Register) -> dict[str, list[dict[str, Any]]]:
    """The rows of a revision, each with the rows inside it, as they were written."""
    found: dict[str, list[dict[str, Any]]] = {}
    for name, table in register.tables.items():
        outer = {r.position: dict(r.body) for r in stored.rows_of(session, entry_id, name)}
        for inner in table.tables:
            for row in stored.rows_of(session, entry_id, f"{name}.{inner}"):
                if row.around in outer:
                    outer[row.around].setdefault(inner, []).append(dict(row.body))
        found[name] = list(outer.values())
    return found
