"""How a clock ran through the steps of a case: when it began, stood still and ended. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo
from typing import Literal

from workflows.engine.types import Passed
from workflows.model.clocks import Clock

Status = Literal["running", "paused", "ended"]
SUSPEND, RESUME, EXTEND = "suspend", "resume", "extend"
"""What the history calls the verbs that clocks heed."""


@dataclass(frozen=True)
class Turn:
    """From a day's end on, how the clock stands; `why` is the state or verb that made it so."""

    day: date
    status: Status
    why: str = ""


@dataclass(frozen=True)
class Run:
    """One run of a clock, from its start on. Of several turns on one day the last counts: it is how the day ended."""

    number: int  # a clock that has ended may start again
    start: date
    turns: tuple[Turn, ...]
    extended: int = 0  # units added
    extensions: int = 0  # how often

    @property
    def status(self) -> Status:
        return self.turns[-1].status

    @property
    def ended_on(self) -> date | None:
        """The day on which it ended."""
        return self.turns[-1].day if self.status == "ended" else None

    def at_end_of(self, day: date) -> Turn:
        """How the clock stands at the end of a day; it runs on days before its start that it counts from."""
        n = bisect_right(self.turns, day, key=lambda t: t.day)
        return self.turns[n - 1] if n else Turn(day, "running")


@dataclass(frozen=True)
class _Now:
    """Where a clock is while the steps are gone through."""

    run: Run | None = None
    state: str = ""
    suspended: bool = False


def last_run(
    key: str,
    clock: Clock,
    trail: Sequence[Passed],
    finals: Collection[str],
    zone: tzinfo,
    suspended: bool | None = None,
) -> Run | None:
    """The newest run of a clock; None when it has not begun. `finals` are the states in which a case has ended.

    `suspended` says how the case stands now, where its last step is not in the trail yet.
    """
    now = _Now()
    for step in trail:
        now = _after(now, key, clock, step, finals, zone)
    if trail and suspended is not None and suspended != now.suspended:
        now = _turned(replace(now, suspended=suspended), clock, _day(trail[-1].at, zone), finals)
    return now.run


def _after(now: _Now, key: str, clock: Clock, step: Passed, finals: Collection[str], zone: tzinfo) -> _Now:
    day, running = _day(step.at, zone), now.run is not None and now.run.status != "ended"
    now = replace(now, state=step.to_state, suspended=_suspended(now, step))
    if step.action == EXTEND and step.clock == key and now.run is not None:
        more = now.run.extended + step.amount
        return replace(now, run=replace(now.run, extended=more, extensions=now.run.extensions + 1))
    if running and step.action in clock.ends_with:
        return replace(now, run=_ended(now.run, day, step.action))
    starts = step.action in clock.starts or (not clock.starts and clock.from_day is not None and now.run is None)
    if starts and not running:
        number = now.run.number + 1 if now.run else 1
        now = replace(now, run=Run(number, day, (Turn(day, "running", step.action),)))
    return _turned(now, clock, day, finals)


def _suspended(now: _Now, step: Passed) -> bool:
    if step.action == SUSPEND:
        return True
    return now.suspended and step.action != RESUME and step.to_state == now.state


def _turned(now: _Now, clock: Clock, day: date, finals: Collection[str]) -> _Now:
    """The same with the turn that its state and the suspension make."""
    run = now.run
    if run is None or run.status == "ended":
        return now
    if now.state in clock.ends_in or now.state in finals:
        return replace(now, run=_ended(run, day, now.state))
    why = SUSPEND if now.suspended else now.state
    status: Status = "paused" if now.suspended or now.state in clock.paused_in else "running"
    if run.status == status and (status == "running" or run.turns[-1].why == why):
        return now
    return replace(now, run=_with(run, Turn(day, status, why)))


def _ended(run: Run | None, day: date, why: str) -> Run | None:
    return None if run is None else _with(run, Turn(day, "ended", why))


def _with(run: Run, turn: Turn) -> Run:
    """One turn more; of two on the same day the later one counts."""
    before = [t for t in run.turns if t.day != turn.day]
    return replace(run, turns=(*before, turn))


def _day(at: datetime, zone: tzinfo) -> date:
    return at.astimezone(zone).date()
