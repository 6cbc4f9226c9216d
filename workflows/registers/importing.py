"""Taking entries in from a file: what it would change, writing that in one go, and undoing it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, update
from sqlmodel import Session, col, select

from data.queries.dialect import hold
from data.tables import Case, Entry, EntryRow, EntryValue, RegisterImport
from forms.finding import Finding
from forms.text import Message
from workflows.bundle import Bundle
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register
from workflows.registers import sheet
from workflows.registers.sheet import Taken
from workflows.registers.writing import By, Rows, facts, first_of, refusal, row_lines, rows_of, value_lines

PIECE = 5_000
"""Rows written at a time."""


@dataclass(frozen=True)
class Wanted:
    """An import somebody wants: into which register, which file, from which day on, why.

    `whole`: the file is the whole register, what it does not have goes out.
    """

    register: str
    file: str
    name: str
    on: date
    reason: str
    whole: bool = False


@dataclass(frozen=True)
class Plan:
    """What an import would do: new entries, changed ones with the revision before, those that go, and what is wrong."""

    new: tuple[NewEntry, ...]
    changed: tuple[tuple[Entry, NewEntry], ...]
    gone: tuple[Entry, ...]
    same: int
    findings: tuple[Finding, ...]

    @property
    def counts(self) -> dict[str, int]:
        return {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone), "same": self.same,
                "wrong": len(self.findings)}  # fmt: skip


def planned(session: Session, wanted: Wanted, register: Register, found: Taken) -> Plan:
    """The file against what is in the register: entries of the same key are changed, if they differ."""
    standing = _standing(session, wanted)
    rows = _rows(session, [e.id or 0 for e in standing.values()]) if register.tables else {}
    new, changed, findings, same = list[NewEntry](), list[tuple[Entry, NewEntry]](), list(found.findings), 0
    for row, entry in found.entries:
        before = standing.get(entry.key)
        entry = _over(register, before, entry, found.fields) if before else entry
        if before is None:
            new.append(entry)
        elif before.body == entry.body and _same_rows(rows.get(before.id or 0, {}), entry):
            same += 1
        elif against := _against(register, before, wanted.on):
            findings.append(sheet.refused(register, row, entry, against))
        else:
            changed.append((before, entry))
    keys = {e.key for _, e in found.entries}
    gone = [e for k, e in standing.items() if wanted.whole and k not in keys and e.until is None and not found.findings]
    late = [e for e in gone if _against(register, e, wanted.on)]
    if late:
        title = late[0]
        against = _against(register, title, wanted.on)
        assert against is not None
        findings.append(sheet.refused(register, "", _as_new(title), against))
    return Plan(tuple(new), tuple(changed), tuple(gone), same, tuple(findings))


def _as_new(entry: Entry) -> NewEntry:
    return NewEntry(entry.register_id, entry.since, entry.key, entry.title, entry.district, entry.body, {})


def _against(register: Register, entry: Entry, on: date) -> Message | None:
    code = facts(entry).against(on)
    return refusal(code, register, entry, on).message if code else None


def _standing(session: Session, wanted: Wanted) -> dict[str, Entry]:
    """The newest revision of everything that is in on the day or comes in later, by key."""
    until = col(Entry.until)
    query = select(Entry).where(Entry.register_id == wanted.register, until.is_(None) | (until > wanted.on))
    return {e.key: e for e in session.exec(query.order_by(col(Entry.id)))}


def _rows(session: Session, ids: Sequence[int]) -> dict[int, dict[str, list[Any]]]:
    """Entry → table → bodies of its rows, in order."""
    found: dict[int, dict[str, list[Any]]] = {}
    for start in range(0, len(ids), PIECE):
        mine = col(EntryRow.entry_id).in_(ids[start : start + PIECE])
        for row in session.exec(select(EntryRow).where(mine).order_by(col(EntryRow.position))):
            found.setdefault(row.entry_id, {}).setdefault(row.table, []).append(row.body)
    return found


def _over(register: Register, before: Entry, entry: NewEntry, fields: frozenset[str]) -> NewEntry:
    """The entry as it becomes: fields that the file has no column for stay as they are."""
    kept = {k: before.body.get(k) for k in register.fields}
    body = {**kept, **{k: v for k, v in entry.body.items() if k in fields}}
    place = body.get(register.district) if register.district else None
    return replace(entry, body=body, title=str(body.get(register.title) or entry.key), district=place)


def _same_rows(before: dict[str, list[Any]], entry: NewEntry) -> bool:
    return all(before.get(name, []) == list(rows) for name, rows in entry.rows.items())


def write(session: Session, bundle: Bundle, wanted: Wanted, plan: Plan, person: int, now: datetime) -> RegisterImport:
    """Write everything that a plan says, in the caller's transaction."""
    row = RegisterImport(
        register_id=wanted.register, version_id=bundle.version_id or 0, file=wanted.file, name=wanted.name,
        on=wanted.on, whole=wanted.whole, reason=wanted.reason, counts=plan.counts, person_id=person, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    by = By(session, bundle.procedure, bundle.version_id or 0, now, import_id=row.id)
    _insert(by, [(None, e) for e in plan.new] + [(before, e) for before, e in plan.changed])
    _end(session, [e for e, _ in plan.changed], wanted, row.id, goes_on=True)
    _end(session, plan.gone, wanted, row.id, goes_on=False)
    return row


def _end(
    session: Session, entries: Sequence[Entry], wanted: Wanted, number: int | None, *, goes_on: bool
) -> None:
    ended = {"until": wanted.on, "goes_on": goes_on, "out_import_id": number,
             "out_reason": "" if goes_on else wanted.reason}  # fmt: skip
    for start in range(0, len(entries), PIECE):
        session.execute(update(Entry), [{"id": e.id, **ended} for e in entries[start : start + PIECE]])


def _insert(by: By, wanted: Sequence[tuple[Entry | None, NewEntry]]) -> None:
    audiences: dict[Any, int] = {}
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        lines = [_line(by, before, entry, audiences) for before, entry in piece]
        made = by.session.execute(insert(Entry).returning(col(Entry.id), sort_by_parameter_order=True), lines)
        ids = list(made.scalars())
        rows, values = list[dict[str, Any]](), list[dict[str, Any]]()
        for number, (before, entry) in zip(ids, piece, strict=True):
            register = by.register(entry.register_id)
            own = list(row_lines(number or 0, register, _all_rows(by.session, before, entry, register)))
            rows += own
            values += value_lines(number or 0, register, entry.body, own)
        for table, found in ((EntryRow, rows), (EntryValue, values)):
            if found:
                by.session.execute(insert(table), found)


def _all_rows(session: Session, before: Entry | None, entry: NewEntry, register: Register) -> Rows:
    """The rows of a revision: those of the file, and those of tables that it does not have as they were."""
    if before is None or entry.rows.keys() >= register.tables.keys():
        return entry.rows
    return {**rows_of(session, before.id or 0, register), **entry.rows}


def _line(by: By, before: Entry | None, entry: NewEntry, audiences: dict[Any, int]) -> dict[str, Any]:
    register = by.register(entry.register_id)
    place = tuple(str(entry.body.get(p)) for p in register.read.values())
    if place not in audiences:
        audiences[place] = by.audience(register, entry.body)
    return {
        "register_id": entry.register_id, "key": entry.key, "title": entry.title, "district": entry.district,
        "body": dict(entry.body), "since": entry.since, "entered": before.entered if before else entry.since,
        "until": before.until if before else None, "first_id": first_of(before) if before else None,
        "reason": entry.reason, "out_reason": "", "goes_on": False, "import_id": by.import_id,
        "version_id": by.version_id, "audience_id": audiences[place], "added_at": by.now,
    }  # fmt: skip


def undo(session: Session, row: RegisterImport, person: int, now: datetime) -> Message | None:
    """Take an import back, as long as nothing else happened to what it wrote; else what stands against that."""
    hold(session, f"import/{row.register_id}")
    if row.undone_at is not None:
        return Message("import.undone_already")
    mine = select(Entry).where(Entry.import_id == row.id)
    ended = select(Entry).where(Entry.out_import_id == row.id)
    touched = [e for e in session.exec(mine) if e.out_case_id or e.out_import_id]
    touched += [e for e in session.exec(ended) if e.out_case_id]
    ids = select(col(Entry.id)).where(col(Entry.import_id) == row.id)
    if not touched and session.exec(select(Case.id).where(col(Case.parent_entry_id).in_(ids)).limit(1)).first():
        return Message("import.has_children")
    if touched:
        return Message("import.touched", {"entry": touched[0].title, "count": len(touched)})
    until = {first_of(e): e.until for e in session.exec(mine)}
    for entry in session.exec(ended):
        entry.until, entry.goes_on = until.get(first_of(entry)), False
        entry.out_import_id, entry.out_reason = None, ""
        session.add(entry)
    session.flush()
    for table in (EntryRow, EntryValue):
        session.execute(delete(table).where(col(table.entry_id).in_(ids)))
    session.execute(delete(Entry).where(col(Entry.import_id) == row.id))
    row.undone_at, row.undone_by = now, person
    session.add(row)
    return None


