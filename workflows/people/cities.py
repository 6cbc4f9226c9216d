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

    The topmost one works for a whole city where there is such, else for one of its districts or units. Raises
    `IndexError` in an office that knows no place.
    """
    districts = {d.code: d for d in session.exec(select(District).order_by(District.code))}
    known = [d.code for d in districts.values() if d.kind == "city"]
    tops = select(Organisation.district).where(col(Organisation.parent_id).is_(None)).order_by(col(Organisation.id))
    places = sorted(session.exec(tops), key=lambda place: place not in known)
    found = next((city for place in places if (city := city_of(place, districts))), None)
    return found or (HOME if HOME in known else known[0])
