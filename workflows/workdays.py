"""Working days, counted from the day after: make-up working days count, public holidays do not.

The years of the shipped table are as announced; after them every weekday counts, until its holidays are announced.
"""

from __future__ import annotations

from datetime import date, timedelta

from data.reference.workdays import exceptions

FIRST = date(2004, 1, 1)
"""No office counts working days before the table begins."""
LONGEST = timedelta(36_525)
"""A longer time is no term but a slip."""
_DAY = timedelta(1)


def is_workday(day: date) -> bool:
    """Whether offices work on a day."""
    return exceptions().get(day, day.weekday() < 5)


def between(start: date, end: date) -> int | None:
    """The working days after `start` up to and with `end`; negative when the end lies before.

    None before the table begins, and for more than a hundred years.
    """
    low, high = sorted((start, end))
    if low < FIRST or high - low > LONGEST:
        return None
    count = sum(is_workday(low + _DAY * n) for n in range(1, (high - low).days + 1))
    return count if start <= end else -count


def after(start: date, count: int) -> date | None:
    """The n-th working day after a day, before it for a negative number, the day itself for 0.

    None before the table begins.
    """
    day, left, step = start, abs(count), _DAY if count > 0 else -_DAY
    while left and FIRST <= day < date.max:
        day += step
        left -= is_workday(day)
    return day if day >= FIRST and not left else None
