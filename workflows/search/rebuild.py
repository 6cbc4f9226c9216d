"""Making the search index anew from what it came from, some at a time, and proving that it says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlmodel import Session, col, func, select

from data.queries.search import writing
from data.queries.search.pieces import CASES, ENTRIES, Document, Kind
from data.tables import Case, Entry, Job
from workflows.jobs.service import SEARCH_INDEX
from workflows.office import Office
from workflows.search import keeping, of_entries

TOGETHER = 50
"""Cases or entries of one transaction beside everybody's work."""
AT_ONCE = 200
"""The same of a rebuild: what is asked once in a transaction is asked four times less often."""
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


def rebuild(office: Office, now: datetime, tell: Tell = lambda done, of: None) -> int:
    """Forgets the whole index and makes it anew; gives of how many cases and entries."""
    with office.db.write() as session:
        writing.clear(session)
    return _through(office, lambda session, kind, ids: _made(office, session, kind, ids, now), tell, write=True)


def _made(office: Office, session: Session, kind: str, ids: Sequence[int], now: datetime) -> int:
    """All at once where the index says nothing of them yet; somebody may have worked on one meanwhile."""
    if ids and writing.says_of(session, KINDS[kind], ids[0], ids[-1]):
        make(office, session, kind, ids, now)
    elif ids:
        writing.add(session, KINDS[kind], list(should_say(office, session, kind, ids, now)))
    return len(ids)


def check(office: Office, now: datetime, tell: Tell = lambda done, of: None) -> int:
    """How many pieces the index says otherwise than what they came from."""

    def different(session: Session, kind: str, ids: Sequence[int]) -> int:
        wanted = should_say(office, session, kind, ids, now)
        return sum(writing.differences(session, KINDS[kind], owner, documents) for owner, documents in wanted)

    return _through(office, different, tell, write=False)


def _through(office: Office, each: Callable[[Session, str, Sequence[int]], int], tell: Tell, *, write: bool) -> int:
    """The sum over all cases and entries, some in each transaction, so that no more than these are held in memory."""
    total, done, of = 0, 0, _number(office)
    for kind in KINDS:
        above = 0
        while above >= 0:
            with office.db.write() if write else office.db.read() as session:
                ids = next_ids(session, kind, above, most=AT_ONCE)
                total += each(session, kind, ids)
            above, done = ids[-1] if ids else -1, done + len(ids)
            tell(done, of)
    return total


def _number(office: Office) -> int:
    with office.db.read() as session:
        return sum(session.exec(select(func.count(col(kind.table.id)))).one() for kind in KINDS.values())


def pending(office: Office) -> bool:
    """Whether a job is still filling the index, so that not all is found yet."""
    with office.db.read() as session:
        waiting = select(Job.id).where(Job.kind == SEARCH_INDEX, col(Job.state).in_(("waiting", "running"))).limit(1)
        return session.exec(waiting).first() is not None
