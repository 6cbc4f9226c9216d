"""Fields that have to be filled in before a transition."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from forms.definition import Form
from forms.values import is_empty, rows_of
from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal


@guard
class Needs(Guard):
    """Every field that the transition needs is filled in; in a table, in every row."""

    name: ClassVar[str] = "needs"
    cost: ClassVar[int] = 80

    def against(self, attempt: Attempt) -> Refusal | None:
        situation = attempt.situation
        empty = [p for p in attempt.transition.needs if _empty(situation.form, situation.values, p)]
        if not empty:
            return None
        return say(attempt, "needs_fields", fields=[situation.form.by_path[p].title for p in empty])

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return bool(transition.needs)


def _empty(form: Form, values: Mapping[str, Any], path: str) -> bool:
    table, _, key = path.rpartition(".")
    places = [row for row, _ in rows_of(form, values, table)] if table else [values]
    return not places or any(is_empty(place.get(key)) for place in places)
