"""Numbers without gaps or doubles."""

from __future__ import annotations

from sqlmodel import Session, col

from data.queries.dialect import upsert
from data.tables import Series


def next_number(session: Session, key: str) -> int:
    """Raises the series inside the caller's transaction: 1, 2, 3 …; a rolled back transaction gives its number back.

    On PostgreSQL the next caller of the same series waits until this transaction ends.
    """
    first = upsert(session, Series).values(key=key, last=1)
    raised = first.on_conflict_do_update(index_elements=["key"], set_={"last": col(Series.last) + 1})
    return int(session.execute(raised.returning(col(Series.last))).scalar_one())
