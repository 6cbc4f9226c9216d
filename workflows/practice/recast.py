"""A rehearsal as it goes in the practice office: other days, no refusals, perhaps not yet at its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from workflows.rehearsal.model import Rehearsal, Step

_EXPECTED: dict[str, Any] = {"then": {}, "findings": None, "seen": None}
Tell = Callable[[Step, date, date], Step]
"""A step as it is told in the practice office; with its day in the rehearsal, and the one it has now."""


def recast(rehearsal: Rehearsal, days: Days, tell: Tell) -> Rehearsal:
    """The same story on its days in the office, told otherwise.

    Steps that are to be refused, or only look, are left out; so is everything that was expected.
    """
    steps = [s.model_copy(update=_EXPECTED) for s in rehearsal.play if s.does and not s.refused]
    told = [tell(step, before, date.fromisoformat(step.on or "")) for step, before in days.put(steps)]
    return rehearsal.model_copy(update={"play": told, "campaigns": {}})


class Days:
    """When the steps happen: the story's own intervals from `start` on, on working weekdays, up to `last`.

    With `steps` the story stops after so many of them.
    """

    def __init__(self, start: date, last: date, pace: int = 1, steps: int | None = None) -> None:
        self._start, self._last, self._pace, self._steps = start, last, pace, steps

    def put(self, steps: list[Step]) -> list[tuple[Step, date]]:
        """The steps with their days, and those they had; what lies after `last` has not happened yet."""
        return [(s, b) for s, b in self._dated(steps[: self._steps]) if date.fromisoformat(s.on or "") <= self._last]

    def _dated(self, steps: list[Step]) -> Iterator[tuple[Step, date]]:
        day, before = weekday(self._start), None
        for step in steps:
            if step.on:
                told = date.fromisoformat(step.on)
                day = weekday(day + (told - before) * self._pace) if before else day
                before = told
            yield step.model_copy(update={"on": day.isoformat()}), before or day


def weekday(day: date) -> date:
    """The day itself, or the Monday after it."""
    return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
