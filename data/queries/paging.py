"""Pages by position, not by number: the next page begins behind the last row seen, however deep it lies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Row, func, literal, select
from sqlmodel import Session

from data.queries.dialect import Query
from data.queries.walking import FEW, Asked, Order, Position, Total, few, many, of_ids

T = TypeVar("T")
EXACT = 10_000  # totals are exact up to here, then "10,000+"
_BIGGEST = 2**63 - 1


class BadCursor(ValueError):
    """A position that no page gave out."""


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


def count(session: Session, query: Query, most: int | None = None) -> Total:
    """How many rows a query has, counted up to so many; the second value says that there are more."""
    upto = EXACT if most is None else most
    capped = query.with_only_columns(literal(1)).order_by(None).limit(upto + 1).subquery()
    found = session.execute(select(func.count()).select_from(capped)).scalar_one()
    return min(found, upto), found > upto


def page(
    session: Session, query: Query, order: Order, cut: Cut, total: Total | None = None, walk: Query | None = None
) -> Page[Any]:
    """One page of a query over the table of the order; raises `BadCursor` for a position that is none.

    `total` is how many rows there are where that is known already, `walk` the same query put so that it can be asked
    row by row.
    """
    back = cut.before is not None
    asked = Asked(session, query, order, position(cut.before if back else cut.after, order), back, cut.limit + 1)
    some = few(asked, total)
    if some is None:
        found = total or count(session, query)
        rows = many(asked, found, query if walk is None else walk)
    else:
        found, rows = (len(some), False), of_ids(asked, some)
    more = len(rows) > cut.limit
    rows = rows[: cut.limit][:: -1 if back else 1]
    ahead, behind = (True, more) if back else (more, asked.start is not None)
    return Page(
        [r[0] for r in rows], *found,
        _cursor(rows[-1]) if rows and ahead else None,
        _cursor(rows[0]) if rows and behind else None,
    )  # fmt: skip


def _cursor(row: Row[Any]) -> str:
    key, number = row._mapping["_key"], row._mapping["_id"]
    text = key if key is None or isinstance(key, str) else key.isoformat()
    return json.dumps([text, number], ensure_ascii=False, separators=(",", ":"))


def position(cursor: str | None, order: Order) -> Position:
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


__all__ = ["EXACT", "FEW", "BadCursor", "Cut", "Order", "Page", "Total", "count", "page", "position"]
