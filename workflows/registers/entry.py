"""One entry of a register with its rows, and the cases by which it came in and went out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.queries import registers as stored
from data.queries.visibility import may_see
from data.tables import Entry
from forms.text import Message, Text
from workflows.engine.types import Actor, Refusal
from workflows.office import Office
from workflows.registers.by_case import ByCase, by_case
from workflows.registers.known import Known, Words, known, names, row_name, table_title, table_unit, title_of
from workflows.registers.revisions import Revision, revisions
from workflows.registers.writing import first_of


@dataclass(frozen=True)
class Table:
    """A table of an entry, by its path: its columns and how many rows there are.

    The first column of one inside another tells in which row of that each row lies.
    """

    key: str
    title: Text
    unit: Text
    columns: tuple[tuple[str, Text, str], ...]  # key, title, type
    total: int


@dataclass(frozen=True)
class Earlier:
    """Another time in which something of the same key was in the register."""

    id: int
    since: date
    until: date | None


@dataclass(frozen=True)
class EntryView:
    """All that the page shows of an entry on a day: `id` is that of the revision, `first` that of the entry."""

    of: Known
    id: int
    first: int
    title: str
    district: Text
    fields: tuple[tuple[Text, Text], ...]
    tables: tuple[Table, ...]
    since: date
    until: date | None
    out_reason: str
    came_by: ByCase | None
    went_by: ByCase | None
    others: tuple[Earlier, ...]
    revisions: tuple[Revision, ...]  # the newest first


@dataclass(frozen=True)
class Rows:
    """A page of a table's rows: (position, values in words by column); `next` and `previous` are positions."""

    lines: tuple[tuple[int, tuple[str, ...]], ...]
    next: int | None
    previous: int | None


def open_entry(
    office: Office, actor: Actor, entry_id: int, now: datetime, on: date | None = None
) -> EntryView | Refusal:
    """The entry if the actor may read it, as it stood on a day; without one, as it stands, or stood last.

    `entry_id` may be that of any of its revisions.
    """
    with office.db.read() as session:
        every = _revisions(session, actor, entry_id)
        entry = _in_force(every, on or office.today(now)) or _readable(session, actor, entry_id)
        of = _known(office, session, actor, entry, now) if entry else None
        if entry is None or of is None:
            return Refusal(Message("no_such_entry"), guard="role")
        words = Words(of.bundle, names(session))
        told = {k: f for k, f in of.register.fields.items() if not f.technical}
        fields = tuple((title_of(k, f), words.of(f, entry.body.get(k))) for k, f in told.items())
        first, last = every[0], next((e for e in reversed(every) if not e.goes_on), every[-1])
        cases = by_case(session, actor.tokens, [c for e in every for c in (e.case_id, e.out_case_id)])
        return EntryView(
            of=of, id=entry.id or 0, first=first_of(entry), title=entry.title,
            district=words.district(entry.district), fields=fields,
            tables=tuple(_tables(session, of, entry.id or 0)), since=entry.entered,
            until=None if last.goes_on else last.until,
            out_reason=last.out_reason, came_by=cases.get(first.case_id),
            went_by=None if last.goes_on else cases.get(last.out_case_id),
            others=tuple(_others(session, actor, entry)),
            revisions=tuple(revisions(session, of, words, every, cases))[::-1],
        )  # fmt: skip


def _revisions(session: Session, actor: Actor, entry_id: int) -> list[Entry]:
    """The revisions of an entry that the actor may read, in the order in which they were made."""
    entry = _readable(session, actor, entry_id)
    found = stored.revisions(session, first_of(entry)) if entry else []
    ids = col(Entry.id).in_([e.id for e in found])
    mine = set(session.exec(select(Entry.id).where(ids, may_see(actor.tokens, of=Entry))))
    return [e for e in found if e.id in mine]


def _in_force(every: Sequence[Entry], day: date) -> Entry | None:
    """The revision of a day; the last that was ever in force where none is any more."""
    held = [e for e in every if e.since <= day and (e.until is None or e.until > e.since)]
    return held[-1] if held else None


def rows(
    office: Office, actor: Actor, entry_id: int, table: str, now: datetime, *, after: int = 0, limit: int = 50,
    text: str = "",
) -> Rows:  # fmt: skip
    """Rows of an entry's table behind a position; empty for what is not the actor's to read. `text` is looked for."""
    with office.db.read() as session:
        entry = _readable(session, actor, entry_id)
        of = _known(office, session, actor, entry, now) if entry else None
        declared = of.register.paths.get(table) if of else None
        if of is None or declared is None:
            return Rows((), None, None)
        words = Words(of.bundle, names(session))
        around = _around(session, of, words, entry_id, table)
        shown = [
            (r.position, (*around(r.around), *(words.of(f, r.body.get(k)).zh for k, f in declared.fields.items())))
            for r in stored.rows_of(session, entry_id, table)
        ]
        hits = [line for line in shown if not text or any(text.casefold() in cell.casefold() for cell in line[1])]
        return _cut(hits, after, limit)


def _around(
    session: Session, of: Known, words: Words, entry_id: int, path: str
) -> Callable[[int], tuple[str, ...]]:
    """What stands before the cells of a row inside another: the name of that; nothing before those of other tables."""
    outer = path.rpartition(".")[0]
    if not outer:
        return lambda position: ()
    table = of.register.paths[outer]
    found = {r.position: row_name(words, table, r.key, r.body) for r in stored.rows_of(session, entry_id, outer)}
    return lambda position: (found.get(position, ""),)


def _cut(hits: list[tuple[int, tuple[str, ...]]], after: int, limit: int) -> Rows:
    start = next((i for i, (position, _) in enumerate(hits) if position > after), len(hits))
    page = hits[start : start + limit]
    more = start + limit < len(hits)
    back = hits[start - limit - 1][0] if start > limit else 0
    return Rows(tuple(page), page[-1][0] if more else None, back if start else None)


def _readable(session: Session, actor: Actor, entry_id: int) -> Entry | None:
    return session.exec(select(Entry).where(Entry.id == entry_id, may_see(actor.tokens, of=Entry))).first()


def _known(office: Office, session: Session, actor: Actor, entry: Entry, now: datetime) -> Known | None:
    readable = known(office, session, actor, office.today(now))
    return next((k for k in readable if k.id == entry.register_id), None)


def _tables(session: Session, of: Known, entry_id: int) -> Iterator[Table]:
    counts = stored.row_counts(session, [entry_id])
    for path, table in of.register.paths.items():
        outer = path.rpartition(".")[0]
        around = [("", title_of(outer, of.register.paths[outer]), "text")] if outer else []
        own = ((k, title_of(k, f), f.type) for k, f in table.fields.items())
        title, total = table_title(of.register, path), counts.get((entry_id, path), 0)
        yield Table(path, title, table_unit(table), (*around, *own), total)


def _others(session: Session, actor: Actor, entry: Entry) -> Iterator[Earlier]:
    """Other entries of the same key, the newest first."""
    same = select(Entry).where(Entry.register_id == entry.register_id, Entry.key == entry.key)
    same = same.where(may_see(actor.tokens, of=Entry), col(Entry.goes_on).is_(False))
    for other in session.exec(same.order_by(col(Entry.since).desc(), col(Entry.id).desc())):
        if first_of(other) != first_of(entry):
            yield Earlier(other.id or 0, other.entered, other.until)
