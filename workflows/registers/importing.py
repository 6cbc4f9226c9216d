"""Taking entries in from a file: what it would change, writing that in one go, and undoing it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from operator import itemgetter
from typing import Any

from sqlalchemy import delete, func, insert, update
from sqlmodel import Session, col, select

from data.queries.bulk import insert_as_stored
from data.queries.dialect import on_sqlite
from data.queries.search import writing
from data.queries.search.pieces import ENTRIES
from data.tables import Case, Entry, EntryRow, EntryValue, RegisterImport
from forms.finding import Finding
from forms.sheet import Problem
from forms.text import Message
from workflows.bundle import Bundle
from workflows.engine.entry_types import NewEntry
from workflows.model.registers import Register
from workflows.registers import sheet
from workflows.registers.book import entry_id, rows_of_many
from workflows.registers.known import title_of
from workflows.registers.lines import row_lines, value_lines
from workflows.registers.merging import Merged, merged
from workflows.registers.sheet import FileEntry, Taken
from workflows.registers.writing import By, facts, first_of, hold_register, refusal
from workflows.search import of_entries

PIECE = 5_000
"""Rows written at a time."""
MANY = 1_000
"""So many entries are written into the index in large parts."""
AHEAD = 25_000
"""New entries of which what they will say is worked out before anybody has to wait: 4 kB of memory each."""


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
    """What an import would do: new entries, changed ones with the revision before, those that go, and what is wrong.

    `wrong` are entries of the file that cannot be taken in as they are; `loose` are problems of rows of which nobody
    can say to which entry they belong; `late` says of entries that would go why they cannot.
    """

    new: tuple[NewEntry, ...]
    changed: tuple[tuple[Entry, NewEntry], ...]
    gone: tuple[Entry, ...]
    same: int
    wrong: tuple[FileEntry, ...]
    loose: tuple[Problem, ...]
    late: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (*(f for each in self.wrong for f in each.findings), *self.late)

    @property
    def problems(self) -> tuple[Problem, ...]:
        return (*(p for each in self.wrong for p in each.problems), *self.loose)

    @property
    def counts(self) -> dict[str, int]:
        """How many entries; `wrong` counts the places that are, `left` the entries of the file in which they are."""
        return {"new": len(self.new), "changed": len(self.changed), "gone": len(self.gone), "same": self.same,
                "wrong": len(self.findings) + len(self.problems), "left": len(self.wrong)}  # fmt: skip

    @property
    def severable(self) -> bool:
        """Whether what is right can be taken in without what is wrong."""
        return bool(self.new or self.changed) and bool(self.wrong) and not self.loose and not self.late


def planned(session: Session, wanted: Wanted, register: Register, found: Taken) -> Plan:
    """The file against what is in the register: entries of the same key are changed, if they differ.

    A row that bears the identity of an entry is that entry, also under another key that is free. Nothing goes out as
    long as anything is wrong: a row that cannot be read may be any entry.
    """
    plan = _Planning(session, wanted, register, found)
    for each in found.entries:
        plan.take(each)
    return plan.done()


class _Planning:
    """A plan while it is made."""

    def __init__(self, session: Session, wanted: Wanted, register: Register, found: Taken) -> None:
        self.wanted, self.register, self.found = wanted, register, found
        self.standing = _standing(session, wanted)
        self.rows = rows_of_many(session, register, [e.id or 0 for e in self.standing.values()])
        self.keys = {each.entry.key for each in found.entries if each.entry}
        self.known = {entry_id(first_of(e)): e for k, e in self.standing.items() if k not in self.keys}
        self.new: list[NewEntry] = []
        self.changed: list[tuple[Entry, NewEntry]] = []
        self.wrong: list[FileEntry] = []
        self.met: set[str] = set()
        self.same = 0

    def take(self, each: FileEntry) -> None:
        """Puts an entry of the file where it belongs."""
        before = self._before(each)
        if before is not None:
            self.met.add(before.key)
        if each.entry is None or before is None:
            if each.wrong or each.entry is None:
                self.wrong.append(each)
            else:
                self.new.append(each.entry)
            return
        made = merged(self.register, self.found, each.row, before, self.rows.get(before.id or 0, {}), each.entry)
        if made.same and not each.problems and not any(f.rule == "twice_row" for f in each.findings):
            self.same += 1  # what stands there already is not judged anew
            return
        against = [*each.findings, *self._against(each.row, before, made)]
        if against or each.problems:
            self.wrong.append(replace(each, findings=tuple(against)))
        else:
            self.changed.append((before, made.entry))

    def _before(self, each: FileEntry) -> Entry | None:
        """The entry that stands under its key; one that it was exported as, if no row of the file has its key."""
        return self.standing.get(each.entry.key if each.entry else "") or self.known.get(each.row)

    def _against(self, row: str, before: Entry, made: Merged) -> Iterator[Finding]:
        if against := _against(self.register, before, self.wanted.on):
            yield sheet.refused(self.register, row, before.title, against)
        for path in made.lost:
            title = title_of(path, self.register.paths[path])
            yield sheet.refused(self.register, row, before.title, Message("import.row_lost", {"table": title}))

    def done(self) -> Plan:
        keeps = bool(self.wrong or self.found.loose or not self.wanted.whole)
        gone = [] if keeps else [e for k, e in self.standing.items() if k not in self.met and e.until is None]
        late = [
            sheet.refused(self.register, "", e.title, against)
            for e in gone
            if (against := _against(self.register, e, self.wanted.on))
        ]
        return Plan(
            tuple(self.new), tuple(self.changed), () if late else tuple(gone), self.same, tuple(self.wrong),
            self.found.loose, tuple(late),
        )  # fmt: skip


def _against(register: Register, entry: Entry, on: date) -> Message | None:
    code = facts(entry).against(on)
    return refusal(code, register, entry, on).message if code else None


def _standing(session: Session, wanted: Wanted) -> dict[str, Entry]:
    """The newest revision of everything that is in on the day or comes in later, by key."""
    return {e.key: e for e in session.exec(select(Entry).where(*_in_later(wanted)).order_by(col(Entry.id)))}


def _in_later(wanted: Wanted) -> tuple[Any, Any]:
    until = col(Entry.until)
    return col(Entry.register_id) == wanted.register, until.is_(None) | (until > wanted.on)


def ready(session: Session, bundle: Bundle, wanted: Wanted, found: Taken) -> of_entries.Ready:
    """What the new entries of a file will say to a search, as far as can be told before they are written."""
    standing = set(session.exec(select(Entry.key).where(*_in_later(wanted))))
    new = (each.entry for each in found.entries if each.entry is not None and not each.wrong)
    return of_entries.ready(session, bundle, list(islice((e for e in new if e.key not in standing), AHEAD)))


def write(
    session: Session, bundle: Bundle, wanted: Wanted, plan: Plan, person: int, now: datetime,
    before: of_entries.Ready | None = None,
) -> RegisterImport:  # fmt: skip
    """Write everything that a plan says, in the caller's transaction; `before` is what was worked out before it."""
    row = RegisterImport(
        register_id=wanted.register, version_id=bundle.version_id or 0, file=wanted.file, name=wanted.name,
        on=wanted.on, whole=wanted.whole, reason=wanted.reason, counts=plan.counts, person_id=person, at=now,
    )  # fmt: skip
    session.add(row)
    session.flush()
    by = By(session, bundle, now, import_id=row.id)
    insert_entries(by, [(None, e) for e in plan.new], before)
    insert_entries(by, plan.changed)
    _end(session, [e for e, _ in plan.changed], wanted, row.id, goes_on=True)
    _end(session, plan.gone, wanted, row.id, goes_on=False)
    return row


