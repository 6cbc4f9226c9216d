"""Working days between two days, quickly: a running count of the office's table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

from sqlalchemy import delete, insert
from sqlmodel import Session

from data.queries.facts import tallies
from data.tables import WorkingDay
from workflows.workdays import FIRST, Calendar

YEARS = 50


def counted(calendar: Calendar) -> Callable[[date, date], int]:
    """How many working days after one day up to and with another: plain ones of the office, pauses are not left out."""

    @cache
    def through(year: int, month: int) -> int:
        """Working days from the first of a month to its last day, and of all months since 2004."""
        before = through(*_before(year, month)) if (year, month) > (2004, 1) else 0
        return before + _in_month(calendar, date(year, month, 1), None)

    def upto(day: date) -> int:
        earlier = through(*_before(day.year, day.month)) if (day.year, day.month) > (2004, 1) else 0
        return earlier + _in_month(calendar, day.replace(day=1), day)

    known = cache(upto)
    return lambda begun, ended: known(ended) - known(begun)


def _before(year: int, month: int) -> tuple[int, int]:
    return (year, month - 1) if month > 1 else (year - 1, 12)


def _in_month(calendar: Calendar, first: date, last: date | None) -> int:
    day, found = first, 0
    while day.month == first.month and (last is None or day <= last):
        found += calendar.is_workday(day)
        day += timedelta(1)
    return found


def keep(session: Session, calendar: Calendar) -> None:
    """Writes the office's table down for storage to count with; what was counted by another one is counted anew."""
    day, n, rows = FIRST, 0, list[dict[str, object]]()
    while day.year < FIRST.year + YEARS:
        n += calendar.is_workday(day)
        rows.append({"day": day, "n": n})
        day += timedelta(1)
    session.execute(delete(WorkingDay))
    session.execute(insert(WorkingDay), rows)
    tallies.forget(session, "stays")
    tallies.forget(session, "done")
