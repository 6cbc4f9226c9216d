"""What stands beside all cases and seldom changes (places, people, parameters, versions), asked once a transaction.

Every step of a case asks for it a dozen times. A session listens to its own flushes: whoever changes such a thing is
told of it as it is from then on, in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from sqlalchemy import event
from sqlmodel import Session

from data.tables import District, Grant, Organisation, ParameterValue, Person, Version

T = TypeVar("T")
KEPT = (District, Grant, Organisation, ParameterValue, Person, Version)
"""The tables that may be asked for so."""
_KNOWN = "standing"


def once(session: Session, key: Hashable, read: Callable[[], T]) -> T:
    """What `read` finds in the tables above, read once while nobody changes them; all who ask share what comes back."""
    if session.autoflush:
        session.flush()
    known = session.info.setdefault(_KNOWN, {})
    if key not in known:
        known[key] = read()
    return known[key]  # type: ignore[no-any-return]


def forget(session: Session) -> None:
    """Says that such things were written past the session."""
    session.info.pop(_KNOWN, None)


@event.listens_for(Session, "after_flush")
def _written(session: Session, _context: Any) -> None:
    if _KNOWN in session.info and any(isinstance(o, KEPT) for o in (*session.new, *session.dirty, *session.deleted)):
        forget(session)


@event.listens_for(Session, "after_soft_rollback")
def _taken_back(session: Session, _transaction: Any) -> None:
    forget(session)
