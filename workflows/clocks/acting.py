"""What clocks do by themselves when a timer looks at a case: remind, escalate, hand over, take a transition.

Everything happens in the transaction that also ends the timer's job, with the case locked, and leaves a mark: a timer
that is taken up again after a crash, or by two workers, finds the mark and does nothing a second time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session

from data.tables import ClockMark
from forms.text import Message, Text
from workflows.cases.once import Refused
from workflows.cases.opened import Opened, reopened
from workflows.cases.taking import carry_out, follow
from workflows.clocks import timers
from workflows.clocks.duties import KIND
from workflows.clocks.events import RED, REMIND, THEN, YELLOW, Event
from workflows.clocks.reckon import Reading
from workflows.clocks.reports import duties_of
from workflows.definition import Transition
from workflows.engine.decide import decide
from workflows.engine.effects import AnyEffect, Outcome
from workflows.engine.effects.message import message_scope, rendered
from workflows.engine.notices import both
from workflows.engine.situation import Attempt
from workflows.engine.staying import stays
from workflows.engine.types import Action, Actor, Decision, Refusal, TaskChange
from workflows.engine.wanted import Notice
from workflows.messages import say
from workflows.model.base import Titled
from workflows.model.clocks import Duty, Reminders
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
    """One thing; what stands against it is told, and stops nothing else."""
    if event.clock.startswith(KIND):
        return _of_duty(found, event, now)
    reading = found.situation.clocks[event.clock]
    if event.what == REMIND:
        return _remind(found, event, partial(_reminder, found, reading), now)
    if event.what == THEN:
        return _take(found, reading, now)
    effects = {YELLOW: reading.clock.at_yellow, RED: reading.clock.at_red}.get(event.what, [])
    handed = _handed(found, reading) if event.what == RED else []
    if not effects and not handed:
        follow(found, now)
        return []
    to = reading.clock.hand_over_to if handed else None
    return _step(found, _decision(found, reading.clock, event, effects, handed, to), now)


def _step(found: Opened, decision: Decision | Refusal, now: datetime) -> list[str]:
    if isinstance(decision, Refusal):
        return _told(found, decision)
    carry_out(found, decision, now)
    return []


def _of_duty(found: Opened, event: Event, now: datetime) -> list[str]:
    """A report that is owed: who owes it is reminded, and what the duty does when it is missing is done."""
    duty = found.bundle.procedure.duties[event.clock.removeprefix(KIND)]
    if event.what == RED:
        return _step(found, _decision(found, duty, event, duty.at_red), now)
    return _remind(found, event, partial(_duty_reminder, found, duty, event), now)


def _duty_reminder(found: Opened, duty: Duty, event: Event) -> Notice:
    """For which period the report is owed, and until when."""
    periods = next(p for k, d, p in duties_of(found) if d is duty)
    each = next(p for p in periods if event.mark.startswith(p.first.isoformat()))
    data = {
        "duty": duty.title, "case": _named(found), "first": each.first.isoformat(), "last": each.last.isoformat(),
        "due": each.due.isoformat(),
    }  # fmt: skip
    if duty.remind and duty.remind.text:
        subject, text = rendered(found.situation, duty.remind.text, message_scope(found.situation, found.case.number))
    else:
        code = "duty_missing" if each.missing else "duty_due"
        subject, text = both(Message(f"{code}.subject", data)), both(Message(f"{code}.text", data))
    return Notice("duty", tuple(_to(found, duty.remind)), subject, text)


def _named(found: Opened) -> str | Text:
    return found.case.number or Text(zh=found.case.title, en=found.case.title_en or None)


def _told(found: Opened, refusal: Refusal) -> list[str]:
    said = say(refusal.message, "zh")
    log.warning("case %s: a clock could not act: %s", found.id, said)
    return [said]


def _take(found: Opened, reading: Reading, now: datetime) -> list[str]:
    """The transition that the clock takes at red."""
    action = Action(found.situation.actor, reading.clock.then or "", found.facts.revision, "")
    decision = decide(found.bundle, found.facts, action, found.world, now)
    if isinstance(decision, Refusal):
        return _told(found, decision)
    carry_out(found, replace(decision, details={**decision.details, "clock": reading.key}), now)
    return []


def _handed(found: Opened, reading: Reading) -> list[TaskChange]:
    """The open tasks for the role that gets them at red."""
    role = reading.clock.hand_over_to
    token = next(iter(role_tokens(found.bundle.procedure, role, found.facts)), None) if role else None
    if token is None:
        return []
    return [TaskChange(t.id or 0, token=token, free=True) for t in found.facts.open_tasks if t.token != token]


def _decision(
    found: Opened,
    of: Titled,
    event: Event,
    effects: Sequence[AnyEffect],
    handed: Sequence[TaskChange] = (),
    handed_to: str | None = None,
) -> Decision | Refusal:
    """The effects as a step of the history in which the case stays where it is."""
    situation = found.situation
    title = {"zh": of.zh, "en": of.en, "from": [situation.case.state], "to": situation.case.state}
    attempt = Attempt(situation, event.clock, Transition.model_validate(title), situation.case.revision)
    outcome = Outcome()
    for effect in effects:
        refused = effect.apply(attempt, outcome)
        if refused is not None:
            return refused
    action = Action(situation.actor, "", situation.case.revision, "", verb=f"{STEP}{event.what}", target=event.clock)
    details: dict[str, Any] = {"clock": event.clock, "handed_to": handed_to}
    made = stays(situation, action, "", changes=handed, sets=outcome.sets, notices=outcome.notices, details=details)
    return replace(
        made, wants_number=outcome.wants_number, entries=tuple(outcome.entries), children=tuple(outcome.children),
        entry_changes=tuple(outcome.entry_changes), draws=tuple(outcome.draws),
    )  # fmt: skip


def _remind(found: Opened, event: Event, made: Callable[[], Notice], now: datetime) -> list[str]:
    """Of several reminders that were missed only the last is sent."""
    later = [e for e in timers.pending(found) if (e.clock, e.what) == (event.clock, REMIND)]
    if not any(e.moment(found.office.zone) <= now for e in later):
        post(found, [made()], now)
    return []


def _reminder(found: Opened, reading: Reading) -> Notice:
    subject, text = _words(found, reading)
    return Notice("reminder", tuple(_to(found, reading.clock.remind)), subject, text)


def _to(found: Opened, rule: Reminders | None) -> Iterator[str]:
    """Whoever the rule names, else whoever has to act."""
    for role in rule.to if rule else ():
        yield from sorted(role_tokens(found.bundle.procedure, role, found.facts))
    if rule and not rule.to:
        for task in found.facts.open_tasks:
            yield task.token if task.person is None else f"person@{task.person}"


def _words(found: Opened, reading: Reading) -> tuple[Text, Text]:
    """The text that the definition gives for it, else one of ours."""
    rule, situation = reading.clock.remind, found.situation
    if rule and rule.text:
        return rendered(situation, rule.text, message_scope(situation, found.case.number))
    data = {
        "clock": reading.clock.title, "case": _named(found), "days": abs(reading.left),
        "due": reading.due.isoformat() if reading.due else "",
    }  # fmt: skip
    code = "clock_late" if reading.late else "clock_soon"
    return both(Message(f"{code}.subject", data)), both(Message(f"{code}.text", data))
