"""Cases that were moved to another version, as far as that was not taken back."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from data.tables import CaseMove

HOLDS = col(CaseMove.undone_at).is_(None)


def moved_cases(session: Session, ids: Sequence[int]) -> set[int]:
    """Those of some cases that were moved."""
    return set(session.exec(select(CaseMove.case_id).where(col(CaseMove.case_id).in_(ids), HOLDS)))


def moves_of(session: Session, case_id: int) -> list[CaseMove]:
    """The moves of a case, the last first."""
    mine = select(CaseMove).where(CaseMove.case_id == case_id, HOLDS)
    return list(session.exec(mine.order_by(col(CaseMove.id).desc())))


def left_versions(session: Session, procedure: str) -> list[int]:
    """The versions of a procedure that cases were moved away from."""
    found = select(CaseMove.from_version_id).where(CaseMove.procedure == procedure, HOLDS)
    return sorted(set(session.exec(found.distinct())))
