"""Lengthening a limit (延长): by whom, how far and how often the clock says."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from workflows.clocks.read import value, whole
from workflows.clocks.reckon import Reading
from workflows.engine.staying import stays
from workflows.engine.types import Decision, Refusal
from workflows.engine.verbs.base import Verb, VerbAttempt, refused, verb
from workflows.model.clocks import Extension


@verb
class Extend(Verb):
    """Adds `amount` units to the clock that `target` names, for a reason. Dry, only who and whether at all is asked."""

    name: ClassVar[str] = "extend"
    about: ClassVar[str] = "case"

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        situation, action = attempt.situation, attempt.action
        if attempt.dry and not action.target:
            return _any(attempt)
        found = situation.clocks.get(action.target)
        rule = found.clock.extend if found else None
        if found is None or rule is None:
            return refused("extend_no_clock", clock=_called(attempt))
        role = next((r for r in rule.by if r in situation.roles), None)
        if role is None:
            roles = [situation.procedure.roles[r].title for r in rule.by]
            return refused("extend_role", clock=found.clock.title, roles=roles)
        against = _against(found, rule) or (None if attempt.dry else _given(attempt, found, rule))
        if against is not None:
            return against
        told = {"clock": action.target, "amount": action.amount, "reason": action.reason.strip()}
        return stays(situation, action, role, details=told)


def _any(attempt: VerbAttempt) -> Decision | Refusal:
    """The same for the first clock that may be extended, where none was named yet."""
    keys = [k for k, c in attempt.situation.clocks.items() if c.clock.extend is not None]
    tried = [Extend().decide(replace(attempt, action=replace(attempt.action, target=k))) for k in keys]
    allowed = (t for t in tried if isinstance(t, Decision))
    return next(allowed, next(iter(tried), refused("extend_nothing")))


def _called(attempt: VerbAttempt) -> object:
    clock = attempt.situation.procedure.clocks.get(attempt.action.target)
    return clock.title if clock else attempt.action.target


def _against(found: Reading, rule: Extension) -> Refusal | None:
    """What stands against any extension."""
    if found.status == "ended":
        return refused("extend_ended", clock=found.clock.title)
    if found.run.extensions >= rule.times:
        return refused("extend_often", clock=found.clock.title, times=rule.times)
    return None


def _given(attempt: VerbAttempt, found: Reading, rule: Extension) -> Refusal | None:
    """What stands against this one."""
    amount, clock = attempt.action.amount or 0, found.clock
    if amount < 1:
        return refused("extend_amount", clock=clock.title)
    if not attempt.action.reason.strip():
        return refused("extend_reason", clock=clock.title)
    most = room(attempt, found, rule)
    if most is None or amount > most:
        return refused("extend_far", clock=clock.title, most=max(most or 0, 0))
    return None


def room(attempt: VerbAttempt, found: Reading, rule: Extension) -> int | None:
    """By how much it may still be lengthened; None where the rule cannot say."""
    most = whole(value(attempt.situation, rule.at_most))
    if most is None:
        return None
    left = most - found.run.extended
    return left if found.clock.legal is None else min(left, found.clock.legal - found.limit)
