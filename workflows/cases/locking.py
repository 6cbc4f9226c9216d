"""Who writes first: a case is locked with what its end reaches, what is outside before what is inside.

A child that ends writes into its parent, a parent that ends ends its children: were each to lock itself first, two who
end at once would wait for each other. So whoever locks a child has its parents before.
"""

from __future__ import annotations

from sqlmodel import Session, select

from data.queries.dialect import on_sqlite
from data.tables import Case, Entry


def lock(session: Session, case_id: int) -> None:
    """Makes others wait that write the case, or one above it, until this transaction ends. SQLite has one writer."""
    if not on_sqlite(session):
        for each in _from_above(session, case_id):
            session.exec(select(Case.id).where(Case.id == each).with_for_update()).first()


def _from_above(session: Session, case_id: int) -> list[int]:
    """The case behind its parents; above the child of an entry is the case by which the entry came in.

    A parent never changes, so they can be asked for before anything is locked.
    """
    chain = [case_id]
    while (above := _above(session, chain[0])) is not None and above not in chain:
        chain.insert(0, above)
    return chain


def _above(session: Session, case_id: int) -> int | None:
    found = session.exec(select(Case.parent_id, Case.parent_entry_id).where(Case.id == case_id)).first()
    parent, entry = found if found is not None else (None, None)
    if parent is None and entry is not None:
        return session.exec(select(Entry.case_id).where(Entry.id == entry)).first()
    return parent
