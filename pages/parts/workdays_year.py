"""A year as twelve small months: days off and made up are marked by a sign and a colour."""

from __future__ import annotations

from calendar import Calendar as Weeks
from datetime import date
from html import escape as e

from pages.context import lang, say, t
from pages.parts import dates
from workflows.clocks.occasions import occasion
from workflows.workdays import Calendar

_WEEKS = Weeks()


def legend() -> str:
    """What the signs mean."""
    made = "".join(f'<span class="{kind}"><i>{e(t(f"workdays.sign.{kind}"))}</i>{e(t(f"workdays.{kind}"))}</span>'
                   for kind in ("off", "work", "local"))  # fmt: skip
    return f'<div class="day-legend">{made}</div>'


def months(calendar: Calendar, year: int, today: date) -> str:
    """The twelve months of a year."""
    return f'<div class="year">{"".join(_month(calendar, year, month, today) for month in range(1, 13))}</div>'


def _month(calendar: Calendar, year: int, month: int, today: date) -> str:
    heads = "".join(f"<th>{e(dates.weekday(date(2024, 1, 1 + n), lang())[-1 if lang() == 'zh' else 0])}</th>"
                    for n in range(7))  # fmt: skip
    weeks = _WEEKS.monthdatescalendar(year, month)
    rows = "".join(f"<tr>{''.join(_cell(calendar, d, month, today) for d in week)}</tr>" for week in weeks)
    name = e(t(f"workdays.month.{month}"))
    return f'<table class="month"><caption>{name}</caption><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _cell(calendar: Calendar, day: date, month: int, today: date) -> str:
    if day.month != month:
        return "<td></td>"
    kind, sign, title = _kind(calendar, day)
    classes = " ".join(c for c in (kind, "today" if day == today else "") if c)
    label = f' title="{e(title)}"' if title else ""
    return f'<td class="{classes}"{label}>{day.day}<i>{e(sign)}</i></td>'


def _kind(calendar: Calendar, day: date) -> tuple[str, str, str]:
    """How a day is drawn: class, sign, and what it is for."""
    special = calendar.special(day)
    if special is None or (special.works and day.weekday() < 5):
        return ("rest" if day.weekday() >= 5 else ""), "", ""
    kind = "work" if special.works else "off"
    local = " local" if special.local else ""
    title = say(occasion(special.occasion)) if special.occasion else t(f"workdays.{kind}")
    if special.place:
        title = t("workdays.decided_in", what=title, place=special.place)
    return kind + local, t(f"workdays.sign.{kind}"), title
