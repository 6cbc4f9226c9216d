"""The entries of a register as somebody may read them: pages, totals, and how many rows each of them has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session

from data.queries import registers as stored
from data.queries.paging import BadCursor, Cut
from data.tables import Entry
from forms.text import Text
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.registers.by_case import ByCase, by_case
from workflows.registers.known import Known, Words, known, names
from workflows.registers.query import Query

ORDERS = tuple(stored.ORDERS)
DEFAULT_ORDER = "district"
LARGEST = 500


@dataclass(frozen=True)
class EntryLine:
    """An entry in a list: its fields in words, how many rows each of its tables has, and the case it came in by."""

    id: int
    title: str
    district: Text
    cells: Mapping[str, Text]
    rows: Mapping[str, int]
    since: date
    until: date | None
    came_by: ByCase | None  # the case by which it came in or was changed last; None: none, or not theirs to see


@dataclass(frozen=True)
class Found:
    """A page of entries; `more` says that there are more than `total`, the cursors lead to the pages around."""

    of: Known
    lines: tuple[EntryLine, ...]
    total: int
    more: bool
    next: str | None
    previous: str | None


def find(
    office: Office,
    actor: Actor,
    query: Query,
    now: datetime,
    *,
    after: str | None = None,
    before: str | None = None,
    limit: int = 50,
    order: str = DEFAULT_ORDER,
    descending: bool = False,
) -> Found | None:
    """One page of the entries that the actor may read; None for a register that is not theirs to read."""
    with office.db.read() as session:
        of = chosen(office, session, actor, query, now)
        if of is None:
            return None
        wanted = query.conditions(office.today(now))
        order = order if order in ORDERS else DEFAULT_ORDER
        cut = Cut(min(limit, LARGEST), after, before)
        try:
            page = stored.find(session, actor.tokens, wanted, order, descending, cut)
        except BadCursor:
            page = stored.find(session, actor.tokens, wanted, order, descending, Cut(cut.limit))
        words, cases = Words(of.bundle, names(session)), [e.case_id for e in page.rows]
        lines = tuple(_lines(session, of, words, page.rows, by_case(session, actor.tokens, cases)))
        return Found(of, lines, page.total, page.capped, page.next, page.previous)


def chosen(office: Office, session: Session, actor: Actor, query: Query, now: datetime) -> Known | None:
    """The register of a query among those that the actor may read."""
    readable = known(office, session, actor, office.today(now))
    return next((k for k in readable if k.id == query.register), None)


def _lines(
    session: Session, of: Known, words: Words, entries: Sequence[Entry], cases: Mapping[int | None, ByCase]
) -> Iterator[EntryLine]:
    counts = stored.row_counts(session, [e.id or 0 for e in entries])
    for e in entries:
        cells = {k: words.of(f, e.body.get(k)) for k, f in of.register.fields.items()}
        rows = {table: counts.get((e.id or 0, table), 0) for table in of.register.tables}
        by = cases.get(e.case_id)
        yield EntryLine(e.id or 0, e.title, words.district(e.district), cells, rows, e.entered, _left(e), by)


def _left(entry: Entry) -> date | None:
    """The first day out; None while it goes on."""
    return None if entry.goes_on else entry.until
