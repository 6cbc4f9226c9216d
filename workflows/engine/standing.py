"""What stands against every verb alike, asked before the verb itself."""

from __future__ import annotations

from forms.text import Message
from workflows.engine.types import Refusal
from workflows.engine.verbs import Verb, VerbAttempt


def against(verb: Verb, attempt: VerbAttempt) -> Refusal | None:
    """Why nobody could use it now: the case moved on, has ended, is suspended, or the actor came for another task."""
    for each in (_stale, _by_link, _ended, _suspended):
        code = each(verb, attempt)
        if code is not None:
            state = attempt.situation.procedure.states[attempt.case.state].title
            data = {"verb": Message(f"verb.{verb.name}"), "state": state}
            return Refusal(Message(code, data), guard="revision" if code == "stale" else "verb")
    return None


def _stale(_verb: Verb, attempt: VerbAttempt) -> str | None:
    case, seen = attempt.case, attempt.action.seen
    moved = case.revision if case.moved is None else case.moved
    return None if moved <= seen <= case.revision else "stale"


def _by_link(verb: Verb, attempt: VerbAttempt) -> str | None:
    mine, task = attempt.actor.task, attempt.task
    if mine is None:
        return None
    theirs = verb.by_link and task is not None and task.id == mine and task.active
    return None if theirs else "guest_one_task"


def _ended(verb: Verb, attempt: VerbAttempt) -> str | None:
    ended = attempt.situation.procedure.states[attempt.case.state].end is not None
    return "verb_ended" if ended and not verb.after_end else None


def _suspended(verb: Verb, attempt: VerbAttempt) -> str | None:
    return "verb_suspended" if attempt.case.suspended and not verb.while_suspended else None
