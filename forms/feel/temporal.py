"""Dates, times and durations: reading them, writing them, calculating with them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from zoneinfo import ZoneInfo

from forms.feel.values import Months, months

_DATE: Final = re.compile(r"(-?[0-9]{4,9})-([0-9]{2})-([0-9]{2})")
_TIME: Final = re.compile(
    r"([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?(Z|z|[+-][0-9]{2}:[0-9]{2}(?::[0-9]{2})?|@[A-Za-z0-9_+\-/]+)?"
)
_YEARS: Final = re.compile(r"(-)?P(?:([0-9]+)Y)?(?:([0-9]+)M)?")
_DAYS: Final = re.compile(r"(-)?P(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)(?:\.([0-9]*))?S)?)?")
_DAY_SECONDS: Final = 86_400


def read_date(text: str) -> dt.date | None:
    """`2024-08-01`."""
    hit = _DATE.fullmatch(text)
    try:
        return dt.date(int(hit[1]), int(hit[2]), int(hit[3])) if hit else None
    except ValueError:
        return None


def read_time(text: str) -> dt.time | None:
    """`09:30:00`, also with `Z`, `+08:00` or `@Asia/Shanghai`."""
    hit = _TIME.fullmatch(text)
    if hit is None:
        return None
    try:
        micro = int((hit[4] or "0")[:6].ljust(6, "0"))
        return dt.time(int(hit[1]), int(hit[2]), int(hit[3]), micro, read_zone(hit[5]))
    except (ValueError, KeyError, OSError):
        return None


def read_zone(text: str | None) -> dt.tzinfo | None:
    """A time zone from its ending in a text; raises ValueError or KeyError for none of this world."""
    if text is None:
        return None
    if text in "Zz":
        return dt.UTC
    if text.startswith("@"):
        return ZoneInfo(text[1:])
    hours, minutes, *rest = (int(part) for part in text[1:].split(":"))
    if hours > 14 or minutes > 59:
        raise ValueError(text)
    offset = dt.timedelta(hours=hours, minutes=minutes, seconds=rest[0] if rest else 0)
    return dt.timezone(-offset if text[0] == "-" else offset)


def read_moment(text: str) -> dt.datetime | None:
    """`2024-08-01T09:30:00`; a date alone is its midnight."""
    day, _, clock = text.partition("T")
    date = read_date(day)
    if date is None or not clock:
        return dt.datetime.combine(date, dt.time()) if date is not None and "T" not in text else None
    if clock.startswith("24:00:00"):  # the end of a day is the beginning of the next
        date, clock = add_span(date, dt.timedelta(1)), "00" + clock[2:]
    time = read_time(clock)
    return join(date, time) if time is not None and date is not None else None


def join(date: dt.date, time: dt.time) -> dt.datetime:
    """A date and a time as one."""
    return dt.datetime.combine(date, time, time.tzinfo)


def read_duration(text: str) -> dt.timedelta | Months | None:
    """`P1Y2M` or `P3DT4H`."""
    hit = _YEARS.fullmatch(text)
    if hit and (hit[2] or hit[3]):
        count = int(hit[2] or 0) * 12 + int(hit[3] or 0)
        return months(-count if hit[1] else count)
    hit = _DAYS.fullmatch(text)
    if hit is None or not any(hit.group(2, 3, 4, 5)) or text.endswith("T"):
        return None
    return _timedelta(hit)


def _timedelta(hit: re.Match[str]) -> dt.timedelta | None:
    days, hours, minutes, seconds = (int(part or 0) for part in hit.group(2, 3, 4, 5))
    micro = int((hit[6] or "0")[:6].ljust(6, "0"))
    try:
        span = dt.timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds, microseconds=micro)
        return -span if hit[1] else span
    except OverflowError:
        return None


def read_any(text: str) -> Any:
    """What `@"…"` stands for, or None."""
    if text.lstrip("-").startswith("P"):
        return read_duration(text)
    if "T" in text.partition("@")[0]:
        return read_moment(text)
    return read_date(text) or read_time(text)


def write_zone(zone: dt.tzinfo | None, moment: dt.datetime | dt.time) -> str:
    """The ending that names a time zone."""
    if zone is None:
        return ""
    if isinstance(zone, ZoneInfo):
        return "@" + zone.key
    offset = moment.utcoffset() or dt.timedelta()
    return write_offset(offset) if offset else "Z"


def write_offset(offset: dt.timedelta) -> str:
    """An offset as `+08:00`."""
    seconds = round(offset.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("+", seconds)
    rest = f":{seconds % 60:02}" if seconds % 60 else ""
    return f"{sign}{seconds // 3600:02}:{seconds // 60 % 60:02}{rest}"


def write(value: Any) -> str:
    """The canonical text of a date, time, date and time or duration."""
    if isinstance(value, Months):
        return str(value)
    if isinstance(value, dt.timedelta):
        return _write_days(value)
    if isinstance(value, dt.datetime):
        return value.date().isoformat() + "T" + write(value.timetz())
    if isinstance(value, dt.time):
        fraction = f".{value.microsecond:06}".rstrip("0") if value.microsecond else ""
        return value.strftime("%H:%M:%S") + fraction + write_zone(value.tzinfo, value)
    return str(value.isoformat())


def _write_days(span: dt.timedelta) -> str:
    sign, span = ("-", -span) if span < dt.timedelta() else ("", span)
    hours, rest = divmod(span.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    fraction = f".{span.microseconds:06}".rstrip("0") if span.microseconds else ""
    clock = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    clock += f"{seconds}{fraction}S" if seconds or fraction else ""
    text = (f"{span.days}D" if span.days else "") + (f"T{clock}" if clock else "")
    return sign + "P" + (text or "T0S")


def add_months(value: Any, months: int) -> Any:
    """A date or date and time some months later, on the last day when the month is shorter; None out of bounds."""
    year, month = divmod(value.year * 12 + value.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return value.replace(year=year, month=month + 1, day=min(value.day, calendar.monthrange(year, month + 1)[1]))


def add_span(value: Any, span: dt.timedelta) -> Any:
    """A date, time or date and time some span later; a time wraps around midnight; None out of bounds."""
    try:
        if isinstance(value, dt.datetime):
            # In a zone with summer time the span is real time, not clock time.
            return (value.astimezone(dt.UTC) + span).astimezone(value.tzinfo) if value.tzinfo else value + span
        if isinstance(value, dt.date):
            return (dt.datetime.combine(value, dt.time()) + span).date()
        midnight = dt.datetime.combine(dt.date(2000, 1, 2), value.replace(tzinfo=None))
        return (midnight + span % dt.timedelta(1)).time().replace(tzinfo=value.tzinfo)
    except OverflowError:
        return None


def seconds_of(span: dt.timedelta) -> Decimal:
    """The exact number of seconds of a duration."""
    return Decimal(span.days * _DAY_SECONDS + span.seconds) + Decimal(span.microseconds) / 1_000_000


def as_moment(value: dt.date) -> dt.datetime:
    """A date as its midnight in UTC; a date and time as it is."""
    if isinstance(value, dt.datetime):
        return value
    return dt.datetime.combine(value, dt.time(), dt.UTC)


def _second(moment: Any) -> Any:
    return moment.second + Decimal(moment.microsecond) / 1_000_000 if moment.microsecond else moment.second


def _signed(part: Callable[[dt.timedelta], Any]) -> Callable[[dt.timedelta], Any]:
    """A part of a duration, negative when the duration is."""
    return lambda span: -part(-span) if span < dt.timedelta() else part(span)


_PARTS: Final[dict[type, dict[str, Callable[[Any], Any]]]] = {
    dt.date: {
        "year": lambda v: v.year,
        "month": lambda v: v.month,
        "day": lambda v: v.day,
        "weekday": lambda v: v.isoweekday(),
    },
    dt.time: {
        "hour": lambda v: v.hour,
        "minute": lambda v: v.minute,
        "second": _second,
        "time offset": lambda v: v.utcoffset(),
        "timezone": lambda v: v.tzinfo.key if isinstance(v.tzinfo, ZoneInfo) else None,
    },
    Months: {
        "years": lambda v: v.months // 12 if v.months >= 0 else -(-v.months // 12),
        "months": lambda v: v.months % 12 if v.months >= 0 else -(-v.months % 12),
    },
    dt.timedelta: {
        "days": _signed(lambda v: v.days),
        "hours": _signed(lambda v: v.seconds // 3600),
        "minutes": _signed(lambda v: v.seconds // 60 % 60),
        "seconds": _signed(lambda v: v.seconds % 60 + Decimal(v.microseconds) / 1_000_000),
    },
}
_PARTS[dt.datetime] = {**_PARTS[dt.date], **_PARTS[dt.time]}


def part(value: Any, name: str) -> Any:
    """`value.name` for a date, time, date and time or duration."""
    found = _PARTS.get(type(value), {}).get(name)
    got = found(value) if found else None
    return Decimal(got) if isinstance(got, int) else got
