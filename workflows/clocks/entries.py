"""What the duties of register entries do by themselves: remind, tell, open children; each thing once.

Entries of a register owe their reports on the same days. So a register has one timer, which looks at all of them; what
it did to an entry leaves a mark in the same transaction, as with the clocks of cases.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
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
from workflows.clocks.reports import Owing, owing_of
from workflows.engine.effects import Outcome
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.outbox.service import Matter, post_about
from workflows.people.robot import looking, robot
from workflows.registers.following import follow
from workflows.registers.writing import By, add, change, hold_register

log = logging.getLogger(__name__)


def entries_of(session: Session, register: str, on: date, above: int, limit: int) -> list[tuple[int, int]]:
    """Entries that are in a register on a day, or will be, as (revision, identity), in their order."""
    last = or_(col(Entry.until).is_(None), col(Entry.until) > on)
    wanted = select(Entry.id, Entry.first_id).where(Entry.register_id == register, last, col(Entry.id) > above)
    return [(i or 0, first or i or 0) for i, first in session.exec(wanted.order_by(col(Entry.id)).limit(limit))]


def pending(each: Owing, done: set[tuple[str, str]]) -> Iterator[Event]:
    """What a duty of an entry still has to do, now or later."""
    told, calendar = {what for clock, what in done if clock == each.clock}, each.calendar
    yield from duty_events(each.duty, each.occurrences, calendar, told)


def marks(session: Session, entries: Sequence[int]) -> dict[int, set[tuple[str, str]]]:
    """What the duties of entries have done: (clock, mark) by entry."""
    found: dict[int, set[tuple[str, str]]] = {}
    for each in session.exec(select(EntryMark).where(col(EntryMark.entry_id).in_(entries))):
        found.setdefault(each.entry_id, set()).add((each.clock, each.what))
    return found


def next_looks(office: Office, session: Session, entries: Sequence[int], now: datetime) -> dict[int, list[datetime]]:
    """The moments at which entries have something to do; those in the past are for now."""
    done, moments = marks(session, entries), {entry: list[datetime]() for entry in entries}
    for each in owing_of(office, session, entries, looking(), now):
        events = pending(each, done.get(each.first, set()))
        moments[each.first] += [e.moment(office.zone) for e in events]
        if each.entry.since > office.today(now):  # it has not come in yet
            moments[each.first].append(datetime.combine(each.entry.since, time(0), office.zone))
    return moments


def look(office: Office, session: Session, entry: int, now: datetime) -> int:
    """Do what the duties of an entry have to do by now; how much that was."""
    if register := session.exec(select(Entry.register_id).where(Entry.id == entry)).first():
        hold_register(session, register, shared=True)  # before the entry, as whoever writes all of them does
    session.exec(select(Entry).where(Entry.id == entry).with_for_update()).first()
    actor, done, did = robot(session, now), marks(session, [entry]).get(entry, set()), 0
    for each in list(owing_of(office, session, [entry], actor, now)):
        due = [e for e in pending(each, done) if e.moment(office.zone) <= now]
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
        log.warning("entry %s: a duty could not act: %s", each.first, say(refused.refusal.message, "zh"))


def _do(office: Office, session: Session, each: Owing, event: Event, actor: Actor, now: datetime) -> None:
    matter = Matter(office, session, each.bundle.procedure.id, actor.id, entry=each.first)
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
    by = By(session, bundle, now)
    written = [add(by, new) for new in outcome.entries] + [change(by, each) for each in outcome.entry_changes]
    follow(matter.office, session, [row.id or 0 for row in written], now)
    for child in outcome.children:
        open_of_entry(matter.office, session, bundle, child, actor, now, each.organisation)
    post_about(matter, outcome.notices, now)
