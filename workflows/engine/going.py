"""What a verb decides that moves a case by itself: 拿回 and 终止."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workflows.engine.derive import derive
from workflows.engine.situation import Situation
from workflows.engine.tasks import arriving, changed, leaving
from workflows.engine.types import Action, Decision, Passed
from workflows.rights import acts_for, deputy_of


def goes(
    situation: Situation,
    action: Action,
    role: str,
    to: str,
    *,
    details: Mapping[str, Any] | None = None,
) -> Decision:
    """The decision that brings the case into another state: what was to be done is closed, what is to be done opens."""
    case, bundle, actor = situation.case, situation.bundle, situation.actor
    deputy = deputy_of(bundle, case, actor, role) if role else None
    passed = Passed(action.name, actor.id, case.state, to, situation.now, deputy)
    ended = leaving(case, actor, by_itself=True)
    moved = replace(
        case, state=to, revision=case.revision + 1, moved=case.revision + 1, trail=(*case.trail, passed),
        suspended=False, reads=(),
    )  # fmt: skip
    new = arriving(replace(situation, case=changed(moved, ended, ())))
    after = derive(replace(situation, case=changed(moved, ended, new)))
    return Decision(
        transition=action.name, from_state=case.state, to_state=to, role=role,
        for_organisation=acts_for(bundle, case, actor, role) if role else None, for_person=deputy,
        revision=case.revision, title=after.title, title_en=after.title_en, stage=after.stage, holder=after.holder,
        tokens=after.tokens, columns=after.columns, ended=after.ended,
        wants_number=False, late=case.late, due=after.due, yellow_on=after.yellow_on, provisional=after.provisional,
        entries=(), given={}, at=situation.now, new_tasks=new, task_changes=ended,
        details=dict(details or {}),
    )  # fmt: skip
