"""A campaign begins, ends, and may refuse what comes late."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.campaign import campaign_against
from workflows.engine.guards.base import Guard, guard
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Campaign(Guard):
    """The campaign takes declarations today: asked when a case is handed in for the first time."""

    name: ClassVar[str] = "campaign"
    cost: ClassVar[int] = 70

    def against(self, attempt: Attempt) -> Refusal | None:
        return campaign_against(attempt.situation) if attempt.files else None

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        rule, files = procedure.campaign, any(e.effect == "number" for e in transition.do)
        return files and rule is not None and rule.late == "refuse"
