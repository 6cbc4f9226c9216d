"""How the rows of a page are read: few hits by their ids, many along an index that has their order.

SQLite cannot foresee how much a filter finds; PostgreSQL can, and plans for itself. A walk along an index costs what
lies between two hits, so it is given up where it leads too far: then what fits is sorted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Row, func, literal, tuple_
from sqlalchemy.sql.elements import UnaryExpression
from sqlalchemy.sql.operators import custom_op
from sqlmodel import Session, SQLModel

from data.queries.dialect import Query, on_sqlite, pick

FEW = 1_000  # up to here the hits themselves are remembered between counting and reading
SORTED = 50_000  # up to here hits are sorted where their order leads nowhere
PATIENCE, FURTHEST = 1_000, 20_000  # rows of an index that a first walk passes at least, and at most
FURTHER, STEPS = 8, 16  # how much further the next walk goes; so many steps take as long as sorting one row
Position: TypeAlias = "tuple[Any, int] | None"
Total: TypeAlias = "tuple[int, bool]"
"""How many rows there are, and whether there are more than that."""


@dataclass(frozen=True)
class Order:
    """What rows are sorted by; rows without a value come last in both directions, ties go by id.

    `within` holds for the key of every row that is asked for, so that a walk begins where they do; `among` are the
    conditions of an index that does not hold every row.
    """

    table: type[SQLModel]
    key: ColumnElement[Any]
    id: ColumnElement[Any]
    index: str  # the index that has this order; "": there is none
    parse: Callable[[str], Any] = str
    descending: bool = False
    nullable: bool = False
    within: Sequence[ColumnElement[bool]] = ()
    among: Sequence[ColumnElement[bool]] = ()


@dataclass(frozen=True)
class Asked:
    """Rows behind a position of a query (before it when reading `back`), so many."""

    session: Session
    query: Query
    order: Order
    start: Position
    back: bool
    limit: int

    @property
    def down(self) -> bool:
        return self.order.descending != self.back


def few(asked: Asked, total: Total | None) -> list[int] | None:
    """The hits by their ids; None where there are many, or where how many is known and SQLite can be told the way."""
    if total is not None and (on_sqlite(asked.session) or total[1] or total[0] > FEW):
        return None
    wanted = asked.query.with_only_columns(asked.order.id).order_by(None).limit(FEW + 1)
    found = list(asked.session.execute(wanted).scalars())
    return found if len(found) <= FEW else None


def of_ids(asked: Asked, ids: Collection[int]) -> list[Row[Any]]:
    """The rows out of those with one of the ids."""
    return _sorted(replace(asked, query=pick(asked.order.table).where(asked.order.id.in_(ids))))


def many(asked: Asked, total: Total, walk: Query) -> list[Row[Any]]:
    """The rows of a query with many hits."""
    if not on_sqlite(asked.session):
        return _read(asked)
    if not asked.order.index:
        return _sorted(asked)
    hint = f"INDEXED BY {asked.order.index}"
    walking = replace(asked, query=walk.with_hint(asked.order.table, hint, "sqlite"))
    for steps in _steps(asked, total):
        found = _walked(walking, steps)
        if found is not None:
            return found
    return _sorted(asked) if walk is not asked.query or total[0] <= SORTED and not total[1] else _read(walking)


def _steps(asked: Asked, total: Total) -> Iterator[int]:
    """How far to walk: four times as far as hits that lie evenly would take; further while sorting takes longer."""
    last = asked.session.execute(pick(func.max(asked.order.id))).scalar() or 0
    steps = min(PATIENCE + 4 * asked.limit * last // max(total[0], 1), FURTHEST)
    while steps < last and (steps <= STEPS * total[0] or total[1] and steps <= FURTHEST):
        yield steps
        steps *= FURTHER


def _sorted(asked: Asked) -> list[Row[Any]]:
    """Sorted afterwards: SQLite would rather walk through everybody's rows along an index."""
    order = asked.order
    if not on_sqlite(asked.session):
        return _read(replace(asked, order=replace(order, within=())))
    key: ColumnElement[Any] = UnaryExpression(order.key, operator=custom_op("+"), type_=order.key.type)
    return _read(replace(asked, order=replace(order, key=key, within=())))


def _read(asked: Asked) -> list[Row[Any]]:
    """The rows with a value, then those without one; the other way round when reading back."""
    found: list[Row[Any]] = []
    query = asked.query.add_columns(asked.order.key.label("_key"), asked.order.id.label("_id"))
    for part in (_valued, _empty)[:: -1 if asked.back else 1]:
        piece = part(replace(asked, query=query))
        if piece is not None and len(found) < asked.limit:
            found += asked.session.execute(piece.limit(asked.limit - len(found))).all()
    return found


def _walked(asked: Asked, steps: int) -> list[Row[Any]] | None:
    """The same along the index of the order, no more than so many steps; None where they were too few."""
    found: list[Row[Any]] = []
    query = asked.query.add_columns(asked.order.key.label("_key"), asked.order.id.label("_id"))
    for part in (_valued, _empty)[:: -1 if asked.back else 1]:
        piece = part(replace(asked, query=query))
        if piece is None or len(found) >= asked.limit:
            continue
        end = _end(asked, part, steps)
        piece = piece if end is None else piece.where(_before(asked, *end))
        found += asked.session.execute(piece.limit(asked.limit - len(found))).all()
        if end is not None and len(found) < asked.limit:
            return None
    return found


def _end(asked: Asked, part: Callable[[Asked], Query | None], steps: int) -> tuple[Any, int] | None:
    """The place in an index after so many steps of everybody's rows; None where it ends before."""
    order = asked.order
    rows = pick(order.key, order.id).with_hint(order.table, f"INDEXED BY {order.index}", "sqlite")
    query = part(replace(asked, query=rows.where(*order.among)))
    found = None if query is None else asked.session.execute(query.offset(steps).limit(1)).first()
    return found and (found[0], found[1])


def _before(asked: Asked, key: Any, number: int) -> ColumnElement[bool]:
    """Not behind a place of the index."""
    order = asked.order
    if key is None:
        return order.id >= number if asked.down else order.id <= number
    here, there = tuple_(order.key, order.id), tuple_(literal(key, order.key.type), literal(number))
    return here >= there if asked.down else here <= there


def _valued(asked: Asked) -> Query | None:
    query, order, start = asked.query.where(*asked.order.within), asked.order, asked.start
    if order.nullable:
        query = query.where(order.key.is_not(None))
    if start is not None and start[0] is not None:
        here, there = tuple_(order.key, order.id), tuple_(literal(start[0], order.key.type), literal(start[1]))
        query = query.where(here < there if asked.down else here > there)
    elif start is not None and not asked.back:
        return None
    ways = (order.key.desc(), order.id.desc()) if asked.down else (order.key, order.id)
    return query.order_by(*ways)


def _empty(asked: Asked) -> Query | None:
    query, order, start = asked.query, asked.order, asked.start
    if not order.nullable or (asked.back and start is not None and start[0] is not None):
        return None
    query = query.where(order.key.is_(None))
    if start is not None and start[0] is None:
        query = query.where(order.id < start[1] if asked.down else order.id > start[1])
    return query.order_by(order.id.desc() if asked.down else order.id)
