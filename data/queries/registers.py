"""Registers as they stood on a day: entries, how many by what, and what their tables hold."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, literal, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from data.queries.dialect import Query, column, month, pick
from data.queries.paging import Cut, Order, Page, page
from data.queries.search import finding as search
from data.queries.search.pieces import ENTRIES
from data.queries.visibility import may_see
from data.tables import Entry, EntryRow, EntryValue

ORDERS = {
    "title": Order(Entry, column(Entry.title), column(Entry.id), "entry_by_title"),
    "district": Order(Entry, column(Entry.district), column(Entry.id), "entry_by_district", nullable=True),
    "since": Order(Entry, column(Entry.entered), column(Entry.id), "entry_by_since", date.fromisoformat),
}


@dataclass(frozen=True)
class EntryFilter:
    """What is looked for in a register; None or empty means any."""

    register: str
    on: date | None = None  # entries that were in on this day; None: ever
    text: str = ""  # words that it or its rows hold (`data.queries.search`)
    districts: Collection[str] = ()
    values: Mapping[str, Collection[str]] = field(default_factory=dict)  # counted field → one of; none: left empty
    since_from: date | None = None
    since_until: date | None = None  # this day too
    case: int | None = None  # by which case it came in or was changed
    came: tuple[date, date] | None = None  # came in between, both days too; one that was continued did not
    went: tuple[date, date] | None = None  # went out between, likewise
    ids: Collection[int] | None = None


def open_on(day: date) -> ColumnElement[bool]:
    """A condition: the entry was in the register on a day."""
    until = col(Entry.until)
    return (col(Entry.since) <= day) & (until.is_(None) | (until > day))


def _lasted(of: Any) -> ColumnElement[bool]:
    """A condition: the revision was in force for a day at least."""
    return col(of.until).is_(None) | (col(of.until) > col(of.since))


def came_in() -> ColumnElement[bool]:
    """A condition: the entry was new, not changed; declared again on the day the last one ended, it is continued."""
    older = aliased(Entry)
    same = (col(older.register_id) == col(Entry.register_id)) & (col(older.key) == col(Entry.key))
    held = pick(literal(1)).where(same, col(older.until) == col(Entry.since), _lasted(older))
    return _lasted(Entry) & (col(Entry.since) == col(Entry.entered)) & ~held.correlate(Entry).exists()


def went_out() -> ColumnElement[bool]:
    """A condition: the entry ended and was not continued on that day."""
    newer = aliased(Entry)
    same = (col(newer.register_id) == col(Entry.register_id)) & (col(newer.key) == col(Entry.key))
    held = pick(literal(1)).where(same, col(newer.since) == col(Entry.until), _lasted(newer))
    ended = col(Entry.until).is_not(None) & _lasted(Entry) & ~col(Entry.goes_on)
    return ended & ~held.correlate(Entry).exists()


def find(
    session: Session,
    tokens: Collection[str],
    wanted: EntryFilter,
    order: str = "title",
    descending: bool = False,
    cut: Cut | None = None,
) -> Page[Entry]:
    """One page of the entries that the tokens may read; `order` is a key of ORDERS (KeyError for another)."""
    query = narrowed(session, tokens, wanted, pick(Entry))
    return page(session, query, replace(ORDERS[order], descending=descending), cut or Cut())


def narrowed(session: Session, tokens: Collection[str], wanted: EntryFilter, query: Query) -> Query:
    """A query over entries, limited to those that the tokens may read and the filter lets through."""
    query = query.select_from(Entry).where(may_see(tokens, of=Entry), *_conditions(wanted))
    if not wanted.text.strip():
        return query
    return query.where(col(Entry.id).in_(search.find(session, ENTRIES, tokens, wanted.text, (wanted.register,)).ids))


def _conditions(wanted: EntryFilter) -> list[ColumnElement[bool]]:
    since = col(Entry.entered)
    found = [col(Entry.register_id) == wanted.register, *(_has(f, v) for f, v in wanted.values.items())]
    found += [open_on(wanted.on)] if wanted.on else []
    found += [col(Entry.district).in_(sorted(wanted.districts))] if wanted.districts else []
    found += [since >= wanted.since_from] if wanted.since_from else []
    found += [since <= wanted.since_until] if wanted.since_until else []
    found += [col(Entry.case_id) == wanted.case] if wanted.case is not None else []
    found += [came_in(), col(Entry.since).between(*wanted.came)] if wanted.came else []
    found += [went_out(), col(Entry.until).between(*wanted.went)] if wanted.went else []
    return found + ([col(Entry.id).in_(sorted(wanted.ids))] if wanted.ids is not None else [])


def _has(name: str, values: Collection[str]) -> ColumnElement[bool]:
    held = pick(col(EntryValue.entry_id)).where(col(EntryValue.field) == name)
    if not values:
        return ~col(Entry.id).in_(held)
    return col(Entry.id).in_(held.where(col(EntryValue.text).in_(sorted(values))))


def number(session: Session, tokens: Collection[str], wanted: EntryFilter) -> int:
    """How many entries there are."""
    return int(session.execute(narrowed(session, tokens, wanted, pick(func.count(col(Entry.id))))).scalar_one())


def ids(session: Session, tokens: Collection[str], wanted: EntryFilter, limit: int) -> list[int]:
    """The entries by id."""
    query = narrowed(session, tokens, wanted, pick(col(Entry.id))).order_by(col(Entry.id)).limit(limit)
    return [i for i in session.execute(query).scalars() if i is not None]


def by_district(session: Session, tokens: Collection[str], wanted: EntryFilter) -> dict[str | None, int]:
    """Number of entries by district code."""
    query = narrowed(session, tokens, wanted, pick(Entry.district, func.count())).group_by(col(Entry.district))
    return _two(session, query)


def by_value(session: Session, tokens: Collection[str], wanted: EntryFilter, name: str) -> dict[str | None, int]:
    """Number of entries by the value of a field marked `count`."""
    value = col(EntryValue.text)
    query = narrowed(session, tokens, wanted, pick(value, func.count(func.distinct(col(Entry.id)))))
    query = query.join(EntryValue, col(EntryValue.entry_id) == col(Entry.id)).where(col(EntryValue.field) == name)
    return _two(session, query.group_by(value))


def cells(
    session: Session, tokens: Collection[str], wanted: EntryFilter, facts: Sequence[str], table: str | None = None
) -> dict[tuple[Any, ...], int]:
    """Number of entries (or of rows of one of their tables) by facts: `district`, `value:<field marked count>`."""
    values = {f: aliased(EntryValue) for f in facts if f != "district"}
    columns = [column(values[f].text) if f in values else column(Entry.district) for f in facts]
    counted = func.count(func.distinct(EntryRow.id if table else Entry.id))
    named = [c.label(f"fact_{n}") for n, c in enumerate(columns)]
    query = narrowed(session, tokens, wanted, pick(*named, counted))
    if table:
        query = query.join(EntryRow, (col(EntryRow.entry_id) == col(Entry.id)) & (col(EntryRow.table) == table))
    for fact, value in values.items():
        name = fact.partition(":")[2]
        query = query.outerjoin(value, (col(value.entry_id) == col(Entry.id)) & (col(value.field) == name))
    return {tuple(row[:-1]): int(row[-1]) for row in session.execute(query.group_by(*named))}


def stocks(
    session: Session, tokens: Collection[str], wanted: EntryFilter, days: Collection[date], table: str | None = None
) -> list[int]:
    """How many entries (or rows of a table) there were on each of some days, in one look."""
    if table:
        return rows_on(session, tokens, wanted, table, days)
    query = narrowed(session, tokens, replace(wanted, on=None), pick(Entry.since, Entry.until, func.count()))
    spans = session.execute(query.group_by(col(Entry.since), col(Entry.until))).all()
    return [sum(n for since, until, n in spans if since <= d and (until is None or until > d)) for d in days]


def row_counts(session: Session, ids: Collection[int]) -> dict[tuple[int, str], int]:
    """(entry, table) → how many rows, for entries that somebody was found to be allowed to read."""
    query = pick(EntryRow.entry_id, EntryRow.table, func.count()).where(col(EntryRow.entry_id).in_(sorted(ids)))
    grouped = query.group_by(col(EntryRow.entry_id), col(EntryRow.table))
    return {(entry, table): int(n) for entry, table, n in session.execute(grouped)}


def rows_of(session: Session, entry_id: int, table: str) -> list[EntryRow]:
    """The rows of a table of an entry, in order, likewise."""
    query = pick(EntryRow).where(col(EntryRow.entry_id) == entry_id, col(EntryRow.table) == table)
    return list(session.execute(query.order_by(col(EntryRow.position))).scalars())


def revisions(session: Session, first: int) -> list[Entry]:
    """Every revision of an entry by its identity, in the order in which they were made; nobody's rights are asked."""
    query = pick(Entry).where(or_(col(Entry.id) == first, col(Entry.first_id) == first))
    return list(session.execute(query.order_by(col(Entry.id))).scalars())


