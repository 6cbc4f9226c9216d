"""Days, months and times as people write them: 2026年3月2日, 2026.3.2, 20260302, 二〇二六年三月二日, 下午2点半."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any

from forms.chars import half_width

_NUMERALS = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "两": 2}
_RUN = re.compile("[〇零○一二三四五六七八九十廿卅两]+")
_TENS = re.compile(r"([二三两]?十|廿|卅)([一二三四五六七八九]?)\Z")
_DAY = r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?|(\d{2})(\d{2}))"
_ONLY_DAY = re.compile(rf"{_DAY}(?:T?00:00(?::00)?)?\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))\Z", re.ASCII)
_YEAR = re.compile(r"(\d{4})年?度?\Z", re.ASCII)
_TIME = re.compile(
    r"T?(凌晨|清晨|早上|早|上午|中午|下午|傍晚|晚上|晚|am|pm)?(\d{1,2})(?:[:点时](半|一刻|三刻|\d{1,2})?分?(?::\d{1,2}(?:\.\d+)?秒?)?整?)"
    r"(am|pm)?\Z",
    re.ASCII | re.IGNORECASE,
)
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "晚", "pm"})
_MORNING = frozenset({"凌晨", "清晨", "早上", "早", "上午", "am"})
_QUARTERS = {"半": 30, "一刻": 15, "三刻": 45}
_DASHES = str.maketrans({"–": "-", "—": "-", "−": "-", "‐": "-", "‑": "-", "。": "."})
_GAP = re.compile(r"(?<=\d)\s+(?=\d)")  # between a day and a time
_BETWEEN = re.compile(r"\s*(?:至|到|~|～|——|—|--|to|until)\s*", re.IGNORECASE)


def in_digits(text: str) -> str:
    """The text with numerals of dates and times as digits: 二〇二六年三月十一日 → 2026年3月11日."""
    return _RUN.sub(lambda found: _number(found[0]), text)


def _number(numerals: str) -> str:
    tens = _TENS.match(numerals)
    if tens:
        lead = {"廿": 2, "卅": 3}.get(tens[1]) or _NUMERALS.get(tens[1][0], 1)
        return str(lead * 10 + _NUMERALS.get(tens[2], 0))
    digits = [str(_NUMERALS[c]) for c in numerals if c in _NUMERALS]
    return "".join(digits) if len(digits) == len(numerals) else numerals


def _plain(raw: Any) -> str:
    """What is read: without spaces, brackets, weekdays and full-width signs."""
    text = re.sub(r"[(（]?(?:星期|周)[一二三四五六日天][)）]?", "", half_width(raw))
    return in_digits(text).translate(_DASHES)


def read_day(raw: Any) -> date | None:
    """A day of the calendar; None for what is none."""
    if isinstance(raw, date):
        return raw.date() if isinstance(raw, datetime) else raw
    found = _ONLY_DAY.match(_plain(raw))
    return _day(*[p for p in found.groups() if p]) if found else None


def stored_day(value: Any) -> date | None:
    """A stored day, 2026-03-02."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and _ISO_DAY.match(value) else None
    except ValueError:
        return None


_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}\Z", re.ASCII)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_month(raw: Any) -> date | None:
    """The first day of a month; a whole date gives its month."""
    if isinstance(raw, date):
        return date(raw.year, raw.month, 1)
    found = _MONTH.match(_plain(raw))
    if found:
        return _day(found[1], found[2] or found[3], "1")
    day = read_day(raw)
    return day.replace(day=1) if day else None


def read_year(raw: Any) -> int | None:
    """A year of four digits: 2026, 2026年, 2026年度, 二〇二六年."""
    if isinstance(raw, date):
        return raw.year
    found = _YEAR.match(_plain(raw))
    return int(found[1]) if found and found[1] != "0000" else None


def read_moment(raw: Any) -> datetime | None:
    """A day with a time, to the minute; a day alone begins at 00:00."""
    if isinstance(raw, datetime):
        return raw.replace(second=0, microsecond=0, tzinfo=None)
    text = raw.isoformat() if isinstance(raw, date) else _plain(_GAP.sub("T", str(raw)))
    found = re.match(_DAY, text, re.ASCII)
    if not found:
        return None
    day = _day(*[p for p in found.groups() if p])
    rest = text[found.end() :].lstrip(",，")
    at = read_time(rest) if rest else time()
    return datetime.combine(day, at) if day and at else None


def read_time(text: str) -> time | None:
    """A time of day: 14:30, 下午2点半, 9时05分, 2:30pm."""
    found = _TIME.match(text)
    if not found:
        return None
    part = (found[1] or found[4] or "").lower()
    minute = _QUARTERS.get(found[3] or "") or int(found[3] or 0)
    return _time(_hour(int(found[2]), part), minute)


def _hour(hour: int, part: str) -> int:
    if part in _AFTERNOON and hour < 12:
        return hour + 12
    if part in _MORNING and hour == 12:
        return 0
    return hour + 12 if part == "中午" and hour < 3 else hour


def _time(hour: int, minute: int) -> time | None:
    return time(hour, minute) if hour < 24 and minute < 60 else None


def stored_moment(value: Any) -> datetime | None:
    """A stored moment, 2026-03-02T14:30."""
    try:
        return datetime.fromisoformat(value) if isinstance(value, str) and _ISO_MOMENT.match(value) else None
    except ValueError:
        return None


def read_period(raw: Any) -> tuple[str, str] | None:
    """The two days of a period as they are written; the second may leave out the year, or year and month."""
    text = str(raw)
    for parts in (_BETWEEN.split(text), text.translate(_DASHES).split("-")):
        ends = _ends(parts)
        if ends:
            return ends
    return None


def _ends(parts: list[str]) -> tuple[str, str] | None:
    """The halves that each are a day; dashes inside dates make more parts than two."""
    half = len(parts) // 2
    if len(parts) < 2 or len(parts) % 2:
        return None
    first = read_day("-".join(parts[:half]))
    last = _completed("-".join(parts[half:]), first) if first else None
    return (first.isoformat(), last.isoformat()) if first and last else None


def _completed(text: str, first: date) -> date | None:
    """The last day, with the year or the year and month of the first where they are left out."""
    last = read_day(text)
    plain = _plain(text)
    if last is None and re.match(r"\d{1,2}[月./]\d{1,2}日?\Z", plain, re.ASCII):
        return read_day(f"{first.year}年{plain}") or read_day(f"{first.year}.{plain}")
    if last is None and re.match(r"\d{1,2}日\Z", plain, re.ASCII):
        return read_day(f"{first.year}年{first.month}月{plain}")
    return last
