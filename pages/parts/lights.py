"""Time lights as the screens draw them: a shape, words and a date; never a colour alone."""

from __future__ import annotations

from datetime import date

from pages.context import lang, now, office, t
from pages.parts import dates
from pages.parts.html import Lamp
from workflows.clocks.holidays import table
from workflows.recent import Recent
from workflows.workdays import Calendar

Light = tuple[Lamp, str, str]
"""Lamp, words, small words."""


def light(due: date | None, today: date, *, yellow_on: date | None = None, stopped: bool = False) -> Light | None:
    """The light of a date to keep; None where there is none. `stopped`: nothing runs now."""
    if stopped:
        return "pause", t("light.stopped"), ""
    if due is None:
        return None
    lamp = _lamp(due, today, yellow_on)
    near = dates.near(due, today, lang())
    return lamp, _words(due, today), t("light.was_due", day=near) if lamp == "red" else near


def _lamp(due: date, today: date, yellow_on: date | None) -> Lamp:
    if today > due:
        return "red"
    if yellow_on is None:
        return dates.lamp(due, today)
    return "amber" if today >= yellow_on else "green"


def _words(due: date, today: date) -> str:
    if today == due:
        return t("light.today")
    days = _calendar().between(min(today, due), max(today, due)) or 0
    return t("light.over", count=days) if today > due else t("light.left", count=days)


_known: Recent[tuple[int, str], Calendar] = Recent(4)


def _calendar() -> Calendar:
    """The office's table of working days; a list of lights asks for it once a minute."""
    key = (id(office()), f"{now():%Y%m%d%H%M}")
    return _known.get(key) or _known.put(key, table(office()))
