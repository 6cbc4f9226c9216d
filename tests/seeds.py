"""What many tests begin with is written once by a test process; every further test is given a copy of the rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from data import Database

T = TypeVar("T")
Copy = Callable[[Database], None]
MOST = 16
"""So many are kept, those used last: what is altered for one test is hardly asked for again."""
_kept: dict[tuple[bool, Hashable], tuple[Copy, Any]] = {}


def begun(database: Database, key: Hashable, fill: Callable[[], T]) -> T:
    """Fills an empty database, or gives it the rows that filling one gave it the first time.

    `key` names everything that the rows depend on; `fill` stores no files, and nobody changes what it gives back.
    """
    if not _is_empty(database):
        return fill()
    name = (database.sqlite, key)
    if name not in _kept:
        made = fill()
        _kept[name] = (_sqlite if database.sqlite else _postgres)(database), made
        if len(_kept) > MOST:
            _kept.pop(next(iter(_kept)))
        return made
    _kept[name] = copy, known = _kept.pop(name)
    copy(database)
    return known  # type: ignore[no-any-return]


def _is_empty(database: Database) -> bool:
    begun = " UNION ALL ".join(f"SELECT 1 FROM {table}" for table in ("version", "district", "person", "setting"))
    with database.engine.connect() as connection:
        return connection.exec_driver_sql(begun).first() is None


@contextmanager
def _raw(database: Database) -> Iterator[Any]:
    """The driver's own connection; what was done through it is committed."""
    borrowed = database.engine.raw_connection()
    try:
        yield borrowed.driver_connection
        borrowed.commit()
    finally:
        borrowed.close()


def _sqlite(database: Database) -> Copy:
    memory = sqlite3.connect(":memory:")
    with _raw(database) as source:
        source.backup(memory)

    def copy(other: Database) -> None:
        with _raw(other) as target:
            memory.backup(target)

    return copy


def _postgres(database: Database) -> Copy:
    rows: dict[str, bytes] = {}
    with _raw(database) as source, source.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version'")
        for (table,) in cursor.fetchall():
            with cursor.copy(f'COPY "{table}" TO STDOUT (FORMAT binary)') as out:
                found = b"".join(out)
            if cursor.rowcount:
                rows[table] = found
        cursor.execute("SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL")
        numbers = cursor.fetchall()

    def copy(other: Database) -> None:
        with _raw(other) as target, target.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica")  # keys are not looked at, nor the order
            for table, found in rows.items():
                with cursor.copy(f'COPY "{table}" FROM STDIN (FORMAT binary)') as into:
                    into.write(found)
            for sequence, last in numbers:
                cursor.execute("SELECT setval(format('%%I', %s::text)::regclass, %s)", (sequence, last))

    return copy
