"""Reading the State Council's notice about the holidays of a year (国务院办公厅关于20xx年部分节假日安排的通知). Pure.

Each holiday is a section; its sentences name days off, as ranges or one by one, and days that are made up. Whatever
the text says twice (weekdays, how many days) is compared with the calendar, and a difference is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from forms.text import Message
from workflows.workdays import DAY, Special

HOLIDAYS = ("元旦", "春节", "清明", "劳动", "端午", "中秋", "国庆")
"""The holidays that a notice for a whole year arranges."""
NAMES = {name: name if name in {"元旦", "春节"} else f"{name}节" for name in HOLIDAYS}
LONGEST, LONGEST_TEXT = 31, 20_000
_YEAR = re.compile(r"(?:关于|将)(\d{4})年")
_SECTION = re.compile(
    r"(?:^|[\n。;])\s*(?:[一二三四五六七八九十]+、|\(?[一二三四五六七八九十]+\)|\d{1,2}[.、])\s*([^:。\n]{1,20}?):"
)
_DAY = r"(?:(\d{4})年)?(?:(\d{1,2})月)?(\d{1,2})日(?:\(([^)]*)\))?"
_ONE = re.compile(_DAY)
_RANGE = re.compile(rf"{_DAY}(?:起)?(?:至|到|-|—|–|~|～)+{_DAY}")
_TOTAL = re.compile(r"共(\d{1,2})天")
_WEEK = re.compile(r"(?:周|星期)([一二三四五六日天])")
_DAYS_OF_WEEK = {**{c: n for n, c in enumerate("一二三四五六日")}, "天": 6}
_OFF, _WORK, _MOVED = re.compile("放假|补休|休息|调休|假期"), re.compile("上班|补班"), re.compile("调至|调到|调整至")
_NOTHING = re.compile("正常上班|法定节假日|为公休日|通知|印发")


@dataclass(frozen=True)
class Notice:
    """What a notice says. `whole`: it arranges every holiday of its year; `doubts` are to be looked at by a person."""

    year: int
    title: str
    whole: bool
    days: dict[date, Special]
    doubts: tuple[Message, ...]


@dataclass
class _Reader:
    year: int
    days: dict[date, Special] = field(default_factory=dict)
    doubts: list[Message] = field(default_factory=list)
    occasion: str = ""
    last: date | None = None


def read_notice(text: str, year: int | None = None) -> Notice | Message:
    """The days off and made up, or why the text cannot be read. `year` is taken where the text names none."""
    if len(text) > LONGEST_TEXT:
        return Message("notice.long", {"most": LONGEST_TEXT})
    plain = _plain(text)
    found = _year(plain) or year
    if found is None or not 2004 <= found <= 2100:
        return Message("notice.no_year")
    reader = _Reader(found)
    names = []
    for occasion, body in _sections(plain):
        names.append(occasion)
        _read(reader, occasion, body)
    if not reader.days:
        return Message("notice.nothing")
    whole = all(any(h in name for name in names) for h in HOLIDAYS)
    title = next((line for line in plain.splitlines() if "通知" in line), plain.splitlines()[0])
    return Notice(found, title[:100], whole, dict(sorted(reader.days.items())), tuple(reader.doubts))


def _plain(text: str) -> str:
    """Without full-width forms and without spaces inside lines."""
    folded = unicodedata.normalize("NFKC", text)
    lines = [re.sub(r"[ \t\u3000]+", "", line) for line in folded.splitlines()]
    return "\n".join(line for line in lines if line)


def _year(plain: str) -> int | None:
    found = _YEAR.search(plain) or re.search(r"(\d{4})年", plain)
    return int(found[1]) if found else None


def _sections(plain: str) -> Iterator[tuple[str, str]]:
    """(holiday, sentences); a text without sections is one, named after the holiday it speaks of."""
    marks = list(_SECTION.finditer(plain))
    for n, mark in enumerate(marks):
        end = marks[n + 1].start() if n + 1 < len(marks) else len(plain)
        yield mark[1], plain[mark.end() : end]
    if not marks:
        name = next((NAMES[h] for h in HOLIDAYS if h in plain), "")
        yield name, plain


def _read(reader: _Reader, occasion: str, body: str) -> None:
    reader.occasion, reader.last = occasion, None
    for sentence in re.split(r"[。;\n]", body):
        clauses = [c for c in re.split(r",(?![^()]*\))", sentence) if c]
        off: list[date] = []
        for clause in clauses:
            off += _clause(reader, clause)
        total = _TOTAL.search(sentence)
        if total and off and int(total[1]) != len(set(off)):
            reader.doubts.append(Message("notice.total", {"name": occasion, "said": total[1], "found": len(set(off))}))


def _clause(reader: _Reader, clause: str) -> list[date]:
    """The days off that it names; days at work are noted, and days that are neither."""
    if _NOTHING.search(clause):
        _dates(reader, clause)
        return []
    if _MOVED.search(clause):
        return _exchanged(reader, *_MOVED.split(clause, maxsplit=1))
    if _WORK.search(clause):
        for day in _dates(reader, clause):
            _note(reader, day, works=True)
        return []
    found = _dates(reader, clause) if _OFF.search(clause) else []
    for day in found:
        _note(reader, day, works=False)
    if "与周末连休" in clause:
        for day in found:
            _weekend(reader, day)
    return found


def _exchanged(reader: _Reader, rest_days: str, others: str) -> list[date]:
    """Days of rest that are moved to others: those are off; which ones are at work instead is said besides."""
    _dates(reader, rest_days)
    found = _dates(reader, others)
    for day in found:
        _note(reader, day, works=False)
    return found


def _weekend(reader: _Reader, day: date) -> None:
    """The weekend beside a day off belongs to the holiday."""
    for step in (DAY, -DAY):
        near = day + step
        while near.weekday() >= 5:
            reader.days.setdefault(near, Special(False, reader.occasion))
            near += step


def _dates(reader: _Reader, clause: str) -> list[date]:
    """Every day that a clause names, ranges filled."""
    found: list[date] = []
    at = 0
    while (one := _ONE.search(clause, at)) is not None:
        both = _RANGE.match(clause, one.start())
        if both is None:
            found += _day(reader, one.groups())
            at = one.end()
            continue
        first, last = _day(reader, both.groups()[:4]), _day(reader, both.groups()[4:])
        found += _filled(reader, first, last)
        at = both.end()
    return found


def _filled(reader: _Reader, first: list[date], last: list[date]) -> list[date]:
    if not first or not last or not 0 <= (last[0] - first[0]).days <= LONGEST:
        reader.doubts.append(Message("notice.range", {"name": reader.occasion}))
        return []
    return [first[0] + timedelta(n) for n in range((last[0] - first[0]).days + 1)]


def _day(reader: _Reader, parts: tuple[str | None, ...]) -> list[date]:
    """One day; the month of the day before where it names none, the year before for the eve of the New Year."""
    year, month, day, note = parts
    before = reader.last
    month_number = int(month) if month else (before.month if before else 0)
    if year:
        year_number = int(year)
    elif before is not None and (not month or abs(month_number - before.month) < 6):
        year_number = before.year
    elif before is not None and month_number < before.month:
        year_number = before.year + 1
    else:
        year_number = reader.year - 1 if month_number == 12 and "元旦" in reader.occasion else reader.year
    try:
        found = date(year_number, month_number, int(day or 0))
    except ValueError:
        reader.doubts.append(Message("notice.no_day", {"name": reader.occasion, "day": f"{month or ''}月{day}日"}))
        return []
    reader.last = found
    _compare(reader, found, note or "")
    return [found]


def _compare(reader: _Reader, day: date, note: str) -> None:
    said = _WEEK.search(note)
    if said and _DAYS_OF_WEEK[said[1]] != day.weekday():
        data = {"name": reader.occasion, "day": day.isoformat(), "said": said[0]}
        reader.doubts.append(Message("notice.weekday", data))


def _note(reader: _Reader, day: date, works: bool) -> None:
    known = reader.days.get(day)
    if known is not None and known.works != works:
        reader.doubts.append(Message("notice.both", {"day": day.isoformat()}))
    if works and day.weekday() < 5:
        reader.doubts.append(Message("notice.works_anyway", {"day": day.isoformat()}))
    reader.days[day] = Special(works, reader.occasion)
