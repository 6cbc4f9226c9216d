"""What the end of a case does to its children and to its parent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlmodel import col, select

from data.tables import Case, Entry
from forms.edits import SetValue
from forms.text import Message
from workflows.cases.once import Refused
from workflows.definition import Transition
from workflows.engine.children import child_view, taken
from workflows.engine.effects import Outcome
from workflows.engine.going import goes
from workflows.engine.situation import Attempt
from workflows.engine.staying import stays
from workflows.engine.types import Action, Decision, Refusal
from workflows.messages import say
from workflows.registers.following import follow
from workflows.registers.writing import By, add, change, first_of

if TYPE_CHECKING:
    from workflows.cases.opened import Opened
    from workflows.children.parents import Parent

STEP = "child_ended"
"""What the history of a parent, and of a child of an entry, calls what its end brought."""


def ended(opened: Opened, now: datetime) -> None:
    """After a case has ended: its open children end or stay, its parent takes over what it brought.

    What stands against that stands against the end: raises `Refused`, and nothing is done.
    """
    from workflows.children.parents import of_child

    opened.case.child_key = None
    opened.session.add(opened.case)
    if opened.bundle.procedure.children:
        _end_children(opened, now)
    if opened.case.child is not None:
        actor = opened.situation.actor
        parent = of_child(opened.office, opened.session, opened.case, actor, now, lock=True)
        if parent is not None:
            _tell(_again(opened, now), parent, now)


def _again(opened: Opened, now: datetime) -> Opened:
    from workflows.cases.opened import reopened

    opened.session.flush()
    again = reopened(opened.office, opened.session, opened.id, opened.situation.actor, now)
    assert again is not None
    return again


def _end_children(opened: Opened, now: datetime) -> None:
    """End the open children that end with their parent, in the state that their procedure names for it."""
    from workflows.cases.opened import reopened
    from workflows.cases.taking import carry_out

    ending = [k for k, c in opened.bundle.procedure.children.items() if c.on_parent_end == "end"]
    open_ones = (Case.parent_id == opened.id, col(Case.child).in_(ending), col(Case.ended).is_(False))
    for child in opened.session.exec(select(Case.id).where(*open_ones).order_by(col(Case.id))).all():
        found = reopened(opened.office, opened.session, child or 0, opened.situation.actor, now, lock=True)
        if found is not None and (decision := _terminated(found, opened)) is not None:
            carry_out(found, decision, now)


def _terminated(child: Opened, parent: Opened) -> Decision | None:
    """The end of a child because its parent has ended; None where its procedure names no state for that."""
    to = child.bundle.procedure.verbs.terminated
    if to is None:
        return None
    reason = say(Message("child_parent_ended", {"parent": parent.case.number or parent.case.title}), "zh")
    action = Action(child.situation.actor, "", child.facts.revision, "", verb="terminate", reason=reason)
    return goes(child.situation, action, "", to, details={"reason": reason})


def _tell(child: Opened, parent: Parent, now: datetime) -> None:
    """What the end of a child brings to its parent."""
    outcome = child.bundle.procedure.states[child.case.state].end or ""
    wanted = _wanted(child, parent, outcome)
    if isinstance(wanted, Refusal):
        raise Refused(wanted)
    brought = {"child": parent.key, "id": child.id, "number": child.case.number, "outcome": outcome}
    if parent.opened is not None:
        _to_case(child, parent, wanted, brought, now)
    else:
        _to_entry(child, parent, wanted, brought, now)


def _wanted(child: Opened, parent: Parent, outcome: str) -> Outcome | Refusal:
    """What the parent's definition asks for at this outcome: its effects, and the values that it takes."""
    situation = parent.seeing(child=child_view(child.situation, outcome))
    title = {"zh": parent.child.zh, "en": parent.child.en, "from": [situation.case.state], "to": situation.case.state}
    attempt, found = Attempt(situation, parent.key, Transition.model_validate(title), 0), Outcome()
    for effect in parent.child.on_end.get(outcome, []):
        refused = effect.apply(attempt, found)
        if refused is not None:
            return refused
    if not parent.child.outcomes or outcome in parent.child.outcomes:
        found.sets += _taken(attempt, parent)
    return found


def _taken(attempt: Attempt, parent: Parent) -> list[SetValue]:
    """The fields of the parent's main form that are written from the child; an ended parent is left as it is."""
    from forms import feel

    situation = attempt.situation
    if parent.opened is None or parent.opened.case.ended:
        return []
    found = []
    for key, text in parent.child.take.items():
        value = taken(feel.evaluate(text, situation.context, situation.services))
        found.append(SetValue(key, situation.form.by_path[key].normal(value, situation.world.options)))
    return found


def _step(opened: Opened, target: str) -> Action:
    return Action(opened.situation.actor, "", opened.facts.revision, "", verb=STEP, target=target)


def _to_case(child: Opened, parent: Parent, wanted: Outcome, brought: dict[str, Any], now: datetime) -> None:
    """A step of the parent case with everything that follows by itself."""
    from dataclasses import replace

    from workflows.cases.taking import carry_out

    assert parent.opened is not None
    made = stays(
        parent.opened.situation, _step(parent.opened, parent.key), "", sets=wanted.sets, notices=wanted.notices,
        details={"ended": brought},
    )  # fmt: skip
    decision = replace(
        made, entries=tuple(wanted.entries), entry_changes=tuple(wanted.entry_changes),
        children=tuple(wanted.children), draws=tuple(wanted.draws), wants_number=wanted.wants_number,
    )  # fmt: skip
    carry_out(parent.opened, decision, now)


def _to_entry(child: Opened, parent: Parent, wanted: Outcome, brought: dict[str, Any], now: datetime) -> None:
    """Revisions of the entry, by the child; told by its history and that of the case by which the entry came in."""
    from workflows.cases.opened import reopened
    from workflows.cases.steps import take
    from workflows.outbox.service import post

    session, bundle = child.session, parent.bundle
    by = By(session, bundle, now, case_id=child.id)
    rows = [add(by, each) for each in wanted.entries] + [change(by, each) for each in wanted.entry_changes]
    entries = [_entry(row) for row in rows]
    entries += follow(child.office, session, [row.id or 0 for row in rows], now, child.id)
    post(child, wanted.notices, now)
    details = {"ended": brought, **({"entries": entries} if entries else {})}
    again = _again(child, now)
    take(again, stays(again.situation, _step(again, parent.key), "", details=details))
    first = session.get(Entry, parent.first) if parent.first else None
    origin = first.case_id if first else None
    found = reopened(child.office, session, origin, child.situation.actor, now, lock=True) if origin else None
    if found is not None and found.id != child.id:
        take(found, stays(found.situation, _step(found, parent.key), "", details=details))


def _entry(row: Entry) -> dict[str, Any]:
    """What a history tells of an entry that a child brought, changed or ended."""
    until = row.until.isoformat() if row.until and not row.goes_on else None
    told = {"register": row.register_id, "id": row.id, "first": first_of(row), "title": row.title}
    return {**told, "until": until, "reason": row.out_reason} if until else {**told, "changed": row.since.isoformat()}
