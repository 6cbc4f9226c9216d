"""When a clock has something to do: reminders, yellow, red, and the transition it takes. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from workflows.clocks.reckon import Reading
from workflows.model.clocks import Reminders
from workflows.workdays import DAY, Calendar

MORNING = time(8)
"""When people are reminded."""
REMIND, YELLOW, RED, THEN, OVER = "remind", "yellow", "red", "then", "over"


@dataclass(frozen=True)
class Event:
    """Something a clock does once, from a day on; `mark` is the name under which it is noted as done."""

    clock: str
    what: str
    day: date
    mark: str

    def moment(self, zone: tzinfo) -> datetime:
        """When it is to be done: people are reminded in the morning, everything else turns with the day."""
        return datetime.combine(self.day, MORNING if self.what == REMIND else time(0), zone)


def events(found: Reading, calendar: Calendar, done: Collection[str]) -> Iterator[Event]:
    """What a clock still has to do, in the order of the days; `done` are the marks of what it has done already.

    An extension makes a limit anew: what was done for the old one is done again for the longer one.
    """
    if found.status != "running" or found.due is None:
        return
    prefix = f"{found.run.number}.{found.run.extensions}"
    for what, name, day in sorted(_wanted(found, found.due, calendar), key=lambda e: e[2]):
        mark = f"{prefix}/{name}"
        if mark not in done:
            yield Event(found.key, what, day, mark)


def _wanted(found: Reading, due: date, calendar: Calendar) -> Iterator[tuple[str, str, date]]:
    clock = found.clock
    yield (OVER if clock.minimum else RED), RED, due + DAY
    if clock.minimum:
        return
    if found.yellow_on is not None:
        yield YELLOW, YELLOW, found.yellow_on
    if clock.then is not None:
        yield THEN, THEN, due + DAY
    for n, day in enumerate(_reminders(found, due, calendar)):
        yield REMIND, f"{REMIND}/{n}", day


def _reminders(found: Reading, due: date, calendar: Calendar) -> list[date]:
    """The days on which is reminded, in days of the clock."""

    def shifted(count: int) -> date | None:
        return calendar.after(due, count) if found.clock.unit == "workday" else due + timedelta(count)

    return days_of(found.clock.remind, shifted)


def days_of(rule: Reminders | None, shifted: Callable[[int], date | None]) -> list[date]:
    """The days of reminders before and after a due date, at most so many as the rule allows.

    `shifted` gives the day so many days after the due date.
    """
    if rule is None:
        return []
    shifts = [-n for n in sorted(rule.before, reverse=True)]
    every = rule.every or 0
    shifts += [n * every for n in range(1, rule.at_most - len(shifts) + 1)] if every else []
    return [day for n in shifts[: rule.at_most] if (day := shifted(n)) is not None]
