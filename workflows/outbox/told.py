"""Who was told what about a case: for rehearsals and tests."""

from __future__ import annotations

from sqlmodel import Session, col, select

from data.tables import Letter


def told(session: Session, case_id: int) -> dict[int, list[str]]:
    """Person → the keys of the messages they got about a case so far, copies for others (代) included, in order."""
    found: dict[int, list[str]] = {}
    wanted = select(Letter.person_id, Letter.text_key).where(Letter.case_id == case_id).order_by(col(Letter.id))
    for person, key in session.exec(wanted):
        found.setdefault(person, []).append(key)
    return found
