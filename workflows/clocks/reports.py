"""The recurring reports of a case or of a register entry: read from what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from typing import Any

from sqlmodel import Session, col, or_, select

from data.queries.visibility import may_see
from data.tables import Case, CaseValue, Entry
from forms import feel
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.opened import Opened, opened
from workflows.clocks.duties import KIND, Handed, Occurrence, first_day_in, fixed, in_states, occurrences, rhythm
from workflows.clocks.explain import Line, explain_due
from workflows.clocks.read import day_of, value, whole
from workflows.clocks.table import calendar_of
from workflows.engine.situation import Situation
from workflows.engine.types import Actor
from workflows.model.clocks import Duty
from workflows.office import Office
from workflows.registers.writing import first_of
from workflows.workdays import Calendar

REGISTER = "register:"


@dataclass(frozen=True)
class DutyView:
    """A duty with every period so far, the newest first."""

    key: str
    title: Text
    child: str
    basis: str
    occurrences: tuple[Occurrence, ...]
    explain: Callable[[Occurrence], list[Line]]  # how the day of a period came about

    @property
    def missing(self) -> int:
        """How many reports are missing."""
        return sum(o.missing for o in self.occurrences)


@dataclass(eq=False)
class Owing:
    """A duty of a register entry with its periods."""

    bundle: Bundle
    key: str
    duty: Duty
    first: int  # the identity of the entry
    entry: Entry  # the revision in force, else the last one
    organisation: int | None  # for whom the entry came in
    calendar: Calendar
    seen: Callable[[], Situation | None]
    occurrences: list[Occurrence] = field(default_factory=list)

    @cached_property
    def situation(self) -> Situation:
        """What its procedure sees of the entry."""
        found = self.seen()
        if found is None:
            raise KeyError(self.entry.register_id)
        return replace(found, case=replace(found.case, organisation=self.organisation or 0))

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
        if found is None:
            return []
        calendar, today = found.world.calendar, found.situation.today
        return [_shown(key, duty, each, calendar, today) for key, duty, each in duties_of(found)]


def duties_of(found: Opened) -> Iterator[tuple[str, Duty, list[Occurrence]]]:
    """The duties that have begun in a case, with their periods."""
    case, zone = found.facts, found.office.zone
    for key, duty in found.bundle.procedure.duties.items():
        begun = first_day_in(duty.while_in, case.trail, zone) if duty.while_in else None
        if begun is not None and duty.from_day is not None:
            begun = day_of(value(found.situation, duty.from_day)) or begun
        every = rhythm(duty, lambda text: whole(value(found.situation, text))) if begun is not None else None
        if begun is not None and every is not None:
            reports = _reports(found.session, duty, Case.parent_id == found.id)
            owed = in_states(duty.while_in, case.trail, zone)
            today = found.situation.today
            yield key, duty, occurrences(key, duty, every, begun, owed, reports, found.world.calendar, today)


def entry_duties(office: Office, actor: Actor, entry_id: int, now: datetime) -> list[DutyView]:
    """The duties of a register entry that the actor may see, by the procedures as they are now."""
    with office.db.read() as session:
        entry = session.exec(select(Entry).where(Entry.id == entry_id, may_see(actor.tokens, of=Entry))).first()
        found = owing_of(office, session, [first_of(entry)], actor, now) if entry else iter(())
        return [_shown(o.key, o.duty, o.occurrences, o.calendar, office.today(now)) for o in found]


def owing_of(
    office: Office, session: Session, entries: Sequence[int], actor: Actor, now: datetime
) -> Iterator[Owing]:
    """The duties of entries by their identities, whoever asks; what they share is asked once."""
    from workflows.children.parents import of_register, standing

    known = _revisions(session, entries)
    origins, reports = _origins(session, known), _reported(session, entries)
    today, whole = office.today(now), calendar_of(office, session)
    duties: dict[str, list[tuple[Bundle, str, Duty]]] = {}
    for first, every in known.items():
        here = standing(every, today)
        if here.register_id not in duties:
            duties[here.register_id] = list(of_register_duties(office, session, here.register_id))
        for bundle, key, duty in duties[here.register_id]:
            if here.register_id not in bundle.procedure.registers:
                continue
            seen = partial(of_register, office, session, bundle, here, actor, now)
            organisation = origins.get(every[0].case_id)
            each = Owing(bundle, key, duty, first, here, organisation, whole.of(here.district or ""), seen)
            begun, given = _begun(each), _about(session, duty, reports.get((first, duty.child), []))
            name, owed = noted(bundle, key), _while(every)
            each.occurrences = occurrences(name, duty, fixed(duty), begun, owed, given, each.calendar, today)
            yield each


def _begun(each: Owing) -> date:
    """The day from which it is owed: the one that the duty gives, else the one on which the entry came in."""
    if each.duty.from_day is None:
        return each.entry.entered
    situation = each.situation
    return day_of(feel.evaluate(each.duty.from_day, situation.context, situation.services)) or each.entry.entered


def _revisions(session: Session, entries: Sequence[int]) -> dict[int, list[Entry]]:
    """Every revision by identity, in the order in which they were made."""
    wanted = select(Entry).where(or_(col(Entry.id).in_(entries), col(Entry.first_id).in_(entries)))
    found: dict[int, list[Entry]] = {}
    for each in session.exec(wanted.order_by(col(Entry.id))):
        found.setdefault(first_of(each), []).append(each)
    return found


def _origins(session: Session, known: Mapping[int, Sequence[Entry]]) -> dict[int | None, int]:
    """By case, for whom an entry came in."""
    cases = {every[0].case_id for every in known.values()}
    found = select(Case.id, Case.organisation_id).where(col(Case.id).in_([c for c in cases if c is not None]))
    return dict(session.exec(found).all())


def _reported(session: Session, entries: Sequence[int]) -> dict[tuple[int, str], list[Handed]]:
    """Reports handed in by (entry, child)."""
    wanted = select(Case).where(col(Case.parent_entry_id).in_(entries), col(Case.filed_on).is_not(None))
    found: dict[tuple[int, str], list[Handed]] = {}
    for case in session.exec(wanted):
        if case.filed_on is not None:
            found.setdefault((case.parent_entry_id or 0, case.child or ""), []).append(
                Handed(case.id or 0, case.filed_on)
            )
    return found


def _while(every: Sequence[Entry]) -> Callable[[date], bool]:
    """Tells whether an entry is in its register at the end of a day, by one of its revisions."""
    return lambda day: any(e.since <= day and (e.until is None or day < e.until) for e in every)


def of_register_duties(office: Office, session: Session, register: str) -> Iterator[tuple[Bundle, str, Duty]]:
    """The duties that procedures ask of the entries of a register."""
    for procedure in office.procedures(session):
        bundle = office.newest(session, procedure)
        for key, duty in bundle.procedure.duties.items() if bundle else ():
            if bundle is not None and duty.of == f"{REGISTER}{register}":
                yield bundle, key, duty


def _reports(session: Session, duty: Duty, of: Any) -> list[Handed]:
    """The children that were handed in as this report."""
    wanted = select(Case).where(of, Case.child == duty.child, col(Case.filed_on).is_not(None))
    return _about(session, duty, [Handed(c.id or 0, c.filed_on) for c in session.exec(wanted) if c.filed_on])


def _about(session: Session, duty: Duty, reports: list[Handed]) -> list[Handed]:
    """The same with the day that each is about, where the duty asks for it."""
    if duty.for_day is None or not reports:
        return reports
    mine = (CaseValue.field == duty.for_day, col(CaseValue.case_id).in_([r.case for r in reports]))
    days = dict(session.exec(select(CaseValue.case_id, col(CaseValue.day)).where(*mine)).all())
    return [replace(r, about=days.get(r.case)) for r in reports]


def _shown(key: str, duty: Duty, found: list[Occurrence], calendar: Calendar, today: date) -> DutyView:
    explained = partial(explain_due, duty, calendar=calendar, today=today)
    return DutyView(key, duty.title, duty.child, duty.basis, tuple(reversed(found)), explained)
