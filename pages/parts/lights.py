"""Time lights as the screens draw them: a shape, words and a date; never a colour alone."""

from __future__ import annotations

from datetime import date

from pages.context import lang, now, office, t
from pages.parts import dates
from pages.parts.html import Lamp
from workflows.clocks.holidays import table
from workflows.clocks.service import lights
from workflows.workdays import Calendar

Light = tuple[Lamp, str, str]
"""Lamp, words, small words."""
_LAMPS: dict[str, Lamp] = {"green": "green", "yellow": "amber", "red": "red"}


def calendar() -> Calendar:
    """The office's working days; asked for once per list."""
    return table(office())


def light(
    due: date | None, days: Calendar, *, yellow_on: date | None = None, stopped: bool = False
) -> Light | None:
    """The light of a date to keep, with the working days that are left; None where there is none.

    `stopped`: nothing runs now. A date that no clock gave has no `yellow_on` and turns amber a week before.
    """
    found = short(due, yellow_on=yellow_on, stopped=stopped)
    if found is None or due is None or stopped:
        return found
    lamp, near, _ = found
    words = _words(due, office().today(now()), days)
    return lamp, words, t("light.was_due", day=near) if lamp == "red" else near


def short(due: date | None, *, yellow_on: date | None = None, stopped: bool = False) -> Light | None:
    """The same for a narrow column: the lamp and the date, or what stands in its place."""
    if stopped:
        return "pause", t("light.stopped"), ""
    if due is None:
        return None
    today = office().today(now())
    lamp = _LAMPS[lights(due, yellow_on, today) or "green"] if yellow_on else dates.lamp(due, today)
    return lamp, dates.near(due, today, lang()), ""


def _words(due: date, today: date, days: Calendar) -> str:
    if today == due:
        return t("light.today")
    count = abs(days.between(today, due) or 0)
    if today > due:
        return t("light.over", count=count) if count else t("light.past")
    return t("light.left", count=count)
