"""Pages by position, not by number: the next page begins behind the last row seen, however deep it lies."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Row, func, literal, select, tuple_
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op
from sqlmodel import Session, SQLModel

from data.queries.dialect import Query, on_sqlite, pick

T = TypeVar("T")
EXACT = 10_000  # totals are exact up to here, then "10,000+"
_BIGGEST = 2**63 - 1
FEW = 1_000  # up to here the hits themselves are remembered between counting and reading


class BadCursor(ValueError):
    """A position that no page gave out."""


@dataclass(frozen=True)
class Order:
    """What rows are sorted by; rows without a value come last in both directions, ties go by id."""

    table: type[SQLModel]
    key: ColumnElement[Any]
    id: ColumnElement[Any]
    index: str  # the index that has this order
    parse: Callable[[str], Any] = str
    descending: bool = False
    nullable: bool = False


@dataclass(frozen=True)
class Cut:
    """Which part to read: so many rows, behind one cursor or before another."""

    limit: int = 50
    after: str | None = None
    before: str | None = None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Rows, how many there are in all, and the cursors of the pages around (None: there is none)."""

    rows: Sequence[T]
    total: int
    capped: bool  # there are more than `total`
    next: str | None  # for Cut(after=…)
    previous: str | None  # for Cut(before=…)


def count(session: Session, query: Query) -> tuple[int, bool]:
    """How many rows a query has, counted up to EXACT; the second value says that there are more."""
    capped = query.with_only_columns(literal(1)).order_by(None).limit(EXACT + 1).subquery()
    found = session.execute(select(func.count()).select_from(capped)).scalar_one()
    return min(found, EXACT), found > EXACT


def page(session: Session, query: Query, order: Order, cut: Cut) -> Page[Any]:
    """One page of a query over the table of the order; raises `BadCursor` for a position that is none."""
    back = cut.before is not None
    start = _position(cut.before if back else cut.after, order)
    found, query, order = _planned(session, query, order)
    query = query.add_columns(order.key.label("_key"), order.id.label("_id"))
    rows = _read(session, query, order, start, back, cut.limit + 1)
    more = len(rows) > cut.limit
    rows = rows[: cut.limit][:: -1 if back else 1]
    ahead, behind = (True, more) if back else (more, start is not None)
    return Page(
        [r[0] for r in rows], *found,
        _cursor(rows[-1]) if rows and ahead else None,
        _cursor(rows[0]) if rows and behind else None,
    )  # fmt: skip


def _planned(session: Session, query: Query, order: Order) -> tuple[tuple[int, bool], Query, Order]:
    """Total, and how to read: few hits by their ids, some by what finds them, many along the index of the order.

    SQLite cannot foresee how much a filter finds, PostgreSQL can.
    """
    few = query.with_only_columns(order.id).order_by(None).limit(FEW + 1)
    ids = session.execute(few).scalars().all()
    if len(ids) <= FEW:
        query = pick(order.table).where(order.id.in_(ids))
        return (len(ids), False), query, _unindexed(session, order)
    found = count(session, query)
    if found[1] and on_sqlite(session):
        query = query.with_hint(order.table, f"INDEXED BY {order.index}", "sqlite")
        return found, query, order
    return found, query, _unindexed(session, order)


def _unindexed(session: Session, order: Order) -> Order:
    """The same order, sorted afterwards: SQLite would rather walk through everybody's rows along an index."""
    if not on_sqlite(session):
        return order
    key: ColumnElement[Any] = UnaryExpression(order.key, operator=custom_op("+"), type_=order.key.type)
    return replace(order, key=key)


Position = tuple[Any, int] | None


def _read(
    session: Session, query: Query, order: Order, start: Position, back: bool, limit: int
) -> list[Row[Any]]:
    """The rows with a value, then those without one; the other way round when reading back."""
    found: list[Row[Any]] = []
    for part in (_valued, _empty)[:: -1 if back else 1]:
        piece = part(query, order, start, back)
        if piece is not None and len(found) < limit:
            found += session.execute(piece.limit(limit - len(found))).all()
    return found


def _valued(query: Query, order: Order, start: Position, back: bool) -> Query | None:
    down = order.descending != back
    if order.nullable:
        query = query.where(order.key.is_not(None))
    if start is not None and start[0] is not None:
        here, there = tuple_(order.key, order.id), tuple_(literal(start[0], order.key.type), literal(start[1]))
        query = query.where(here < there if down else here > there)
    elif start is not None and not back:
        return None
    return query.order_by(*((order.key.desc(), order.id.desc()) if down else (order.key, order.id)))


def _empty(query: Query, order: Order, start: Position, back: bool) -> Query | None:
    down = order.descending != back
    if not order.nullable or (back and start is not None and start[0] is not None):
        return None
    query = query.where(order.key.is_(None))
    if start is not None and start[0] is None:
        query = query.where(order.id < start[1] if down else order.id > start[1])
    return query.order_by(order.id.desc() if down else order.id)


def _cursor(row: Row[Any]) -> str:
    key, number = row._mapping["_key"], row._mapping["_id"]
    text = key if key is None or isinstance(key, str) else key.isoformat()
    return json.dumps([text, number], ensure_ascii=False, separators=(",", ":"))


def _position(cursor: str | None, order: Order) -> Position:
    """The key and the id of a cursor; it comes from an address, so it may hold anything."""
    if cursor is None:
        return None
    try:
        key, number = json.loads(cursor)
        return (None if key is None else order.parse(_storable(key))), _id(number)
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadCursor(cursor) from error


def _storable(key: Any) -> str:
    """A text that both databases take: PostgreSQL refuses NUL, both a half of a surrogate pair."""
    if not isinstance(key, str) or "\0" in key:
        raise BadCursor(key)
    return key.encode().decode()


def _id(number: Any) -> int:
    if not isinstance(number, int) or abs(number) > _BIGGEST:
        raise BadCursor(number)
    return number
