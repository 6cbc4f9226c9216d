"""Which city a place lies in: an office may work for several."""

from __future__ import annotations

from collections.abc import Mapping

from sqlmodel import Session, col, select

from data.reference.load import HOME
from data.tables import District, Organisation


def city_of(code: str, districts: Mapping[str, District]) -> str | None:
    """The city that a district or unit lies in, itself for a city; None for a place that nobody knows."""
    seen: set[str] = set()
    while (here := districts.get(code)) is not None and code not in seen:
        if here.kind == "city":
            return code
        seen.add(code)
        code = here.parent or ""
    return None


def cities(session: Session) -> list[str]:
    """The codes of all cities."""
    return list(session.exec(select(District.code).where(District.kind == "city").order_by(District.code)))


def home(session: Session) -> str:
    """The city of the office itself: that of its topmost organisation, else the one whose districts came first.

    Raises `IndexError` in an office that knows no place.
    """
    known = cities(session)
    top = select(Organisation.district).where(
        col(Organisation.parent_id).is_(None), col(Organisation.district).in_(known)
    )
    found = session.exec(top.order_by(col(Organisation.id)).limit(1)).first()
    return found or (HOME if HOME in known else known[0])
