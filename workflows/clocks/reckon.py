"""What a clock shows: due date, days used and left, light. A pure function of its run, the calendar and the day.

A day counts if the clock runs at its end. While it stands still there is no due date, unless it was reached before.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from workflows.clocks.runs import Run
from workflows.model.clocks import Clock, Unit
from workflows.workdays import DAY, FIRST, LONGEST, Calendar

Light = Literal["green", "yellow", "red"]
COUNTED: frozenset[Unit] = frozenset({"workday", "day"})
"""Units that are counted day by day; a month or a year is told by the calendar."""


@dataclass(frozen=True)
class Reading:
    """A clock on a day. `left` is in days of its kind (working days, else calendar days), below 0 once it is late."""

    key: str
    clock: Clock
    run: Run
    start: date  # the day it counts from
    limit: int  # units, with what it was extended by
    status: Literal["running", "paused", "ended"]
    due: date | None
    yellow_on: date | None
    used: int
    left: int
    light: Light | None  # None for one that has ended, stands still in time, or must only pass
    late: bool
    provisional: bool  # the due date rests on holidays that are not announced

    @property
    def first_possible(self) -> date | None:
        """Of a minimum period: the first day after it."""
        return None if self.due is None else self.due + DAY


@dataclass(frozen=True)
class Counting:
    """One day of a clock: whether it counts, and the how-manieth it is."""

    day: date
    counts: bool
    number: int  # days counted so far
    status: Literal["running", "paused", "ended"]


def reading(key: str, clock: Clock, run: Run, start: date, limit: int, calendar: Calendar, today: date) -> Reading:
    """What the clock shows on a day; `start` is the day it counts from, `limit` its units without extensions."""
    limit += run.extended
    last = min(run.ended_on or today, today)
    due, used, whole = _counted(clock, run, start, limit, calendar, last)
    ended = run.status == "ended"
    late = due is not None and last > due and not clock.minimum
    yellow = None if due is None or clock.minimum else _yellow(clock, due, calendar)
    left = whole - used
    return Reading(
        key, clock, run, start, limit, run.status, due, yellow, used, left,
        None if ended or clock.minimum else _light(run, today, due, yellow),
        late, due is not None and not ended and _provisional(clock, start, due, calendar),
    )  # fmt: skip


def _light(run: Run, today: date, due: date | None, yellow: date | None) -> Light | None:
    if due is None:
        return None
    if today > due:
        return "red"
    if run.status == "paused":
        return None
    return "yellow" if yellow is not None and today >= yellow else "green"


def _yellow(clock: Clock, due: date, calendar: Calendar) -> date | None:
    if clock.unit == "workday":
        return calendar.after(due, -clock.yellow_days)
    return due - timedelta(clock.yellow_days)


def _provisional(clock: Clock, start: date, due: date, calendar: Calendar) -> bool:
    low, high = sorted((start, due))
    return clock.unit == "workday" and not calendar.known(low, high)


def _counted(
    clock: Clock, run: Run, start: date, limit: int, calendar: Calendar, last: date
) -> tuple[date | None, int, int]:
    """The due date, the days used up to `last`, and the days there are in all."""
    if clock.look_back:
        return _back(clock, start, limit, calendar, last)
    if clock.unit not in COUNTED:
        return _by_calendar(clock, run, start, limit, last)
    due, used = (first_counted(clock, start) - DAY if limit <= 0 else None), 0
    for each in counting(clock, run, start, calendar):
        if each.day > last and (due is not None or run.status == "paused"):
            break
        if each.day <= last and each.status != "ended":
            used = each.number
        if due is None and each.number >= limit > 0:
            due = each.day
    return due, used, limit


def first_counted(clock: Clock, start: date) -> date:
    """The first day that can count."""
    return start + DAY if clock.first_day == "next" else start


def counting(clock: Clock, run: Run, start: date, calendar: Calendar) -> Iterator[Counting]:
    """Every day from the first that can count, for a hundred years. After its end a clock is counted as if it ran on.
    """
    day, number = max(first_counted(clock, start), FIRST), 0
    over = day + LONGEST
    while day < over:
        status = run.at_end_of(day).status
        counts = status != "paused" and (clock.unit != "workday" or calendar.is_workday(day))
        number += counts
        yield Counting(day, counts, number, status)
        day += DAY


def _by_calendar(clock: Clock, run: Run, start: date, limit: int, last: date) -> tuple[date | None, int, int]:
    """Months and years end on the day of the same number; each day that the clock stood still is added."""
    plain = later(start, limit, clock.unit) - (timedelta(0) if clock.first_day == "next" else DAY)
    first = first_counted(clock, start)
    due, day, used = plain, first, 0
    while day <= max(due, last):
        status = run.at_end_of(day).status
        if status == "paused" and day > last:
            return None, used, (plain - first).days + 1
        if status == "paused" and day <= due:
            due += DAY
        used += day <= last and status == "running"
        day += DAY
    return due, used, (plain - first).days + 1


def _back(clock: Clock, start: date, limit: int, calendar: Calendar, last: date) -> tuple[date | None, int, int]:
    """The last day that lies so long before `start`; what is left is counted from `last`."""
    due = calendar.after(start, -limit) if clock.unit == "workday" else later(start, -limit, clock.unit)
    if due is None:
        return None, 0, 0
    left = calendar.between(last, due) if clock.unit == "workday" else (due - last).days
    return due, 0, left or 0


def later(day: date, count: int, unit: Unit) -> date:
    """The day so many days, months or years later; a month that has no such day ends on its last."""
    if unit in COUNTED:
        return day + timedelta(count)
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
