"""Months' ends: sealed when they are over, and proved from the history of cases at any time.

A seal is what the figures were when nobody could yet know better. What is worked out again later is the same, or each
difference has a name: the case, and why it counts differently.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, func, select

from data.queries.facts import seals
from data.queries.facts.packing import unpacked
from data.tables import Case, CaseSpan, Entry, MonthSeal
from forms.text import Message


@dataclass(frozen=True)
class Difference:
    """A figure that is not what was sealed, with a sentence for each case or entry that makes the difference."""

    day: date
    what: str
    key: tuple[str, ...]
    sealed: int
    found: int
    why: tuple[Message, ...]

    @property
    def unexplained(self) -> bool:
        return not self.why or any(m.code.endswith("unknown") for m in self.why)

    def message(self) -> Message:
        about = {"day": self.day.isoformat(), "key": " · ".join(self.key), "sealed": self.sealed, "found": self.found}
        return Message(f"facts.differs.{self.what}", about)


def differences(session: Session, day: date) -> list[Difference]:
    """Where a day's figures, worked out again, are not what was sealed."""
    rows = session.exec(select(MonthSeal).where(MonthSeal.day == day)).all()
    again, sealed = seals.figures(session, day), {(r.what, r.key): unpacked(r.members) for r in rows if r.key != "[]"}
    last = {r.what: r.last for r in rows}
    told = {(r.what, r.key): r.n for r in rows}
    found = []
    for what, key in sorted({*again, *sealed}):
        was, now = sealed.get((what, key), set()), again.get((what, key), set())
        count = told.get((what, key), 0)
        if was != now or count != len(was):
            why = tuple(_why(session, day, what, last.get(what, 0), was, now))
            found.append(Difference(day, what, tuple(json.loads(key)), count, len(now), why))
    return found


def _why(session: Session, day: date, what: str, last: int, was: set[int], now: set[int]) -> Iterator[Message]:
    for each in sorted(was ^ now):
        way = "gone" if each in was else "new"
        yield (_of_case if what == seals.CASES else _of_entry)(session, day, each, last, way)


def _of_case(session: Session, day: date, case_id: int, last: int, way: str) -> Message:
    case = session.get(Case, case_id)
    if case is None:
        return Message("facts.case.erased", {"case": case_id})
    about = {"case": case.number or case_id, "title": case.title, "way": Message(f"facts.{way}")}
    later = select(func.min(CaseSpan.since)).where(
        CaseSpan.case_id == case_id, col(CaseSpan.id) > last, col(CaseSpan.since_on) <= day
    )
    told = session.exec(later).one()
    if told is None:
        return Message("facts.case.unknown", about)
    return Message("facts.case.late", about)


def _of_entry(session: Session, day: date, entry_id: int, last: int, way: str) -> Message:
    entry = session.get(Entry, entry_id)
    if entry is None:
        return Message("facts.entry.erased", {"entry": entry_id})
    about = {"entry": entry.title, "way": Message(f"facts.{way}")}
    own = (Entry.id == entry_id) | (Entry.first_id == entry_id)
    added = session.exec(select(func.max(Entry.id)).where(own)).one() or 0
    corrected = session.exec(select(Entry.id).where(own, col(Entry.until) <= day)).first()
    return Message("facts.entry.late" if added > last or corrected else "facts.entry.unknown", about)


def verified(session: Session) -> Mapping[date, list[Difference]]:
    """Every sealed day with its differences."""
    return {day: differences(session, day) for day in seals.sealed_days(session)}
