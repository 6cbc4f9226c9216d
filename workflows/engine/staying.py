"""What a verb decides: tasks change, the case stays where it is, and who may see it follows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from forms.draft import apply
from forms.edits import Edit
from workflows.engine.derive import derive
from workflows.engine.situation import Situation
from workflows.engine.tasks import changed
from workflows.engine.types import Action, Decision, Passed, TaskChange, TaskFacts
from workflows.engine.wanted import Notice
from workflows.rights import acts_for, deputy_of


def stays(
    situation: Situation,
    action: Action,
    role: str,
    *,
    changes: Sequence[TaskChange] = (),
    new: Sequence[TaskFacts] = (),
    sets: Sequence[Edit] = (),
    notices: Sequence[Notice] = (),
    given: Mapping[str, Any] | None = None,
    details: Mapping[str, Any] | None = None,
    suspended: bool | None = None,
) -> Decision:
    """The decision of a verb used in a role: everything derived is as it is afterwards."""
    case, bundle = situation.case, situation.bundle
    passed = Passed(
        action.name, situation.actor.id, case.state, case.state, situation.now, clock=action.target,
        amount=action.amount or 0,
    )  # fmt: skip
    later = changed(case, tuple(changes), tuple(new), situation.actor.id, situation.now)
    values = apply(situation.form, case.values, dict(case.answers), sets).values if sets else case.values
    later = replace(
        later, values=values, revision=case.revision + 1, trail=(*case.trail, passed),
        suspended=case.suspended if suspended is None else suspended,
    )  # fmt: skip
    after = derive(replace(situation, case=later))
    return Decision(
        transition=action.name, from_state=case.state, to_state=case.state, role=role,
        for_organisation=acts_for(bundle, case, situation.actor, role) if role else None,
        for_person=deputy_of(bundle, case, situation.actor, role) if role else None,
        revision=case.revision, title=after.title, title_en=after.title_en, stage=after.stage, holder=after.holder,
        tokens=after.tokens, columns=after.columns, ended=after.ended,
        wants_number=False, late=case.late, due=after.due, yellow_on=after.yellow_on, provisional=after.provisional,
        entries=(), given=dict(given or {}), at=situation.now, moves=False,
        suspended=later.suspended, task=action.task, new_tasks=tuple(new), task_changes=tuple(changes),
        sets=tuple(sets), notices=tuple(notices), details=dict(details or {}),
    )  # fmt: skip
