"""Working days, counted from the day after: make-up working days count, public holidays do not.

A `Calendar` is the table of an office, or of a place with days of its own: the official years that are shipped, over
them what the office was told since. After the last announced year every weekday counts, until its holidays are
announced.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache

from data.reference.workdays import exceptions, occasions
from forms.text import Text

FIRST = date(2004, 1, 1)
"""No office counts working days before the table begins."""
LONGEST = timedelta(36_525)
"""A longer time is no term but a slip."""
DAY = timedelta(1)


@dataclass(frozen=True)
class Special:
    """A day that breaks the rule of the week, or a weekend that belongs to a holiday."""

    works: bool
    occasion: str = ""  # 国庆节; "" for none
    local: bool = False  # a day of the office or of a place, not of the whole country
    place: Text | None = None  # of which place; None: of the whole office


@dataclass(frozen=True)
class Place:
    """A city, district or unit: what it lies in, and from when until when it was there."""

    name: Text
    within: str | None = None
    since: date = date.min
    until: date = date.max  # first day on which it is not any more


@dataclass(frozen=True)
class Calendar:
    """Which days are working days. `announced` are the years whose holidays are known."""

    days: Mapping[date, Special]
    announced: frozenset[int]
    places: Mapping[str, Mapping[date, Special]] = field(default_factory=dict)  # days of single places, by code
    tree: Mapping[str, Place] = field(default_factory=dict)  # which place lies in which

    def of(self, code: str) -> Calendar:
        """The table as it holds in a place: its own days lie over those of what it lies in.

        What a place decided counts for the days on which there was such a place.
        """
        days = dict(self.days)
        for each in reversed(self.around(code)):
            days |= {d: s for d, s in self.places.get(each, {}).items() if self._was_there(each, d)}
        return replace(self, days=days, places={}) if self.places else self

    def around(self, code: str) -> list[str]:
        """A place and those it lies in, the nearest first: park, district, city."""
        found: list[str] = []
        here: str | None = code
        while here and here not in found:
            found.append(here)
            here = self.tree[here].within if here in self.tree else None
        return found

    def _was_there(self, code: str, day: date) -> bool:
        place = self.tree.get(code)
        return place is None or place.since <= day < place.until

    def special(self, day: date) -> Special | None:
        """What is said about a day; None where the week decides."""
        return self.days.get(day)

    def is_workday(self, day: date) -> bool:
        """Whether offices work on a day."""
        found = self.days.get(day)
        return day.weekday() < 5 if found is None else found.works

    def known(self, start: date, end: date) -> bool:
        """Whether the holidays of every year from one day to another are announced."""
        return all(year in self.announced for year in range(start.year, end.year + 1))

    def between(self, start: date, end: date) -> int | None:
        """The working days after `start` up to and with `end`; negative when the end lies before.

        None before the table begins, and for more than a hundred years.
        """
        low, high = sorted((start, end))
        if low < FIRST or high - low > LONGEST:
            return None
        count = sum(self.is_workday(low + DAY * n) for n in range(1, (high - low).days + 1))
        return count if start <= end else -count

    def after(self, start: date, count: int) -> date | None:
        """The n-th working day after a day, before it for a negative number, the day itself for 0.

        None before the table begins.
        """
        day, left, step = start, abs(count), DAY if count > 0 else -DAY
        while left and FIRST <= day < date.max:
            day += step
            left -= self.is_workday(day)
        return day if day >= FIRST and not left else None


@lru_cache(maxsize=1)
def shipped() -> Calendar:
    """The official table as it comes with the product."""
    names = occasions()
    found = {day: Special(works, names.get(day, "")) for day, works in exceptions().items()}
    return Calendar(found, frozenset(day.year for day in found if day.month < 12))
