"""What was handed in is recalled by those who handed it in."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Organisation(Guard):
    """A recall is for people of the organisation whose case it is."""

    name: ClassVar[str] = "organisation"
    cost: ClassVar[int] = 40

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.transition.kind != "recall" or attempt.case.organisation in self._own(attempt):
            return None
        return say(attempt, "not_your_organisation")

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        elsewhere = any(procedure.roles[r].of_organisation is None for r in transition.by if r in procedure.roles)
        return transition.kind == "recall" and elsewhere

    @staticmethod
    def _own(attempt: Attempt) -> set[int]:
        actor = attempt.situation.actor
        lent = {attempt.case.organisation} if f"organisation@{attempt.case.organisation}" in actor.lent else set()
        return lent | {actor.organisation} | {h.organisation for h in actor.held if h.role in attempt.transition.by}
