"""The recurring reports of a case or of a register entry: read from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries.visibility import may_see
from data.tables import Case, Entry
from forms.text import Text
from workflows.cases.opened import Opened, opened
from workflows.clocks.duties import Occurrence, first_day_in, in_states, occurrences, rhythm
from workflows.clocks.read import value, whole
from workflows.clocks.table import calendar_of
from workflows.engine.types import Actor
from workflows.model.clocks import Duty
from workflows.office import Office

REGISTER = "register:"


@dataclass(frozen=True)
class DutyView:
    """A duty with every period so far, the newest first."""

    key: str
    title: Text
    child: str
    basis: str
    occurrences: tuple[Occurrence, ...]

    @property
    def missing(self) -> int:
        """How many reports are missing."""
        return sum(o.missing for o in self.occurrences)


def case_duties(office: Office, actor: Actor, case_id: int, now: datetime) -> list[DutyView]:
    """The duties of a case that the actor may see."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        return [_shown(key, duty, each) for key, duty, each in duties_of(found)] if found else []


def duties_of(found: Opened) -> Iterator[tuple[str, Duty, list[Occurrence]]]:
    """The duties that have begun in a case, with their periods."""
    case, zone = found.facts, found.office.zone
    for key, duty in found.bundle.procedure.duties.items():
        begun = first_day_in(duty.while_in, case.trail, zone) if duty.while_in else None
        if begun is not None and duty.from_day is not None:
            begun = _day(value(found.situation, duty.from_day)) or begun
        every = rhythm(duty, lambda text: whole(value(found.situation, text))) if begun is not None else None
        if begun is not None and every is not None:
            reports = _reports(found.session, duty, Case.parent_id == found.id)
            owed = in_states(duty.while_in, case.trail, zone)
            today = found.situation.today
            yield key, duty, occurrences(key, duty, every, begun, owed, reports, found.world.calendar, today)


def entry_duties(office: Office, actor: Actor, entry_id: int, now: datetime) -> list[DutyView]:
    """The duties of a register entry that the actor may see, by the procedures as they are now."""
    today = office.today(now)
    with office.db.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id, may_see(actor.tokens, of=Entry))).first()
        if entry is None:
            return []
        calendar = calendar_of(office, session).of(entry.district or "")
        return [
            _shown(key, duty, occurrences(key, duty, every, entry.since, _while(entry),
                                          _of_entry(session, duty, entry), calendar, today))
            for key, duty in _of_register(office, session, entry.register_id)
            if (every := rhythm(duty, lambda text: None)) is not None
        ]  # fmt: skip


def _of_entry(session: Session, duty: Duty, entry: Entry) -> list[tuple[int, date]]:
    return _reports(session, duty, Case.parent_entry_id == entry.id)


def _while(entry: Entry) -> Any:
    """Tells whether an entry is in its register at the end of a day."""
    return lambda day: entry.since <= day and (entry.until is None or day < entry.until)


def _of_register(office: Office, session: Session, register: str) -> Iterator[tuple[str, Duty]]:
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        for key, duty in bundle.procedure.duties.items() if bundle else ():
            if duty.of == f"{REGISTER}{register}":
                yield key, duty


def _reports(session: Session, duty: Duty, of: Any) -> list[tuple[int, date]]:
    """The children that were handed in as this report."""
    wanted = select(Case).where(of, Case.child == duty.child, col(Case.filed_on).is_not(None))
    return [(c.id or 0, c.filed_on) for c in session.exec(wanted) if c.filed_on is not None]


def _shown(key: str, duty: Duty, found: list[Occurrence]) -> DutyView:
    return DutyView(key, duty.title, duty.child, duty.basis, tuple(reversed(found)))


def _day(found: Any) -> date | None:
    return found if isinstance(found, date) and not isinstance(found, datetime) else None
