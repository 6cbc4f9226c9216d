"""Which due dates of open cases move when the table of working days changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlmodel import Session, col, select

from data.tables import Case, Version
from forms.text import Text
from workflows.bundle import Bundle
from workflows.cases.opened import Opened, reopened
from workflows.clocks import timers
from workflows.clocks.read import due_of, readings
from workflows.clocks.reports import duties_of
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.robot import looking
from workflows.workdays import Calendar

MOST = 500
"""Open cases looked at before somebody confirms; all of them follow afterwards."""


@dataclass(frozen=True)
class Move:
    """A due date of an open case that becomes another one; `clock` None is the last day of a campaign."""

    case: int
    number: str | None
    title: Text
    clock: Text | None
    before: date | None
    after: date | None


@dataclass(frozen=True)
class Moves:
    """Moves among the cases looked at; `more` says that there are further open cases."""

    found: tuple[Move, ...]
    looked: int
    more: bool


def moves(office: Office, session: Session, after: Calendar, now: datetime) -> Moves:
    """What would move with another table."""
    cases = timed_cases(office, session, MOST + 1)
    found = tuple(m for c in cases[:MOST] for m in _moves(office, session, c, after, now))
    return Moves(found, len(cases[:MOST]), len(cases) > MOST)


def timed_cases(office: Office, session: Session, limit: int, above: int = 0) -> list[int]:
    """Open cases whose due date may hang on working days, in the order of their ids."""
    versions = [v for v in session.exec(select(Version.id)) if v and counts_days(office.bundle(session, v))]
    wanted = select(Case.id).where(~col(Case.ended), col(Case.version_id).in_(versions), col(Case.id) > above)
    return [i for i in session.exec(wanted.order_by(col(Case.id)).limit(limit)) if i is not None]


def counts_days(bundle: Bundle) -> bool:
    """Whether a procedure has clocks or duties, or counts working days to the last day of its campaign."""
    rule = bundle.procedure.campaign
    return bool(bundle.procedure.watched) or (rule is not None and "workdays" in rule.closes)


def _moves(office: Office, session: Session, case_id: int, after: Calendar, now: datetime) -> Iterator[Move]:
    before, later = _both(office, session, case_id, after, looking(), now)
    if before is None or later is None:
        return
    title = Text(zh=before.case.title, en=before.case.title_en or None)
    old, new = readings(before.situation), readings(later.situation)
    for key in old:
        if old[key].due != new[key].due and old[key].status != "ended":
            yield Move(case_id, before.case.number, title, old[key].clock.title, old[key].due, new[key].due)
    if not old:
        was, will = (due_of(o.situation, o.situation.closes).due for o in (before, later))
        if was != will:
            yield Move(case_id, before.case.number, title, None, was, will)
    now_due, then_due = _owed(before), _owed(later)
    for report, (named, day) in now_due.items():
        moved = then_due.get(report)
        if moved is not None and moved[1] != day:
            yield Move(case_id, before.case.number, title, named, day, moved[1])


def _owed(found: Opened) -> dict[tuple[str, date], tuple[Text, date]]:
    """The reports that a case still owes: title and day by (duty, first day of its period)."""
    return {
        (key, each.first): (duty.title, each.due)
        for key, duty, periods in duties_of(found) for each in periods if each.report is None
    }  # fmt: skip


def _both(
    office: Office, session: Session, case_id: int, after: Calendar, actor: Actor, now: datetime
) -> tuple[Opened | None, Opened | None]:
    """The case as it is, and as it would be with another table."""
    found, other = (reopened(office, session, case_id, actor, now) for _ in range(2))
    if other is not None:
        other.world.calendar = after.of(other.case.district)
    return found, other


def follow_table(office: Office, session: Session, cases: list[int], now: datetime) -> int:
    """Write the due dates of cases as the table gives them now, and enqueue their timers; how many moved."""
    moved = 0
    for case_id in cases:
        found = reopened(office, session, case_id, looking(), now, lock=True)
        if found is not None and not found.case.ended:
            moved += timers.refresh(found)
            timers.schedule(found, now)
    return moved


