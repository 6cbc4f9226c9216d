"""How a date came about (怎么算的): day by day, whether it counts and why. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from forms.text import Message, Text
from workflows.clocks.duties import Occurrence
from workflows.clocks.occasions import occasion
from workflows.clocks.reckon import COUNTED, Counting, Reading, counting, first_counted, reading
from workflows.clocks.runs import SUSPEND, Run, Turn
from workflows.model.clocks import Clock, Duty
from workflows.workdays import DAY, Calendar

Named = Callable[[str], Text | None]
"""The title of a state by its key."""


@dataclass(frozen=True)
class Line:
    """One day, or several alike up to `last`: whether it counts, the how-manieth it is, and why."""

    day: date
    last: date
    counts: bool
    number: int | None
    why: tuple[Message | Text, ...]


def explain(found: Reading, calendar: Calendar, named: Named, today: date) -> list[Line]:
    """Every day from the start to the due date; of a clock that stands still, up to today."""
    if found.clock.look_back:
        return list(_back(found, calendar))
    if found.clock.unit not in COUNTED:
        return list(_by_calendar(found, named, today))
    until = found.due or max(today, found.start)
    lines = [] if found.clock.first_day == "same" else [_first(found)]
    for each in counting(found.clock, found.run, found.start, calendar):
        if each.day > until:
            return lines
        lines.append(_line(found, calendar, named, each))
    return lines


def explain_due(duty: Duty, period: Occurrence, calendar: Calendar, today: date) -> list[Line]:
    """How the day of a report came about: counted from the end of its period, as a clock would."""
    clock = Clock(zh=duty.zh, en=duty.en, limit=str(period.due_day), unit=duty.unit, yellow_days=duty.yellow_days)
    run = Run(1, period.last, (Turn(period.last, "running"),))
    found = reading(period.duty, clock, run, period.last, period.due_day, calendar, today)
    return explain(found, calendar, lambda _: None, today)


def _first(found: Reading) -> Line:
    return Line(found.start, found.start, False, None, (Message("explain.first"),))


def _line(found: Reading, calendar: Calendar, named: Named, each: Counting) -> Line:
    why = list(_why(found, calendar, named, each))
    if each.day == found.due:
        why.append(Message("explain.due"))
    return Line(each.day, each.day, each.counts, each.number if each.counts else None, tuple(why))


def _why(found: Reading, calendar: Calendar, named: Named, each: Counting) -> Iterator[Message | Text]:
    if each.status == "paused":
        yield _pause(found, named, each.day)
        return
    special = calendar.special(each.day) if found.clock.unit == "workday" else None
    if special is not None and special.works == (each.day.weekday() < 5):
        special = None  # a day that is as every other of its kind
    if special is not None and special.works:
        yield Message("explain.made_up", {"occasion": occasion(special.occasion)})
    elif special is not None:
        yield occasion(special.occasion) if special.occasion else Message("explain.off")
    elif not each.counts:
        yield Message(f"explain.weekday.{each.day.weekday()}")
    if special is not None and special.local:
        yield Message("explain.local_of", {"place": special.place}) if special.place else Message("explain.local")
    if each.counts:
        yield Message("explain.counted", {"number": each.number})
    if found.clock.unit == "workday" and each.day.year not in calendar.announced:
        yield Message("explain.provisional")


def _pause(found: Reading, named: Named, day: date) -> Message:
    """Why the clock stands still at the end of a day."""
    why = found.run.at_end_of(day).why
    if why == SUSPEND:
        return Message("explain.suspended")
    return Message("explain.paused", {"state": named(why) or why})


def _by_calendar(found: Reading, named: Named, today: date) -> Iterator[Line]:
    """Of months and years: the first day, each stretch in which the clock stood still, and the last."""
    yield _first(found) if found.clock.first_day == "next" else Line(
        found.start, found.start, True, None, (Message("explain.from"),)
    )
    until = found.due or today
    day = first_counted(found.clock, found.start)
    while day <= until:
        last = day
        if found.run.at_end_of(day).status == "paused":
            while last < until and found.run.at_end_of(last + DAY).status == "paused":
                last += DAY
            lost = Message("explain.added", {"days": (last - day).days + 1})
            yield Line(day, last, False, None, (_pause(found, named, day), lost))
        day = last + DAY
    if found.due is not None:
        words = Message(f"explain.{found.clock.unit}", {"count": found.limit})
        yield Line(found.due, found.due, True, None, (words, Message("explain.due")))


def _back(found: Reading, calendar: Calendar) -> Iterator[Line]:
    """Of a lead: the day it has to be done by, and the days from there to the day itself."""
    if found.due is None:
        return
    words = Message(f"explain.{found.clock.unit}", {"count": found.limit})
    yield Line(found.due, found.due, True, None, (Message("explain.lead", {"span": words}), Message("explain.due")))
    yield Line(found.start, found.start, False, None, (Message("explain.event"),))
