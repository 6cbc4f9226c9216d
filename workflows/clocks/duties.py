"""Recurring reports (定期报送): for which periods they are owed, until when, and which are missing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from workflows.clocks.events import OVER, RED, REMIND, THEN, YELLOW, Event, days_of
from workflows.clocks.reckon import Light, later
from workflows.engine.types import Passed
from workflows.model.clocks import PERIODS, Duty
from workflows.workdays import DAY, Calendar

MOST = 600
"""Periods of one duty; fifty years of months."""
KIND = "duty:"
"""Begins the name under which a duty is noted beside clocks."""


@dataclass(frozen=True)
class Occurrence:
    """One period of a duty, with its report if there is one."""

    duty: str
    first: date
    last: date
    due: date
    report: int | None  # the case that reports it
    reported_on: date | None
    light: Light | None  # None once it is reported
    due_day: int  # of the period after it

    @property
    def missing(self) -> bool:
        """Whether it should have been reported and was not."""
        return self.light == "red"

    @property
    def late(self) -> bool:
        """Whether it was reported after its day, or is missing."""
        return self.missing or (self.reported_on is not None and self.reported_on > self.due)


@dataclass(frozen=True)
class Handed:
    """A report that was handed in: the case, the day, and, for a duty that asks, the day that it is about."""

    case: int
    on: date
    about: date | None = None


@dataclass(frozen=True)
class Rhythm:
    """How many months a period of a duty has (0: a week), and on which day of the next one it is due."""

    months: int
    due_day: int


def rhythm(duty: Duty, number: Callable[[str], int | None]) -> Rhythm | None:
    """The rhythm of a duty; `number` works out what is FEEL. None while that gives nothing that could be one."""
    months = PERIODS[duty.every] if duty.every in PERIODS else number(duty.every)
    day = duty.due_day if isinstance(duty.due_day, int) else number(duty.due_day)
    fits = months is not None and day is not None and day > 0 and (months > 0 or duty.every == "week")
    return Rhythm(months or 0, day or 0) if fits else None


def fixed(duty: Duty) -> Rhythm:
    """The rhythm of a duty of entries, which rests on nothing that could differ from one to another."""
    return rhythm(duty, lambda text: None) or Rhythm(1, 1)


def occurrences(
    key: str,
    duty: Duty,
    rhythm: Rhythm,
    begun: date,
    owed: Callable[[date], bool],
    reports: Sequence[Handed],
    calendar: Calendar,
    today: date,
) -> list[Occurrence]:
    """Every period from the one with `begun` to the one of today.

    A period is owed if the duty holds on its last day (`owed`), that of today if it holds now. The n-th of `reports`
    is for the n-th period that is owed, or the first that is about a day of a period for that period.
    """
    found, given = list[Occurrence](), sorted(reports, key=lambda r: (r.on, r.case))
    first = beginning(rhythm, begun)
    for _ in range(MOST):
        if first > today:
            break
        then = following(rhythm, first)
        if owed(min(then - DAY, today)):
            about = [r for r in given if r.about is not None and first <= r.about < then]
            report = next(iter(about if duty.for_day else given[len(found) :]), None)
            found.append(_occurrence(key, duty, rhythm, first, then, report, calendar, today))
        first = then
    return found


def _occurrence(
    key: str, duty: Duty, rhythm: Rhythm, first: date, then: date, report: Handed | None,
    calendar: Calendar, today: date,
) -> Occurrence:  # fmt: skip
    due = _due(duty, rhythm, then, calendar)
    case, on = (report.case, report.on) if report else (None, None)
    light = None if report else _light(duty, due, calendar, today)
    return Occurrence(key, first, then - DAY, due, case, on, light, rhythm.due_day)


def _due(duty: Duty, rhythm: Rhythm, then: date, calendar: Calendar) -> date:
    """The day of the next period, which begins with `then`, by which it is due."""
    if duty.unit == "workday":
        return calendar.after(then - DAY, rhythm.due_day) or then
    return then + timedelta(rhythm.due_day - 1)


def _light(duty: Duty, due: date, calendar: Calendar, today: date) -> Light:
    if today > due:
        return "red"
    yellow = calendar.after(due, -duty.yellow_days)
    return "yellow" if yellow is not None and today >= yellow else "green"


def beginning(rhythm: Rhythm, day: date) -> date:
    """The first day of the period that a day lies in."""
    if not rhythm.months:
        return day - timedelta(day.weekday())
    since = (day.year * 12 + day.month - 1) // rhythm.months * rhythm.months  # in step with the years that it fits in
    return date(since // 12, since % 12 + 1, 1)


def following(rhythm: Rhythm, first: date) -> date:
    """The first day of the next period."""
    return later(first, rhythm.months, "month") if rhythm.months else first + timedelta(7)


def first_day_in(states: Collection[str], trail: Sequence[Passed], zone: tzinfo) -> date | None:
    """The day on which a case first came into one of the states."""
    found = (p.at.astimezone(zone).date() for p in trail if p.to_state in states)
    return next(found, None)


def in_states(states: Collection[str], trail: Sequence[Passed], zone: tzinfo) -> Callable[[date], bool]:
    """Tells whether a case was in one of the states at the end of a day."""

    def owed(day: date) -> bool:
        before = [p for p in trail if p.at.astimezone(zone).date() <= day]
        return bool(before) and before[-1].to_state in states

    return owed


def duty_events(duty: Duty, found: Sequence[Occurrence], calendar: Calendar, done: Collection[str]) -> Iterator[Event]:
    """What a duty still has to do by itself for reports that are not there, as clocks do.

    However early a report came, it is looked at again when the next period begins.
    """
    for each in found:
        wanted = _wanted(duty, each, calendar) if each.report is None else iter(())
        for what, name, day in (*wanted, (OVER, OVER, each.last + DAY)):
            mark = f"{each.first}/{name}"
            if mark not in done and (what != OVER or each is found[-1]):
                yield Event(f"{KIND}{each.duty}", what, day, mark)


def _wanted(duty: Duty, each: Occurrence, calendar: Calendar) -> Iterator[tuple[str, str, date]]:
    yellow = calendar.after(each.due, -duty.yellow_days)
    if duty.at_yellow and yellow is not None:
        yield YELLOW, YELLOW, yellow
    if duty.at_red or duty.hand_over_to is not None:
        yield RED, RED, each.due + DAY
    if duty.then is not None:
        yield THEN, THEN, each.due + DAY
    for n, day in enumerate(_reminders(duty, each, calendar)):
        yield REMIND, f"{REMIND}/{n}", day


def _reminders(duty: Duty, each: Occurrence, calendar: Calendar) -> list[date]:
    """The working days on which is reminded, at most so many as the rule allows."""
    return days_of(duty.remind, lambda count: calendar.after(each.due, count))
