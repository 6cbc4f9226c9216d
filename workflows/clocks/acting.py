"""What clocks do by themselves when a timer looks at a case: remind, escalate, hand over, take a transition.

Everything happens in the transaction that also ends the timer's job, with the case locked, and leaves a mark: a timer
that is taken up again after a crash, or by two workers, finds the mark and does nothing a second time.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from data.tables import ClockMark
from workflows.cases.once import Refused
from workflows.cases.opened import Opened, reopened
from workflows.cases.taking import carry_out, follow
from workflows.clocks import timers
from workflows.clocks.duties import KIND
from workflows.clocks.events import RED, REMIND, THEN, YELLOW, Event
from workflows.clocks.reminding import reminder
from workflows.definition import Transition
from workflows.engine.decide import decide
from workflows.engine.effects import AnyEffect, Outcome
from workflows.engine.situation import Attempt, Situation
from workflows.engine.staying import stays
from workflows.engine.types import Action, Actor, Decision, Refusal, TaskChange
from workflows.messages import say
from workflows.model.clocks import Watched
from workflows.office import Office
from workflows.outbox.service import post
from workflows.people.robot import robot
from workflows.rights import role_tokens

MOST = 50
"""Things done at one look; the next look does the rest."""
PATIENCE = timedelta(minutes=5)
"""By how much a worker's clock may lie behind the last step of a case."""
STEP = "clock_"
"""Begins what the history calls an effect of a clock: clock_yellow, clock_red."""
log = logging.getLogger(__name__)


class ClockBehind(Exception):
    """The clock of whoever looks lies behind what was already done: nothing can be judged by it."""


def look(office: Office, session: Session, case_id: int, now: datetime) -> list[str]:
    """Do what the clocks of a case have to do by now, and enqueue the next look; tells what was done."""
    actor, did = robot(session, now), list[str]()
    for _ in range(MOST):
        found = _found(office, session, case_id, actor, now)
        if found is None:
            return did
        event = _next(found, now)
        if event is None:
            break
        _note(session, case_id, event, now)
        did += [f"{event.clock}/{event.what}", *_tried(found, event, now)]
    if found is not None:
        timers.schedule(found, now)
    return did


def _found(office: Office, session: Session, case_id: int, actor: Actor, now: datetime) -> Opened | None:
    """The case, locked; None when nothing runs in it any more."""
    session.flush()
    found = reopened(office, session, case_id, actor, now, lock=True)
    if found is None or found.case.ended:
        return None
    last = found.facts.trail[-1].at if found.facts.trail else now
    if now < last - PATIENCE:
        raise ClockBehind(f"case {case_id}: {now} lies before its last step at {last}")
    return found


def _next(found: Opened, now: datetime) -> Event | None:
    """What is to be done first."""
    zone = found.office.zone
    due = sorted((e for e in timers.pending(found) if e.moment(zone) <= now), key=lambda e: (e.day, _ORDER[e.what]))
    return due[0] if due else None


_ORDER = {YELLOW: 0, REMIND: 1, "over": 2, RED: 3, THEN: 4}


def _note(session: Session, case_id: int, event: Event, now: datetime) -> None:
    session.add(ClockMark(case_id=case_id, clock=event.clock, what=event.mark, at=now))
    session.flush()


def _tried(found: Opened, event: Event, now: datetime) -> list[str]:
    """The same for what refuses itself only while it is carried out, as a draw may: it leaves nothing behind."""
    try:
        with found.session.begin_nested():
            return _do(found, event, now)
    except Refused as refused:
        return _told(found, refused.refusal)


def _do(found: Opened, event: Event, now: datetime) -> list[str]:
    """One thing; what stands against it is told, and stops nothing else. Clocks and duties do the same things."""
    watched = _watched(found, event)
    if event.what == REMIND:
        return _remind(found, event, now)
    if event.what == THEN:
        return _take(found, event, watched.then or "", now)
    effects = {YELLOW: watched.at_yellow, RED: watched.at_red}.get(event.what, [])
    handed = _handed(found, watched) if event.what == RED else []
    if not effects and not handed:
        follow(found, now)
        return []
    to = watched.hand_over_to if handed else None
    return _step(found, _decision(found, watched, event, effects, handed, to), now)


def _watched(found: Opened, event: Event) -> Watched:
    procedure = found.bundle.procedure
    if event.clock.startswith(KIND):
        return procedure.duties[event.clock.removeprefix(KIND)]
    return procedure.clocks[event.clock]


def _step(found: Opened, decision: Decision | Refusal, now: datetime) -> list[str]:
    if isinstance(decision, Refusal):
        return _told(found, decision)
    carry_out(found, decision, now)
    return []


def _told(found: Opened, refusal: Refusal) -> list[str]:
    said = say(refusal.message, "zh")
    log.warning("case %s: a clock could not act: %s", found.id, said)
    return [said]


def _take(found: Opened, event: Event, transition: str, now: datetime) -> list[str]:
    """The transition that is taken at red."""
    action = Action(found.situation.actor, transition, found.facts.revision, "")
    decision = decide(found.bundle, found.facts, action, found.world, now)
    if isinstance(decision, Refusal):
        return _told(found, decision)
    carry_out(found, replace(decision, details={**decision.details, "clock": event.clock}), now)
    return []


def _handed(found: Opened, watched: Watched) -> list[TaskChange]:
    """The open tasks for the role that gets them at red."""
    role = watched.hand_over_to
    token = next(iter(role_tokens(found.bundle.procedure, role, found.facts)), None) if role else None
    if token is None:
        return []
    return [TaskChange(t.id or 0, token=token, free=True) for t in found.facts.open_tasks if t.token != token]


def _decision(
    found: Opened,
    of: Watched,
    event: Event,
    effects: Sequence[AnyEffect],
    handed: Sequence[TaskChange] = (),
    handed_to: str | None = None,
) -> Decision | Refusal:
    """The effects as a step of the history in which the case stays where it is."""
    situation = found.situation
    outcome = asked(situation, of, event, effects)
    if isinstance(outcome, Refusal):
        return outcome
    action = Action(situation.actor, "", situation.case.revision, "", verb=f"{STEP}{event.what}", target=event.clock)
    details: dict[str, Any] = {"clock": event.clock, "handed_to": handed_to}
    made = stays(situation, action, "", changes=handed, sets=outcome.sets, notices=outcome.notices, details=details)
    return replace(
        made, wants_number=outcome.wants_number, entries=tuple(outcome.entries), children=tuple(outcome.children),
        entry_changes=tuple(outcome.entry_changes), draws=tuple(outcome.draws),
    )  # fmt: skip


def asked(situation: Situation, of: Watched, event: Event, effects: Sequence[AnyEffect]) -> Outcome | Refusal:
    """What the effects of a clock or duty ask for."""
    title = {"zh": of.zh, "en": of.en, "from": [situation.case.state], "to": situation.case.state}
    attempt = Attempt(situation, event.clock, Transition.model_validate(title), situation.case.revision)
    outcome = Outcome()
    for effect in effects:
        refused = effect.apply(attempt, outcome)
        if refused is not None:
            return refused
    return outcome


def _remind(found: Opened, event: Event, now: datetime) -> list[str]:
    """Of several reminders that were missed only the last is sent."""
    later = [e for e in timers.pending(found) if (e.clock, e.what) == (event.clock, REMIND)]
    if not any(e.moment(found.office.zone) <= now for e in later):
        post(found, [reminder(found, event)], now)
    return []
