"""The recurring reports of a case or of a register entry: read from what is stored."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.queries.registers import revisions
from data.queries.visibility import may_see
from data.tables import Case, Entry
from forms import feel
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.opened import Opened, opened
from workflows.clocks.duties import KIND, Occurrence, first_day_in, in_states, occurrences
from workflows.clocks.read import day_of, value
from workflows.engine.situation import Situation
from workflows.engine.types import Actor
from workflows.model.clocks import Duty
from workflows.office import Office
from workflows.registers.writing import first_of

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


@dataclass(frozen=True)
class Owing:
    """A duty of a register entry with its periods; `situation` is what its procedure sees of the entry."""

    key: str
    duty: Duty
    entry: Entry  # the revision in force, else the last one
    situation: Situation
    organisation: int | None  # for whom the entry came in
    occurrences: list[Occurrence]

    @property
    def bundle(self) -> Bundle:
        return self.situation.bundle

    @property
    def clock(self) -> str:
        """The name under which what it did is noted."""
        return f"{KIND}{noted(self.bundle, self.key)}"


def noted(bundle: Bundle, key: str) -> str:
    """The name of a duty among all duties of a register, which several procedures may share."""
    return f"{bundle.procedure.id}/{key}"


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
            begun = day_of(value(found.situation, duty.from_day)) or begun
        if begun is not None:
            reports = _reports(found.session, duty, Case.parent_id == found.id)
            owed = in_states(duty.while_in, case.trail, zone)
            today = found.situation.today
            yield key, duty, occurrences(key, duty, begun, owed, reports, found.world.calendar, today)


def entry_duties(office: Office, actor: Actor, entry_id: int, now: datetime) -> list[DutyView]:
    """The duties of a register entry that the actor may see, by the procedures as they are now."""
    with office.db.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id, may_see(actor.tokens, of=Entry))).first()
        found = owing(office, session, first_of(entry), actor, now) if entry else ()
        return [_shown(o.key, o.duty, o.occurrences) for o in found]


def owing(office: Office, session: Session, entry: int, actor: Actor, now: datetime) -> Iterator[Owing]:
    """The duties of an entry by its identity, whoever asks."""
    from workflows.children.parents import of_register, standing

    every = revisions(session, entry)
    if not every:
        return
    today, here = office.today(now), standing(every, office.today(now))
    origin = session.get(Case, every[0].case_id) if every[0].case_id else None
    organisation = origin.organisation_id if origin else None
    for bundle, key, duty in of_register_duties(office, session, here.register_id):
        situation = of_register(office, session, bundle, here, actor, now)
        if situation is None:
            continue
        situation = replace(situation, case=replace(situation.case, organisation=organisation or 0))
        given = feel.evaluate(duty.from_day, situation.context, situation.services) if duty.from_day else None
        begun, reports = day_of(given) or here.entered, _reports(session, duty, Case.parent_entry_id == entry)
        calendar = situation.world.calendar
        periods = occurrences(noted(bundle, key), duty, begun, _while(every), reports, calendar, today)
        yield Owing(key, duty, here, situation, organisation, periods)


def _while(every: Sequence[Entry]) -> Any:
    """Tells whether an entry is in its register at the end of a day, by one of its revisions."""
    return lambda day: any(e.since <= day and (e.until is None or day < e.until) for e in every)


def of_register_duties(office: Office, session: Session, register: str) -> Iterator[tuple[Bundle, str, Duty]]:
    """The duties that procedures ask of the entries of a register."""
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        for key, duty in bundle.procedure.duties.items() if bundle else ():
            if bundle is not None and duty.of == f"{REGISTER}{register}":
                yield bundle, key, duty


def _reports(session: Session, duty: Duty, of: Any) -> list[tuple[int, date]]:
    """The children that were handed in as this report."""
    wanted = select(Case).where(of, Case.child == duty.child, col(Case.filed_on).is_not(None))
    return [(c.id or 0, c.filed_on) for c in session.exec(wanted) if c.filed_on is not None]


def _shown(key: str, duty: Duty, found: list[Occurrence]) -> DutyView:
    return DutyView(key, duty.title, duty.child, duty.basis, tuple(reversed(found)))
