"""Dates and moments as the screens write them, in both languages."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from pages.parts.html import Lamp

SOON = 7
"""Days before a closing date when its light turns amber."""
_ZH = "一二三四五六日"
_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def weekday(day: date, lang: str = "zh") -> str:
    return "周" + _ZH[day.weekday()] if lang == "zh" else _EN[day.weekday()]


def heading(day: date, lang: str = "zh") -> str:
    """2026年11月20日　星期五 · Friday's form in English: Fri 20 Nov 2026."""
    if lang == "zh":
        return f"{day.year}年{day.month}月{day.day}日　星期{_ZH[day.weekday()]}"
    return f"{_EN[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def near(day: date, today: date, lang: str = "zh") -> str:
    """11-20 周五 in this year, 2025-11-20 in another."""
    return f"{day:%m-%d} {weekday(day, lang)}" if day.year == today.year else day.isoformat()


def lamp(closes: date, today: date) -> Lamp:
    """The light of a closing date: red once it is over, amber in the last days."""
    left = (closes - today).days
    return "red" if left < 0 else ("amber" if left <= SOON else "green")


def moment(at: datetime, zone: ZoneInfo, today: date | None = None) -> str:
    """11-20 09:05 in this year, 2025-11-20 09:05 in another."""
    local = at.astimezone(zone)
    return local.strftime("%m-%d %H:%M" if today is None or local.year == today.year else "%Y-%m-%d %H:%M")


def clock(at: datetime, zone: ZoneInfo) -> str:
    """10:42:18, for drafts."""
    return at.astimezone(zone).strftime("%H:%M:%S")


def month(key: str, lang: str = "zh") -> str:
    """`2026-11` as 11月 or Nov; January carries its year."""
    year, number = key.split("-")
    word = f"{int(number)}月" if lang == "zh" else _MONTHS[int(number) - 1]
    if number != "01":
        return word
    return f"{year}年{word}" if lang == "zh" else f"{word} {year}"
