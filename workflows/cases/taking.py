"""Carrying out a decision with everything that follows from it, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from forms.draft import apply
from forms.edits import Edit
from workflows.cases.drafts import store
from workflows.cases.opened import Opened, reopened
from workflows.cases.steps import take
from workflows.children import ending
from workflows.clocks import timers
from workflows.draws.service import carry_out as draw
from workflows.engine.decide import automatic
from workflows.engine.types import Decision

LONGEST = 20
"""Automatic transitions in one go."""


def carry_out(found: Opened, decision: Decision, now: datetime) -> None:
    """Do what was decided, and what follows by itself; an endless chain of automatic transitions raises."""
    _following(_one(found, decision, now), now)


def follow(found: Opened, now: datetime) -> None:
    """Take the automatic transitions that can be taken now, one after the other."""
    _following(_again(found, now), now)


def _following(found: Opened, now: datetime) -> None:
    """The same for a case as it stands now."""
    for _ in range(LONGEST):
        following = automatic(found.situation)
        if following is None:
            return
        found = _one(found, following, now)
    raise RuntimeError(f"case {found.id}: automatic transitions do not end")


def _one(found: Opened, decision: Decision, now: datetime) -> Opened:
    """One decision, with what its end brings; the case as it stands afterwards."""
    drawn, told = draw(found, decision.draws, now)
    if told:
        decision = replace(decision, details={**decision.details, "draws": told})
    decision = replace(decision, sets=(*decision.sets, *drawn))
    if decision.sets:
        found = set_values(found, decision.sets, now)
    take(found, decision)
    again = _again(found, now)
    timers.schedule(again, now)
    if decision.ended and decision.moves:
        ending.ended(found, now)
        return _again(found, now)
    return again


def set_values(found: Opened, edits: Sequence[Edit], now: datetime) -> Opened:
    """Write what nobody typed (outcomes, results, what children bring), asking no right; the case as it is then."""
    store(found, apply(found.form, found.facts.values, found.filled.answers, edits), now)
    return _again(found, now)


def _again(found: Opened, now: datetime) -> Opened:
    """The case as it stands now, in the same transaction."""
    found.session.flush()
    again = reopened(found.office, found.session, found.id, found.situation.actor, now)
    assert again is not None
    return again
