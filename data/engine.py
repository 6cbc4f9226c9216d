"""One door to the database: short reading and writing transactions, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from sqlalchemy import Connection, Engine, FromClause, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlmodel import Session

from data.queries.facts import spans

BUSY_SECONDS = 15.0
MAPPED = 2**34
"""Bytes of a file on SQLite that are read where they lie, as far as SQLite was built to allow: mostly 2 GB."""
POOL = {"pool_size": 10, "max_overflow": 30, "pool_timeout": BUSY_SECONDS}
CLASHES = (psycopg.errors.DeadlockDetected, psycopg.errors.SerializationFailure)
RETRY = (psycopg.errors.LockNotAvailable, psycopg.errors.TooManyConnections)


class Busy(Exception):
    """The database was held by others for longer than the waiting time; nothing was stored."""


class Clashed(Busy):
    """Two writers waited for each other and the database gave one of them up: doing it again may go well."""


class Database:
    """A database and its two kinds of transaction.

    `read()` sees one moment and cannot write; `write()` is alone on SQLite, commits at its end and leaves nothing
    behind on an error. Both raise `Busy` when others hold the database for too long.
    """

    def __init__(self, engine: Engine, busy_seconds: float = BUSY_SECONDS) -> None:
        self.engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        self.zone = ZoneInfo("Asia/Shanghai")  # of the office: where its days begin
        self._reader = engine.execution_options(**({"reading": True} if self.sqlite else _READ_ONLY))
        self._busy_seconds = busy_seconds
        # SQLite lets waiting writers poll; inside one process a queue is fairer and wastes no time.
        self._turn = threading.Lock()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session over one unchanging moment; whatever it did is forgotten at the end."""
        with _naming_busy(), Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            spans.keep_zone(session, self.zone)
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A session that commits at the end, or rolls back and passes the error on."""
        with self._my_turn(), _naming_busy(), Session(self.engine, expire_on_commit=False) as session:
            spans.keep_zone(session, self.zone)
            yield session
            session.commit()

    @contextmanager
    def _my_turn(self) -> Iterator[None]:
        if not self.sqlite:
            yield
            return
        if not self._turn.acquire(timeout=self._busy_seconds):
            raise Busy
        try:
            yield
        finally:
            self._turn.release()

    def close(self) -> None:
        """Closes every pooled connection."""
        self.engine.dispose()


_READ_ONLY = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


@contextmanager
def _naming_busy() -> Iterator[None]:
    try:
        yield
    except NoConnection as error:
        raise Busy from error
    except DBAPIError as error:
        if isinstance(error.orig, CLASHES):
            raise Clashed from error
        if _is_busy(error.orig):
            raise Busy from error
        raise


def _is_busy(cause: BaseException | None) -> bool:
    if isinstance(cause, sqlite3.OperationalError):
        return cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return isinstance(cause, RETRY)


def open_database(url: str, busy_seconds: float = BUSY_SECONDS) -> Database:
    """Opens `sqlite:///path` (making its folder) or `postgresql://…`; raises ValueError for anything else."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Database(_sqlite(parsed, busy_seconds), busy_seconds)
    if parsed.get_backend_name() in ("postgresql", "postgres"):
        return Database(_postgres(parsed, busy_seconds), busy_seconds)
    raise ValueError(f"neither sqlite:///… nor postgresql://…: {parsed.render_as_string()}")


def _sqlite(url: URL, busy_seconds: float) -> Engine:
    if url.database in (None, "", ":memory:"):
        raise ValueError("the database needs a file: sqlite:///path/to/office.db")
    Path(str(url.database)).absolute().parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": busy_seconds, "isolation_level": None}, **POOL)
    engine.dialect.statement_compiler = _Hinted
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


class _Hinted(SQLiteCompiler):
    """Writes `INDEXED BY` hints, which SQLAlchemy leaves out for SQLite."""

    def get_from_hint_text(self, table: FromClause, text: str | None) -> str | None:
        return text


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    """WAL lets readers and one writer work at once; FULL keeps what was acknowledged through a power cut.

    The file is read where the system holds it in memory: in a large office that halves what scattered reading costs.
    """
    for pragma in (
        "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -20000", f"mmap_size = {MAPPED}",
    ):  # fmt: skip
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Writers take the lock at once: a transaction that reads first and locks later can lose its numbers."""
    reading = connection.get_execution_options().get("reading", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {int(reading)}")
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


def _postgres(url: URL, busy_seconds: float) -> Engine:
    settings = {"lock_timeout": f"{int(busy_seconds * 1000)}ms", "synchronous_commit": "on", "timezone": "UTC"}
    options = " ".join(f"-c {key}={value}" for key, value in settings.items())
    given = url.query.get("options", "")
    url = url.set(drivername="postgresql+psycopg").update_query_dict({"options": f"{given} {options}".strip()})
    return create_engine(url, pool_pre_ping=True, **POOL)
