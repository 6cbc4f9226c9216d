"""A rehearsal as it goes in the practice office: other days, no refusals, perhaps not yet at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from workflows.rehearsal.model import Rehearsal, Step

_EXPECTED: dict[str, Any] = {"then": {}, "findings": None, "seen": None}


def recast(
    rehearsal: Rehearsal, data: Mapping[str, dict[str, Any]], subject: str, campaign: str, days: Days
) -> Rehearsal:
    """The same story about another subject in a campaign of the office, with varied data, on its days.

    Steps that are to be refused, or only look, are left out; so is everything that was expected.
    """
    steps = [_step(s, subject, campaign) for s in rehearsal.play if s.does and not s.refused]
    dated = days.put(steps)
    return rehearsal.model_copy(update={"play": dated, "data": {**rehearsal.data, **data}, "campaigns": {}})


def _step(step: Step, subject: str, campaign: str) -> Step:
    begins = {"subject": subject, "campaign": campaign} if step.does == "start" else {}
    return step.model_copy(update=_EXPECTED | begins)


class Days:
    """When the steps happen: the story's own intervals from `start` on, on working weekdays, up to `last`.

    With `steps` the story stops after so many of them.
    """

    def __init__(self, start: date, last: date, pace: int = 1, steps: int | None = None) -> None:
        self._start, self._last, self._pace, self._steps = start, last, pace, steps

    def put(self, steps: list[Step]) -> list[Step]:
        """The steps with their days; those after `last` have not happened yet."""
        return [s for s in self._dated(steps[: self._steps]) if s.on and date.fromisoformat(s.on) <= self._last]

    def _dated(self, steps: list[Step]) -> Iterator[Step]:
        day, before = weekday(self._start), None
        for step in steps:
            if step.on:
                told = date.fromisoformat(step.on)
                day = weekday(day + (told - before) * self._pace) if before else day
                before = told
            yield step.model_copy(update={"on": day.isoformat()})


def weekday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
