"""拿回: whoever handled a case last takes it back to where they had it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from workflows.engine.going import goes
from workflows.engine.returns import TAKE_BACK, moves
from workflows.engine.types import Decision, Passed, Refusal
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.people import named
from workflows.engine.verbs.plain import PlainVerb

HARMLESS = frozenset({"number", "message"})
"""Effects that a step may have had and still be taken back: a number stays, what was told was told."""


@verb
class TakeBack(PlainVerb):
    """While nobody after them has done or read anything, and what they did wrote nothing elsewhere."""

    name: ClassVar[str] = TAKE_BACK
    about: ClassVar[str] = "case"

    def concerns(self, attempt: VerbAttempt) -> bool:
        step = _last(attempt)
        mine = {attempt.actor.id, *attempt.actor.lent.values()}
        return step is not None and bool({step.actor, step.for_person} & mine)

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        step, procedure = _last(attempt), attempt.situation.procedure
        if step is None or step.from_state not in procedure.states or step.action not in procedure.transitions:
            return refused("take_back_nothing")
        transition = procedure.transitions[step.action]
        after = attempt.case.trail[list(attempt.case.trail).index(step) + 1 :]
        wrote = [k for k in _ways(attempt, step, after) if set(_effects(attempt, k)) - HARMLESS]
        if wrote:
            return refused("take_back_wrote", transition=procedure.transitions[wrote[0]].title)
        return _acted(attempt, after) or _has_read(attempt, step.at, transition.title)

    def done(self, attempt: VerbAttempt) -> Decision:
        step = _last(attempt)
        assert step is not None and step.from_state is not None
        told = {"reason": attempt.action.reason.strip()} if attempt.action.reason.strip() else {}
        return goes(attempt.situation, attempt.action, self.role(attempt), step.from_state, details=told)


def _last(attempt: VerbAttempt) -> Passed | None:
    """The last step that led somewhere and that somebody took: what followed by itself goes back with it."""
    transitions = attempt.situation.procedure.transitions
    by_itself = {k for k, t in transitions.items() if t.kind == "automatic"}
    return next((p for p in reversed(attempt.case.trail) if moves(p) and p.action not in by_itself), None)


def _ways(attempt: VerbAttempt, step: Passed, after: Sequence[Passed]) -> list[str]:
    return [p.action for p in (step, *after) if p.action in attempt.situation.procedure.transitions]


def _effects(attempt: VerbAttempt, transition: str) -> list[str]:
    return [e.effect for e in attempt.situation.procedure.transitions[transition].do]


def _acted(attempt: VerbAttempt, after: Sequence[Passed]) -> Refusal | None:
    transitions, me = attempt.situation.procedure.transitions, attempt.actor.id
    others = [p for p in after if p.actor != me and p.action not in transitions]
    return refused("take_back_acted", who=named(attempt, others[0].actor)) if others else None


def _has_read(attempt: VerbAttempt, since: datetime, transition: object) -> Refusal | None:
    me = {attempt.actor.id, *attempt.actor.lent.values()}
    read = [r for r in attempt.case.reads if r.held and r.person not in me and r.at >= since]
    if not read:
        return None
    return refused("take_back_read", who=named(attempt, read[0].person), transition=transition)
