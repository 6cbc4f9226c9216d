"""What is to be said about values that are not saved yet: those of an uploaded file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from forms.checking import check
from forms.finding import Finding
from workflows.cases.opened import opened
from workflows.engine.types import Actor
from workflows.office import Office


def judged(
    office: Office, actor: Actor, case_id: int, values: Mapping[str, Any], now: datetime
) -> tuple[Finding, ...]:  # fmt: skip
    """The findings of the main form with other values, with the office's answers; none for a case one may not see."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return ()
        situation = found.situation
        answers = {f.key: f.answer for f in situation.findings if f.answer}
        return tuple(
            check(
                found.form, values, found.world.options, answers=answers, extra=situation.extra,
                services=situation.services, access=found.access,
            )  # fmt: skip
        )
