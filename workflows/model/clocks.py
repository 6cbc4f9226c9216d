"""Time in a procedure: limits, duties, public periods."""

from __future__ import annotations

from typing import Literal

from forms.model import Model
from forms.text import Text
from workflows.engine.effects import AnyEffect
from workflows.model.base import Titled
from workflows.model.naming import (
    ChildKey,
    ClockKey,
    DayOf,
    Feel,
    GroupKey,
    MessageKey,
    OfRegister,
    RoleKey,
    StateKey,
    TransitionKey,
    TransitionOrStart,
    UseKey,
    Whole,
)

Unit = Literal["workday", "day", "month", "year"]


class Reminders(Model):
    """When those who have to act are reminded: days before and after the due date, at most so often in all."""

    before: list[int] = []
    every: int | None = None  # days between reminders once it is red
    at_most: int = 5
    to: list[RoleKey] = []  # roles; none means whoever has to act
    text: MessageKey | None = None  # key of a message


class Extension(Model):
    """Who may lengthen a limit, by how much and how often; a reason is always asked for."""

    by: list[RoleKey]
    at_most: Whole  # FEEL: units of the clock in all
    times: int = 1
    basis: str = "own"


class Clock(Titled):
    """A limit that runs in some states and stands still in others.

    It starts with a transition (or `start`, or when a day that `from_day` gives is reached), is paused in `paused_in`,
    and ends in `ends_in` or with any final state. `minimum` makes it a time that must pass: what `blocks` names cannot
    be taken before its last day is over. `look_back` counts back from the day that `from_day` gives.
    """

    limit: Whole  # FEEL: a whole number
    unit: Unit = "workday"
    first_day: Literal["next", "same"] = "next"
    starts: list[TransitionOrStart] = []  # transitions
    from_day: DayOf | None = None  # FEEL: a date, instead of the day of the transition
    look_back: bool = False
    paused_in: list[StateKey] = []
    ends_in: list[StateKey] = []
    ends_with: list[TransitionKey] = []  # transitions
    yellow_days: int = 3
    minimum: bool = False
    blocks: list[TransitionKey] = []  # transitions
    main: bool = True  # its date is the due date of the case while it runs
    remind: Reminders | None = None
    at_yellow: list[AnyEffect] = []
    at_red: list[AnyEffect] = []
    then: TransitionKey | None = None  # automatic transition taken when it is red
    hand_over_to: RoleKey | None = None  # role that gets the open tasks when it is red
    extend: Extension | None = None
    legal: int | None = None  # the most that the law allows, in units of the clock
    basis: str = "own"


PERIODS = {"week": 0, "month": 1, "quarter": 3, "half_year": 6, "year": 12}
"""Periods of duties that have a name, in months."""


class Duty(Titled):
    """Something due again and again: while a case is in some states, or an entry is in a register.

    `every` is `week`, `month`, `quarter`, `half_year` or `year`; for a duty of a case it may be FEEL instead, as
    `due_day` may: how many months a period has, counted from January. Nothing is owed while that is empty. What it
    does by itself is what clocks do. With `for_day` a period wants a report of its own: two in one month do not stand
    for two months, and one that is handed in late still stands for the month it is about. An entry has no tasks and
    takes no transition: a duty of entries reminds, tells, and opens children.
    """

    while_in: list[StateKey] = []  # states
    of: OfRegister | None = None  # register:<id>
    every: Feel
    due_day: int | Feel  # working or calendar day of the period after the one reported
    unit: Unit = "workday"
    from_day: DayOf | None = None  # FEEL: a day of the first period; else the one on which it came there
    child: ChildKey  # the child that fulfils it: the n-th that is handed in reports the n-th period
    for_day: str | None = None  # or: the first whose day, in this field of the child, lies in a period reports it
    yellow_days: int = 3  # working days before it is due
    remind: Reminders | None = None
    at_yellow: list[AnyEffect] = []
    at_red: list[AnyEffect] = []
    then: TransitionKey | None = None  # automatic transition of the case taken when a report is missing
    hand_over_to: RoleKey | None = None  # role that gets the open tasks of the case when a report is missing
    basis: str = "own"


Watched = Clock | Duty
"""What has a light, and does something by itself when it changes: before the day, on it, and after it has passed."""


class PublicPeriod(Titled):
    """A time in which everybody may object (公示), without signing in: at least so long, objections to be answered.

    While the case is in `state` and the clock runs, the public page shows the groups and takes objections: a name, how
    to be reached and what is objected to, or what `form` asks, with attachments if it has such fields. No transition
    leaves the state before each of them was answered.
    """

    state: StateKey
    clock: ClockKey  # a clock with `minimum`
    shows: list[GroupKey]  # field groups shown to the public
    answers: list[RoleKey]  # roles that answer objections
    form: UseKey | None = None  # form use that is filled in by whoever objects; none: name, contact, text
    text: Text | None = None  # what the public is told above it
    basis: str = "own"


class LegalLimit(Model):
    """How long the law lets the whole take: from transitions (else from the beginning) to states (else to any end)."""

    limit: int
    unit: Unit = "workday"
    starts: list[TransitionKey] = []  # transitions
    ends_in: list[StateKey] = []
    basis: str = "own"