def _end(session: Session, entries: Sequence[Entry], wanted: Wanted, number: int | None, *, goes_on: bool) -> None:
    ended = {"until": wanted.on, "goes_on": goes_on, "out_import_id": number,
             "out_reason": "" if goes_on else wanted.reason}  # fmt: skip
    for start in range(0, len(entries), PIECE):
        session.execute(update(Entry), [{"id": e.id, **ended} for e in entries[start : start + PIECE]])


def insert_entries(
    by: By, wanted: Sequence[tuple[Entry | None, NewEntry]], ready: of_entries.Ready | None = None
) -> list[int]:
    """Write entries, or revisions that go on from others, many at a time; their ids."""
    with writing.in_large_parts(by.session, len(wanted) >= MANY):
        return _inserted(by, wanted, ready)


def _inserted(
    by: By, wanted: Sequence[tuple[Entry | None, NewEntry]], ready: of_entries.Ready | None
) -> list[int]:
    written = list[int]()
    audiences: dict[Any, int] = {}
    for start in range(0, len(wanted), PIECE):
        piece = wanted[start : start + PIECE]
        lines = [_line(by, before, entry, audiences) for before, entry in piece]
        ids = _numbered(by.session, lines)
        rows, values = list[dict[str, Any]](), list[dict[str, Any]]()
        for number, (_, entry) in zip(ids, piece, strict=True):
            register = by.register(entry.register_id)
            own = list(row_lines(number or 0, register, entry.rows))
            rows += own
            values += value_lines(number or 0, register, entry.body, own)
        if rows:
            by.session.connection().execute(insert(EntryRow.__table__), rows)  # type: ignore[attr-defined]
        insert_as_stored(by.session, EntryValue.__tablename__, FOUND_BY, [_as_stored(v) for v in values])
        of_entries.written(by.session, by.bundle, list(zip(ids, [e for _, e in piece], strict=True)), ready)
        written += ids
    return written


