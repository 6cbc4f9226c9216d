"""Making the search index anew from what it came from, some at a time, and proving that it says the same."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import datetime
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, func, select

from data import FileStore, open_database
from data.queries.search import writing
from data.queries.search.pieces import CASES, ENTRIES, Document, Kind
from data.tables import Case, Entry, Job
from workflows.jobs.service import SEARCH_INDEX
from workflows.office import Office
from workflows.search import keeping, of_entries

TOGETHER = 50
"""Cases or entries of one transaction beside everybody's work."""
AT_ONCE = 500
"""The same of a rebuild, which reads them first and holds others up only while it writes."""
KINDS: dict[str, Kind] = {"cases": CASES, "entries": ENTRIES}


def next_ids(
    session: Session, kind: str, above: int, organisation: int | None = None, most: int = TOGETHER
) -> list[int]:
    """The next cases or entries above an id; of an organisation only its cases."""
    of = KINDS[kind].table
    if organisation is not None and of is Entry:
        return []
    mine = [Case.organisation_id == organisation] if organisation is not None else []
    found = session.exec(select(of.id).where(col(of.id) > above, *mine).order_by(col(of.id)).limit(most))
    return [n for n in found if n is not None]


def make(office: Office, session: Session, kind: str, ids: Sequence[int], now: datetime) -> None:
    """Makes the index say of some cases or entries what they hold."""
    for owner, documents in should_say(office, session, kind, ids, now):
        writing.replace(session, KINDS[kind], owner, documents)


def should_say(
    office: Office, session: Session, kind: str, ids: Sequence[int], now: datetime
) -> Iterator[tuple[int, list[Document]]]:
    """What the index should say of some cases or entries."""
    if kind == "cases":
        yield from ((n, keeping.documents(office, session, n, now)) for n in ids)
        return
    wanted = select(Entry.version_id, Entry.id).where(col(Entry.id).in_(ids)).order_by(col(Entry.version_id))
    for version, some in groupby(session.exec(wanted), key=lambda v: v[0]):
        bundle = office.bundle(session, version)
        yield from of_entries.documents(session, bundle, [n for _, n in some if n is not None])


Tell = Callable[[int, int], None]
"""Is told again and again how many cases and entries are done, and of how many."""


Piece = tuple[str, list[int]]
"""A kind and some ids of it."""
Rows = list[dict[str, Any]]


def rebuild(office: Office, now: datetime, tell: Tell = lambda done, of: None, helpers: int = 0) -> int:
    """Forgets the whole index and makes it anew; gives of how many cases and entries.

    What it should say is worked out by so many processes beside this one, which writes it.
    """
    with office.db.write() as session:
        writing.clear(session)
        writing.gathering(session, True)
    done, of = 0, _number(office)
    try:
        for (kind, ids), rows in _worked_out(office, now, helpers):
            with office.db.write() as session:
                _write(office, session, kind, ids, rows, now)
            done += len(ids)
            tell(done, of)
    finally:
        with office.db.write() as session:
            writing.gathering(session, False)
    return done


def _write(office: Office, session: Session, kind: str, ids: Sequence[int], rows: Rows, now: datetime) -> None:
    """What was worked out, unless somebody worked on one of them since the index was forgotten: that wrote into it."""
    there = select(func.count()).select_from(KINDS[kind].table).where(col(KINDS[kind].table.id).in_(ids))
    if writing.says_of(session, KINDS[kind], ids[0], ids[-1]) or session.exec(there).one() < len(ids):
        make(office, session, kind, ids, now)
    else:
        writing.put(session, rows)


def _worked_out(office: Office, now: datetime, helpers: int) -> Iterator[tuple[Piece, Rows]]:
    """What the index should say, in turn; no more of it is held than there are helpers."""
    if helpers < 1:
        yield from ((piece, rows_of(office, *piece, now)) for piece in _pieces(office))
        return
    where = office.db.engine.url.render_as_string(hide_password=False), office.files.folder, str(office.zone)
    waiting = deque[tuple[Piece, Future[Rows]]]()
    with ProcessPoolExecutor(helpers, get_context("spawn"), _help, where) as pool:
        for piece in _pieces(office):
            waiting.append((piece, pool.submit(_helped, *piece, now)))
            if len(waiting) > helpers:
                done, rows = waiting.popleft()
                yield done, rows.result()
        for done, rows in waiting:
            yield done, rows.result()


def rows_of(office: Office, kind: str, ids: Sequence[int], now: datetime) -> Rows:
    """What the index should say of some cases or entries, in the words of the database."""
    with office.db.read() as session:
        return writing.prepared(KINDS[kind], list(should_say(office, session, kind, ids, now)), office.db.sqlite)


_OFFICE: list[Office] = []
"""Of a helping process."""


def _help(database: str, files: Path, zone: str) -> None:
    _OFFICE.append(Office(open_database(database), FileStore(files), ZoneInfo(zone)))


def _helped(kind: str, ids: Sequence[int], now: datetime) -> Rows:
    return rows_of(_OFFICE[0], kind, ids, now)


def check(office: Office, now: datetime, tell: Tell = lambda done, of: None) -> int:
    """How many pieces the index says otherwise than what they came from."""

    total, done, of = 0, 0, _number(office)
    for kind, ids in _pieces(office):
        with office.db.read() as session:
            wanted = should_say(office, session, kind, ids, now)
            total += sum(writing.differences(session, KINDS[kind], owner, documents) for owner, documents in wanted)
        done += len(ids)
        tell(done, of)
    return total


def _pieces(office: Office) -> Iterator[Piece]:
    """All cases and entries, some at a time, so that no more than these are held in memory."""
    for kind in KINDS:
        ids = [0]
        while ids:
            with office.db.read() as session:
                ids = next_ids(session, kind, ids[-1], most=AT_ONCE)
            if ids:
                yield kind, ids


def _number(office: Office) -> int:
    with office.db.read() as session:
        return sum(session.exec(select(func.count(col(kind.table.id)))).one() for kind in KINDS.values())


def pending(office: Office) -> bool:
    """Whether a job is still filling the index, so that not all is found yet."""
    with office.db.read() as session:
        waiting = select(Job.id).where(Job.kind == SEARCH_INDEX, col(Job.state).in_(("waiting", "running"))).limit(1)
        return session.exec(waiting).first() is not None
