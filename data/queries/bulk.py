"""Very many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlmodel import Session

from data.queries.dialect import on_sqlite


def insert_as_stored(
    session: Session, table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]], **casts: str
) -> None:
    """Inserts rows of values that are spelled as they are stored already, so that no column is thought about again."""
    sign = "?" if on_sqlite(session) else "%s"
    names = ", ".join(f'"{name}"' for name in columns)
    signs = ", ".join(f"CAST({sign} AS {casts[name]})" if name in casts else sign for name in columns)
    if rows:
        session.connection().exec_driver_sql(f"INSERT INTO {table}({names}) VALUES ({signs})", list(map(tuple, rows)))
