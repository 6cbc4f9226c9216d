"""Recurring reports (定期报送): for which periods they are owed, until when, and which are missing. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta, tzinfo

from workflows.clocks.events import RED, REMIND, Event
from workflows.clocks.reckon import Light, later
from workflows.engine.types import Passed
from workflows.model.clocks import Duty
from workflows.workdays import DAY, Calendar

SOON = 3
"""Working days before it is due that a report is yellow."""
MOST = 600
"""Periods of one duty; fifty years of months."""
_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
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

    @property
    def missing(self) -> bool:
        """Whether it should have been reported and was not."""
        return self.light == "red"

    @property
    def late(self) -> bool:
        """Whether it was reported after its day, or is missing."""
        return self.missing or (self.reported_on is not None and self.reported_on > self.due)


def occurrences(
    key: str,
    duty: Duty,
    begun: date,
    owed: Callable[[date], bool],
    reports: Sequence[tuple[int, date]],
    calendar: Calendar,
    today: date,
) -> list[Occurrence]:
    """Every period from the one with `begun` to the one of today.

    A period is owed if the duty holds on its last day (`owed`), that of today if it holds now. The n-th of `reports`
    (case, day on which it was handed in) is for the n-th period that is owed.
    """
    found, given = [], iter(sorted(reports, key=lambda r: (r[1], r[0])))
    first = beginning(duty, begun)
    for _ in range(MOST):
        if first > today:
            break
        following = _following(duty, first)
        if owed(min(following - DAY, today)):
            report = next(given, None)
            found.append(_occurrence(key, duty, first, following, report, calendar, today))
        first = following
    return found


def _occurrence(
    key: str, duty: Duty, first: date, following: date, report: tuple[int, date] | None, calendar: Calendar, today: date
) -> Occurrence:
    due = _due(duty, following, calendar)
    case, on = report or (None, None)
    return Occurrence(key, first, following - DAY, due, case, on, None if report else _light(due, calendar, today))


def _due(duty: Duty, following: date, calendar: Calendar) -> date:
    """The day of the next period by which it is due."""
    if duty.unit == "workday":
        return calendar.after(following - DAY, duty.due_day) or following
    return following + timedelta(duty.due_day - 1)


def _light(due: date, calendar: Calendar, today: date) -> Light:
    if today > due:
        return "red"
    yellow = calendar.after(due, -SOON)
    return "yellow" if yellow is not None and today >= yellow else "green"


def beginning(duty: Duty, day: date) -> date:
    """The first day of the period that a day lies in."""
    if duty.every == "week":
        return day - timedelta(day.weekday())
    months = _MONTHS[duty.every]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def _following(duty: Duty, first: date) -> date:
    """The first day of the next period."""
    return first + timedelta(7) if duty.every == "week" else later(first, _MONTHS[duty.every], "month")


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
    """What a duty still has to do by itself for reports that are not there, as clocks do."""
    for each in found:
        if each.report is not None:
            continue
        for what, name, day in _wanted(duty, each, calendar):
            mark = f"{each.first}/{name}"
            if mark not in done:
                yield Event(f"{KIND}{each.duty}", what, day, mark)


def _wanted(duty: Duty, each: Occurrence, calendar: Calendar) -> Iterator[tuple[str, str, date]]:
    if duty.at_red:
        yield RED, RED, each.due + DAY
    rule = duty.remind
    if rule is None:
        return
    shifts = [-n for n in sorted(rule.before, reverse=True)]
    shifts += [n * rule.every for n in range(1, rule.at_most + 1)] if rule.every else []
    for n, shift in enumerate(shifts[: rule.at_most]):
        day = calendar.after(each.due, shift)
        if day is not None:
            yield REMIND, f"{REMIND}/{n}", day
