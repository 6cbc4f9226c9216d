"""What the duties of register entries do by themselves: remind, tell, open children; each thing once.

Entries of a register owe their reports on the same days. So a register has one timer, which looks at all of them; what
it did to an entry leaves a mark in the same transaction, as with the clocks of cases.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import date, datetime, time

from sqlmodel import Session, col, or_, select

from data.tables import Entry, EntryMark
from forms.text import Text
from workflows.cases.once import Refused
from workflows.children.service import open_of_entry
from workflows.clocks.acting import asked
from workflows.clocks.duties import duty_events
from workflows.clocks.events import RED, REMIND, YELLOW, Event
from workflows.clocks.reminding import of_duty
from workflows.clocks.reports import Owing, owing
from workflows.engine.effects import Outcome
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.outbox.service import Matter, post_about
from workflows.people.robot import looking, robot
from workflows.registers.writing import By, add, change, first_of

log = logging.getLogger(__name__)


def entries_of(session: Session, register: str, on: date, above: int, limit: int) -> list[tuple[int, int]]:
    """Entries that are in a register on a day, or will be, as (revision, identity), in their order."""
    last = or_(col(Entry.until).is_(None), col(Entry.until) > on)
    wanted = select(Entry.id, Entry.first_id).where(Entry.register_id == register, last, col(Entry.id) > above)
    return [(i or 0, first or i or 0) for i, first in session.exec(wanted.order_by(col(Entry.id)).limit(limit))]


def pending(session: Session, each: Owing, done: set[tuple[str, str]]) -> Iterator[Event]:
    """What a duty of an entry still has to do, now or later."""
    told, calendar = {what for clock, what in done if clock == each.clock}, each.situation.world.calendar
    yield from duty_events(each.duty, each.occurrences, calendar, told)


def marks(session: Session, entry: int) -> set[tuple[str, str]]:
    """What the duties of an entry have done: (clock, mark)."""
    return set(session.exec(select(EntryMark.clock, EntryMark.what).where(EntryMark.entry_id == entry)).all())


def next_look(office: Office, session: Session, entry: int, now: datetime) -> list[datetime]:
    """The moments at which an entry has something to do; those in the past are for now."""
    done, moments = marks(session, entry), list[datetime]()
    for each in owing(office, session, entry, looking(), now):
        moments += [e.moment(office.zone) for e in pending(session, each, done)]
        if each.entry.since > office.today(now):  # it has not come in yet
            moments.append(datetime.combine(each.entry.since, time(0), office.zone))
    return moments


def look(office: Office, session: Session, entry: int, now: datetime) -> int:
    """Do what the duties of an entry have to do by now; how much that was."""
    session.exec(select(Entry).where(Entry.id == entry).with_for_update()).first()
    actor, done, did = robot(session, now), marks(session, entry), 0
    for each in list(owing(office, session, entry, actor, now)):
        due = [e for e in pending(session, each, done) if e.moment(office.zone) <= now]
        for event in sorted(due, key=lambda e: (e.day, e.mark)):
            session.add(EntryMark(entry_id=entry, clock=each.clock, what=event.mark, at=now))
            session.flush()
            last = event is max((e for e in due if e.what == REMIND), key=lambda e: e.day, default=None)
            if event.what != REMIND or last:
                _tried(office, session, each, event, actor, now)
            did += 1
    return did


def _tried(office: Office, session: Session, each: Owing, event: Event, actor: Actor, now: datetime) -> None:
    """What stands against it is told, leaves nothing behind, and stops nothing else."""
    try:
        with session.begin_nested():
            _do(office, session, each, event, actor, now)
    except Refused as refused:
        log.warning("entry %s: a duty could not act: %s", first_of(each.entry), say(refused.refusal.message, "zh"))


def _do(office: Office, session: Session, each: Owing, event: Event, actor: Actor, now: datetime) -> None:
    matter = Matter(office, session, each.bundle.procedure.id, actor.id, entry=first_of(each.entry))
    if event.what == REMIND:
        period = next(p for p in each.occurrences if event.mark.startswith(p.first.isoformat()))
        named = Text(zh=each.entry.title)
        post_about(matter, [of_duty(each.situation, each.duty, period, named, None)], now)
        return
    effects = {YELLOW: each.duty.at_yellow, RED: each.duty.at_red}.get(event.what, [])
    outcome = asked(each.situation, each.duty, event, effects)
    if isinstance(outcome, Refusal):
        raise Refused(outcome)
    _carry_out(matter, each, outcome, actor, now)


def _carry_out(matter: Matter, each: Owing, outcome: Outcome, actor: Actor, now: datetime) -> None:
    bundle, session = each.bundle, matter.session
    by = By(session, bundle.procedure, bundle.version_id or 0, now)
    for new in outcome.entries:
        add(by, new)
    for changed in outcome.entry_changes:
        change(by, changed)
    for child in outcome.children:
        open_of_entry(matter.office, session, bundle, child, actor, now, each.organisation)
    post_about(matter, outcome.notices, now)