def rows(session: Session, tokens: Collection[str], wanted: EntryFilter, table: str) -> tuple[int, int]:
    """How many rows a table of the entries has in all, and how many different ones: a firm may lie in two regions."""
    query = pick(func.count(), func.count(func.distinct(EntryRow.key)))
    total, different = session.execute(_with_rows(session, tokens, wanted, table, query)).one()
    return int(total), int(different)


def rows_on(
    session: Session, tokens: Collection[str], wanted: EntryFilter, table: str, days: Collection[date]
) -> list[int]:
    """How many rows a table of the entries had on each of some days, in one look."""
    query = pick(Entry.since, Entry.until, func.count())
    query = _with_rows(session, tokens, replace(wanted, on=None), table, query)
    spans = session.execute(query.group_by(col(Entry.since), col(Entry.until))).all()
    return [sum(n for since, until, n in spans if since <= d and (until is None or until > d)) for d in days]


def _with_rows(
    session: Session, tokens: Collection[str], wanted: EntryFilter, table: str, query: Query
) -> Query:
    query = narrowed(session, tokens, wanted, query.select_from(Entry))
    return query.join(EntryRow, col(EntryRow.entry_id) == col(Entry.id)).where(col(EntryRow.table) == table)


@dataclass(frozen=True)
class Month:
    """What happened to a register in a month, and how many entries it had at its end (or on the last day asked for)."""

    month: str  # 2026-03
    came: int
    went: int
    open: int


