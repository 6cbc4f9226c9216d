"""An applicant that registered itself is confirmed by the office before it hands in anything."""

from __future__ import annotations

from typing import ClassVar

from forms.fields.organisation import CONFIRMED
from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Confirmed(Guard):
    """What is not yet with the office stays a draft until the office knows who the applicant is."""

    name: ClassVar[str] = "confirmed"
    cost: ClassVar[int] = 45

    def against(self, attempt: Attempt) -> Refusal | None:
        case, transition = attempt.case, attempt.transition
        first = case.state == attempt.situation.procedure.initial and transition.kind != "drop"
        if not first or not attempt.bundle.of_organisations:
            return None
        option = attempt.situation.world.options.organisations().get(str(case.organisation))
        if option is None or option.data.get("standing", CONFIRMED) == CONFIRMED:
            return None
        return say(attempt, "not_confirmed")

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        by_applicant = any(procedure.roles[r].of_organisation for r in transition.by if r in procedure.roles)
        opened = bool(procedure.start.by)  # whose child it is was confirmed before
        return opened and procedure.initial in transition.from_ and by_applicant and transition.kind != "drop"
