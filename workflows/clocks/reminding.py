"""What reminders say, and to whom: of a limit that runs out, and of a report that is owed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from forms.text import Message, Text
from workflows.cases.opened import Opened
from workflows.clocks.duties import KIND, Occurrence
from workflows.clocks.events import Event
from workflows.clocks.reckon import Reading
from workflows.clocks.reports import duties_of
from workflows.engine.effects.message import message_scope, rendered
from workflows.engine.notices import both
from workflows.engine.situation import Situation
from workflows.engine.types import TaskFacts
from workflows.engine.wanted import Notice
from workflows.model.clocks import Duty, Reminders
from workflows.rights import role_tokens

REMINDER: Final = "reminder"
"""The message that reminds, beside those which a procedure has of its own."""


def reminder(found: Opened, event: Event) -> Notice:
    """The reminder of a clock or duty of a case."""
    named = found.case.number or Text(zh=found.case.title, en=found.case.title_en or None)
    if event.clock.startswith(KIND):
        key = event.clock.removeprefix(KIND)
        duty, periods = next((d, p) for k, d, p in duties_of(found) if k == key)
        each = next(p for p in periods if event.mark.startswith(p.first.isoformat()))
        return of_duty(found.situation, duty, each, named, found.case.number)
    reading = found.situation.clocks[event.clock]
    rule = reading.clock.remind
    words = _own(found.situation, rule, found.case.number) or _of_clock(reading, named)
    return Notice(REMINDER, addressees(found.situation, rule), *words)


def of_duty(situation: Situation, duty: Duty, each: Occurrence, named: str | Text, number: str | None) -> Notice:
    """For which period a report is owed, and until when."""
    data = {
        "duty": duty.title, "case": named, "first": each.first.isoformat(), "last": each.last.isoformat(),
        "due": each.due.isoformat(),
    }  # fmt: skip
    code = "duty_missing" if each.missing else "duty_due"
    words = _own(situation, duty.remind, number) or _said(code, data)
    return Notice("duty", addressees(situation, duty.remind), *words)


def addressees(situation: Situation, rule: Reminders | None) -> tuple[str, ...]:
    """Whoever the rule names, else whoever has to act."""
    roles = rule.to if rule else []
    if rule is None or not roles:
        return tuple(_holder(t) for t in situation.case.open_tasks)
    return tuple(t for role in roles for t in sorted(role_tokens(situation.procedure, role, situation.case)))


def _holder(task: TaskFacts) -> str:
    return task.token if task.person is None else f"person@{task.person}"


def _own(situation: Situation, rule: Reminders | None, number: str | None) -> tuple[Text, Text] | None:
    """The text that the definition gives for it."""
    if rule is None or rule.text is None:
        return None
    return rendered(situation, rule.text, message_scope(situation, number))


def _of_clock(reading: Reading, named: str | Text) -> tuple[Text, Text]:
    data = {
        "clock": reading.clock.title, "case": named, "days": abs(reading.left),
        "due": reading.due.isoformat() if reading.due else "",
    }  # fmt: skip
    return _said("clock_late" if reading.late else "clock_soon", data)


def _said(code: str, data: Mapping[str, object]) -> tuple[Text, Text]:
    """One of our own texts."""
    return both(Message(f"{code}.subject", data)), both(Message(f"{code}.text", data))