def by_month(session: Session, tokens: Collection[str], wanted: EntryFilter, months: int = 12) -> list[Month]:
    """The last months up to the day `wanted.on`, which must be given; the current one ends on that day."""
    if wanted.on is None:
        raise ValueError("months end on a day: wanted.on")
    ever = replace(wanted, on=None)
    names = _months(wanted.on, months)
    came = _moves(session, tokens, ever, column(Entry.since), wanted.on, came_in())
    went = _moves(session, tokens, ever, column(Entry.until), wanted.on, went_out())
    left = number(session, tokens, wanted)
    found = []
    for name in reversed(names):
        found.append(Month(name, came.get(name, 0), went.get(name, 0), left))
        left += went.get(name, 0) - came.get(name, 0)
    return found[::-1]


def _months(last: date, months: int) -> list[str]:
    found, day = [], last
    for _ in range(months):
        found.append(f"{day:%Y-%m}")
        day = day.replace(day=1) - timedelta(days=1)
    return found[::-1]


def _moves(
    session: Session, tokens: Collection[str], wanted: EntryFilter, day: ColumnElement[Any], until: date,
    moved: ColumnElement[bool],
) -> dict[str, int]:  # fmt: skip
    """Number of entries by the month of a date, up to a day; those that were only continued did not move."""
    name = month(day)
    query = narrowed(session, tokens, wanted, pick(name, func.count())).where(day <= until, moved)
    return _two(session, query.group_by(name))


def _two(session: Session, query: Query) -> dict[Any, int]:
    return {row[0]: int(row[1]) for row in session.execute(query)}
