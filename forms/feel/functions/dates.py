"""Date, time and duration functions."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, Final

from forms.feel import temporal
from forms.feel.functions.registry import REGISTRY
from forms.feel.runtime import Run
from forms.feel.values import Months

feel = REGISTRY.add
_WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _whole(*numbers: Decimal) -> list[int]:
    if any(number % 1 or abs(number) > 10**9 for number in numbers):
        raise ValueError(numbers)
    return [int(number) for number in numbers]


@feel("date(from: string|moment) -> date")
def date(value: Any) -> dt.date | None:
    if isinstance(value, str):
        return temporal.read_date(value)
    return value.date() if isinstance(value, dt.datetime) else value


@feel("date(year: number, month: number, day: number) -> date")
def date_of(year: Decimal, month: Decimal, day: Decimal) -> dt.date:
    return dt.date(*_whole(year, month, day))


@feel("time(from: string|temporal) -> time")
def time(value: Any) -> dt.time | None:
    if isinstance(value, str):
        return temporal.read_time(value)
    if isinstance(value, dt.datetime):
        return value.timetz()
    return value if isinstance(value, dt.time) else dt.time(tzinfo=dt.UTC)


@feel("time(hour: number, minute: number, second: number, offset?: days|null) -> time")
def time_of(hour: Decimal, minute: Decimal, second: Decimal, offset: dt.timedelta | None = None) -> dt.time:
    at = _whole(hour, minute, second // 1)
    zone = None if offset is None else dt.UTC if not offset else dt.timezone(offset)
    return dt.time(at[0], at[1], at[2], int(second % 1 * 1_000_000), zone)


@feel("date and time(from: string|moment) -> date and time")
def date_and_time(value: Any) -> dt.datetime | None:
    if isinstance(value, str):
        return temporal.read_moment(value)
    return temporal.as_moment(value)


@feel("date and time(date: moment, time: time) -> date and time")
def date_and_time_of(day: dt.date, clock: dt.time) -> dt.datetime:
    return temporal.join(dt.date(day.year, day.month, day.day), clock)


@feel("date and time(date: moment, timezone: string) -> date and time")
def date_and_time_in(moment: dt.date, zone: str) -> dt.datetime:
    return temporal.as_moment(moment).replace(tzinfo=temporal.read_zone("@" + zone))


@feel("duration(from: string|duration) -> any")
def duration(value: Any) -> Any:
    return temporal.read_duration(value) if isinstance(value, str) else value


@feel("years and months duration(from: moment, to: moment) -> years and months duration")
def years_and_months(start: dt.date, end: dt.date) -> Months:
    months = (end.year - start.year) * 12 + end.month - start.month
    if months > 0 and end.day < start.day:
        months -= 1
    elif months < 0 and end.day > start.day:
        months += 1
    return Months(months)


@feel("day of year(date: moment) -> whole")
def day_of_year(day: dt.date) -> int:
    return day.timetuple().tm_yday


@feel("day of week(date: moment) -> string")
def day_of_week(day: dt.date) -> str:
    return _WEEKDAYS[day.weekday()]


@feel("month of year(date: moment) -> string")
def month_of_year(day: dt.date) -> str:
    return _MONTHS[day.month - 1]


@feel("week of year(date: moment) -> whole")
def week_of_year(day: dt.date) -> int:
    return day.isocalendar().week


@feel("is(value1: any, value2: any) -> boolean")
def is_same(left: Any, right: Any) -> bool:
    if type(left) is not type(right):
        return False
    if isinstance(left, (dt.datetime, dt.time)):
        return temporal.write(left) == temporal.write(right)
    return bool(left == right)


@feel("now() -> date and time", run=True)
def now(run: Run) -> dt.datetime | None:
    found = run.services.now()
    return found if found is not None else run.note("no_service", function="now")


@feel("today() -> date", run=True)
def today(run: Run) -> dt.date | None:
    found = run.services.now()
    return found.date() if found is not None else run.note("no_service", function="today")
