"""Stretches of time that end on a day: this month, last year, twelve months."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from workflows.boards.where import Span

Dates = tuple[date, date]
DAY = timedelta(1)


def dates(span: Span, on: date) -> Dates:
    """First and last day of a stretch as of a day; what is still going on ends on that day."""
    if span == "12 months":
        return month_back(on, 11).replace(day=1), on
    if span.startswith("last "):
        end = start(span.removeprefix("last "), on) - DAY
        return start(span.removeprefix("last "), end), end
    return start(span, on), on


def start(unit: str, on: date) -> date:
    """The first day of the month, quarter, half or year of a day."""
    if unit in ("year", "half"):
        return on.replace(month=7 if unit == "half" and on.month > 6 else 1, day=1)
    return on.replace(month=on.month - (on.month - 1) % 3, day=1) if unit == "quarter" else on.replace(day=1)


def month_back(on: date, months: int) -> date:
    """The same day so many months before, or the last one that that month has."""
    count = on.year * 12 + on.month - 1 - months
    year, month = divmod(count, 12)
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def before(compare: str, on: date) -> date:
    """The day to compare with: the end of last month, or the same day a year ago."""
    return on.replace(day=1) - DAY if compare == "month" else month_back(on, 12)


def ends(on: date, months: int) -> list[date]:
    """The last days of the months before, and the day itself."""
    days = [on]
    while len(days) < months:
        days.append(days[-1].replace(day=1) - DAY)
    return days[::-1]


def period(unit: str, key: str) -> Dates:
    """First and last day of a period by its key: 2026-03, 2026-Q1, 2026."""
    year, _, rest = key.partition("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    first = int(rest[1:]) * 3 - 2 if rest.startswith("Q") else int(rest)
    last = first + 2 if rest.startswith("Q") else first
    return date(int(year), first, 1), date(int(year), last, monthrange(int(year), last)[1])


def key_of(unit: str, month: str) -> str:
    """The key of the period that a month (2026-03) lies in."""
    if unit == "year":
        return month[:4]
    return f"{month[:4]}-Q{(int(month[5:7]) + 2) // 3}" if unit == "quarter" else month[:7]


def keys(unit: str, first: date, last: date) -> list[str]:
    """The keys of all periods from one day to another, without gaps."""
    found: list[str] = []
    day = first.replace(day=1)
    while day <= last:
        found.append(key_of(unit, f"{day:%Y-%m}"))
        day = month_back(day, -1)
    return list(dict.fromkeys(found))