def _numbered(session: Session, lines: list[dict[str, Any]]) -> list[int]:
    """Writes entries; their ids. SQLite, where nobody else writes meanwhile, would tell them row by row."""
    if not on_sqlite(session):
        made = session.execute(insert(Entry).returning(col(Entry.id), sort_by_parameter_order=True), lines)
        return [n or 0 for n in made.scalars()]
    last = session.execute(select(func.max(col(Entry.id)))).scalar() or 0
    ids = list(range(last + 1, last + 1 + len(lines)))
    numbered = [{"id": n, **line} for n, line in zip(ids, lines, strict=True)]
    session.connection().execute(insert(Entry.__table__), numbered)  # type: ignore[attr-defined]
    return ids


FOUND_BY = ("entry_id", "field", "row", "text", "number", "day")


def _as_stored(value: dict[str, Any]) -> tuple[Any, ...]:
    """What an entry is found by, in the order of `FOUND_BY`."""
    day = value["day"]
    return (*itemgetter(*FOUND_BY[:-1])(value), day.isoformat() if day is not None else None)


def _line(by: By, before: Entry | None, entry: NewEntry, audiences: dict[Any, int]) -> dict[str, Any]:
    register = by.register(entry.register_id)
    place = tuple(str(entry.body.get(p)) for p in register.read.values())
    if place not in audiences:
        audiences[place] = by.audience(register, entry.body)
    return {
        "register_id": entry.register_id, "key": entry.key, "title": entry.title, "district": entry.district,
        "body": dict(entry.body), "since": entry.since, "entered": before.entered if before else entry.since,
        "until": before.until if before else None, "first_id": first_of(before) if before else None,
        "reason": entry.reason, "out_reason": "", "goes_on": False, "import_id": by.import_id, "case_id": by.case_id,
        "version_id": by.version_id, "audience_id": audiences[place], "added_at": by.now,
    }  # fmt: skip


def undo(session: Session, row: RegisterImport, person: int, now: datetime) -> Message | None:
    """Take an import back, as long as nothing else happened to what it wrote; else what stands against that."""
    hold_register(session, row.register_id)
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
    writing.remove(session, ENTRIES, [n for n in session.exec(ids) if n is not None])
    for table in (EntryRow, EntryValue):
        session.execute(delete(table).where(col(table.entry_id).in_(ids)))
    session.execute(delete(Entry).where(col(Entry.import_id) == row.id))
    row.undone_at, row.undone_by = now, person
    session.add(row)
    return None
