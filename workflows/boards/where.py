"""Which of what a chart could count it counts."""

from __future__ import annotations

from typing import Literal

from forms.model import Model
from workflows.model.naming import RoleKey, StageKey, StateKey

Moment = Literal["filed", "opened", "ended", "due", "done", "stock"]
"""Days of a case, or of a task or step (`done`); `stock`: how many there were at the end of each period."""
Span = Literal["month", "quarter", "half", "year", "last month", "last quarter", "last year", "12 months"]
"""A stretch of time that ends on the day of the board (or before it): this month, this year …"""
Light = Literal["green", "yellow", "red"]
Way = Literal["forward", "return", "recall", "drop", "automatic"]


class Where(Model):
    """Conditions that all hold; what is left out does not matter. Lists mean one of."""

    states: list[StateKey] = []
    stages: list[StageKey] = []
    outcomes: list[str] = []  # how a case ended
    districts: list[str] = []
    readers: list[
        RoleKey
    ] = []  # in a state in which one of these may read it: what they have nothing of is left out
    open: bool | None = None
    late: bool | None = None  # handed in after the last day of the campaign
    lights: list[Light] = []
    due_within: int | None = None  # days from the day of the board; what is overdue is not within
    campaign: bool = False  # of the campaign that is looked at: the newest, or the one chosen on the page
    arrived: bool | None = None  # a declaration that those who follow the campaign may read; of others: was handed in
    returned: bool | None = None  # was sent back at least once
    in_time: bool | None = None  # whatever it had to do was done by the day it was due
    opened: Span | None = None
    filed: Span | None = None
    ended: Span | None = None
    done: Span | None = None  # of tasks and steps
    came: Span | None = None  # of entries: came in then; one that was declared again did not
    went: Span | None = None  # of entries: went out then
    values: dict[str, list[str]] = {}  # `count` field → its values
    given: dict[str, list[str]] = {}  # `count` field of the form of a step → one of these was chosen

    def and_also(self, other: Where) -> Where:
        """Both at once; where both say something of one thing, what `other` says."""
        fields = type(other).model_fields.items()
        return self.model_copy(update={n: getattr(other, n) for n, f in fields if getattr(other, n) != f.default})

    @property
    def fields(self) -> list[str]:
        """The fields that it asks about."""
        return list(self.values)
