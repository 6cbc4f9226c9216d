"""The form that is filled in with a transition."""

from __future__ import annotations

from typing import ClassVar

from forms.checking import check
from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Given(Guard):
    """What is given with the transition is complete and right; a dry attempt gives nothing yet."""

    name: ClassVar[str] = "given"
    cost: ClassVar[int] = 90

    def against(self, attempt: Attempt) -> Refusal | None:
        if attempt.transition.form is None or attempt.dry:
            return None
        situation = attempt.situation
        form = attempt.bundle.form(attempt.transition.form)
        found = check(form, attempt.given, situation.world.options, extra=situation.extra, services=situation.services)
        wrong = [f for f in found if f.blocks]
        refused = say(attempt, "given_not_ready", count=len(wrong))
        return Refusal(refused.message, tuple(found)) if wrong else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return transition.form is not None
