"""The clocks of a case as they stand: read from its definition, its steps, and the calendar of its district."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from forms import feel
from forms.context import context
from workflows.clocks.reckon import Reading, reading
from workflows.clocks.runs import last_run
from workflows.model.clocks import Clock

if TYPE_CHECKING:
    from workflows.engine.situation import Situation


def readings(situation: Situation) -> dict[str, Reading]:
    """Every clock that has begun, by its key."""
    found = {key: _reading(situation, key, clock) for key, clock in situation.procedure.clocks.items()}
    return {key: each for key, each in found.items() if each is not None}


def _reading(situation: Situation, key: str, clock: Clock) -> Reading | None:
    case, world = situation.case, situation.world
    run = last_run(key, clock, case.trail, final_states(situation), world.zone, case.suspended)
    if run is None:
        return None
    start = run.start if clock.from_day is None else day_of(value(situation, clock.from_day))
    limit = whole(value(situation, clock.limit))
    if start is None or limit is None:
        return None
    return reading(key, clock, run, start, limit, world.calendar, situation.today)


def final_states(situation: Situation) -> frozenset[str]:
    """The states in which a case has ended."""
    return frozenset(k for k, s in situation.procedure.states.items() if s.end is not None)


def value(situation: Situation, expression: str) -> Any:
    """The value of an expression of a clock, which sees everything but the clocks."""
    names = situation.known
    if not _about(expression) <= names.keys():
        names = context(situation.form, situation.case.values, situation.world.options, names, situation.services)
    return feel.evaluate(expression, names, situation.services)


def _about(expression: str) -> frozenset[str]:
    """The names it speaks of: most limits are a number or a parameter, and need no look at the form."""
    try:
        return frozenset(path[0] for path in feel.references(expression) if path)
    except feel.FeelError:
        return frozenset()


def whole(found: Any) -> int | None:
    """A number of units; None for what is none."""
    fits = isinstance(found, (int, Decimal)) and not isinstance(found, bool) and found == int(found)
    return int(found) if fits else None


def day_of(found: Any) -> date | None:
    """A day; None for what is none."""
    return found if isinstance(found, date) and not isinstance(found, datetime) else None


SHOWN = ("since", "due", "light", "left", "late", "running", "provisional")
"""What expressions may ask of a clock: `clock.<key>.due`."""


def clock_view(clocks: Mapping[str, Clock], found: Mapping[str, Reading]) -> dict[str, dict[str, Any]]:
    """The clocks as expressions see them; one that has not begun says nothing. `late` counts the days beyond."""
    return {key: _view(found.get(key)) for key in clocks}


def _view(found: Reading | None) -> dict[str, Any]:
    if found is None:
        return {**dict.fromkeys(SHOWN), "running": False}
    return {
        "since": found.start, "due": found.due, "light": found.light, "left": Decimal(found.left),
        "late": Decimal(max(-found.left, 0)) if found.late else Decimal(0),
        "running": found.status == "running", "provisional": found.provisional,
    }  # fmt: skip


@dataclass(frozen=True)
class Due:
    """The due date of a case, and its light."""

    due: date | None
    yellow_on: date | None = None
    provisional: bool = False


def due_of(situation: Situation, closes: date | None) -> Due:
    """By its main clocks: the earliest one that runs, none while they stand still; before one began, `closes`."""
    main = [r for r in situation.clocks.values() if r.clock.main and not r.clock.minimum]
    running = [r for r in main if r.status != "ended" and r.due is not None]
    first = min(running, key=lambda r: r.due or date.max, default=None)
    if first is not None:
        return Due(first.due, first.yellow_on, first.provisional)
    standing = any(r.status == "paused" for r in main)
    return Due(None if standing else closes)
