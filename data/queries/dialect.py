"""The few statements that SQLite and PostgreSQL spell differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, DateTime, Select, String, cast, func, select, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import CursorResult
from sqlmodel import Session, SQLModel, col

LAST = "\U0010ffff"  # sorts after every text that begins with what stands before it
Query: TypeAlias = "Select[*tuple[Any, ...]]"


def column(attribute: Any) -> ColumnElement[Any]:
    """A column of a table class, as the type checker should see it."""
    found: Any = col(attribute)
    return found  # type: ignore[no-any-return]


def pick(*what: Any) -> Query:
    """A SELECT of columns or table classes, as the type checker should see it."""
    return select(*what)


LOOKED_AT = 1_000
"""Rows of an index that tell how its values lie: enough to choose between indexes, however large the office is."""


def study(session: Session) -> None:
    """Lets SQLite learn how its tables lie, to go the short way through them; PostgreSQL does so by itself."""
    if on_sqlite(session):
        session.execute(text(f"PRAGMA analysis_limit = {LOOKED_AT}"))
        session.execute(text("ANALYZE"))


def on_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def upsert(session: Session, table: type[SQLModel]) -> Any:
    """An INSERT that knows ON CONFLICT."""
    return sqlite.insert(table) if on_sqlite(session) else postgresql.insert(table)


def insert_missing(session: Session, table: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> int:
    """Inserts the rows that break no uniqueness and says how many; two processes at once make one row."""
    done = session.execute(upsert(session, table).values(list(rows)).on_conflict_do_nothing())
    assert isinstance(done, CursorResult)
    return done.rowcount


def contains(session: Session, where: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """A text occurs in a column, upper and lower case alike; SQLite's LIKE does that by itself, and faster."""
    if on_sqlite(session):
        return where.contains(text, autoescape=True)
    return where.icontains(text, autoescape=True)


def month(day: ColumnElement[Any]) -> ColumnElement[str]:
    """The month of a date as text: 2026-03."""
    return func.substr(cast(day, String), text("1"), text("7"))


def hold(session: Session, name: str, *, shared: bool = False) -> None:
    """Makes other writers that ask for the same name wait until this transaction ends.

    For "look, then write" rules such as one open case per district. Those that share it wait only for who does not:
    many write single entries at once, and whoever writes a whole register is alone. SQLite has one writer anyway.
    """
    if not on_sqlite(session):
        taking = func.pg_advisory_xact_lock_shared if shared else func.pg_advisory_xact_lock
        session.execute(select(taking(func.hashtextextended(name, 0))))


def local_day(session: Session, moment: ColumnElement[Any], hours: int) -> ColumnElement[Any]:
    """The local date of a stored instant as text: 2026-03-05, so many hours ahead of UTC."""
    if on_sqlite(session):
        return func.date(moment, f"{hours:+d} hours")
    utc = func.timezone("UTC", cast(cast(moment, String), DateTime(timezone=True)))
    return func.to_char(utc + text(f"interval '{int(hours)} hours'"), "YYYY-MM-DD")
