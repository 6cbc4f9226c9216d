"""Taking a transition: load, decide, write, in one transaction and once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlmodel import Session

from forms.definition import Form
from forms.fields.attachment import AttachmentField
from forms.text import Message
from forms.values import is_empty
from workflows.attachments import trusted
from workflows.cases import reading
from workflows.cases.once import Done, once
from workflows.cases.opened import Opened, no_such_case, opened
from workflows.cases.taking import carry_out
from workflows.engine.decide import decide
from workflows.engine.types import Action, Actor, Refusal
from workflows.engine.verbs import registry as verbs
from workflows.office import Office

LATEST = -1
"""`seen` of an action that takes the case as it finds it."""


def act(office: Office, case_id: int, action: Action, now: datetime) -> Done | Refusal:
    """Take a transition, or say why not. The same key again gets the same answer and changes nothing."""

    def work(session: Session) -> Done | Refusal:
        found = opened(office, session, case_id, action.actor, now, lock=True)
        return no_such_case() if found is None else _taken(found, action, now)

    about = action.name if action.task is None else f"{action.name}/{action.task}"
    return once(office, action.actor, f"act/{case_id}/{about}/{action.key}", now, work)


def each(office: Office, wanted: Iterable[tuple[int, Action]], now: datetime) -> list[tuple[int, Done | Refusal]]:
    """Many actions, each on its case, in its own transaction, with its own answer.

    Two on one case need keys of their own.
    """
    return [(case_id, act(office, case_id, action, now)) for case_id, action in wanted]


def bulk(
    office: Office, actor: Actor, ids: Iterable[int] | Mapping[int, int], transition: str, key: str, now: datetime,
    given: Mapping[str, Any] | None = None,
) -> list[tuple[int, Done | Refusal]]:  # fmt: skip
    """One transition for many cases, each in its own transaction, with its own answer.

    A mapping gives the revision of each case that was seen; without one the case only has to be in the right state.
    `given` is what its form holds, the same for all.
    """
    seen = dict(ids) if isinstance(ids, Mapping) else dict.fromkeys(ids, LATEST)
    actions = ((i, Action(actor, transition, revision, key, given or {})) for i, revision in seen.items())
    return each(office, actions, now)


def _taken(found: Opened, action: Action, now: datetime) -> Done | Refusal:
    if action.seen == LATEST:
        action = replace(action, seen=found.facts.revision)
    checked = _with_own_files(found, action)
    if isinstance(checked, Refusal):
        return checked
    checked = replace(checked, actor=found.situation.actor)
    decision = decide(found.bundle, found.facts, checked, found.world, now)
    if isinstance(decision, Refusal):
        return decision
    if not decision.moves:
        reading.mark(found, now)
    carry_out(found, decision, now)
    return Done(found.id, found.case.number, found.case.state)


def form_with(found: Opened, action: Action) -> Form | None:
    """The form that is filled in with a transition or a verb."""
    transition, verb = found.bundle.procedure.transitions.get(action.transition), verbs.get(action.verb)
    use = verb.form(found.situation) if verb else transition.form if transition else None
    return found.bundle.form(use) if use is not None else None


def _with_own_files(found: Opened, action: Action) -> Action | Refusal:
    """The action with what is known here of the files that are given with it."""
    form, given = form_with(found, action), dict(action.given)
    for f in form.fields if form else ():
        if isinstance(f, AttachmentField) and not is_empty(given.get(f.key)):
            given[f.key] = trusted(found.session, given[f.key])
            if given[f.key] is None:
                return Refusal(Message("file_unknown"), guard="file")
    return replace(action, given=given)
