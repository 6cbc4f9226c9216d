"""The condition of a transition, in FEEL."""

from __future__ import annotations

from typing import ClassVar

from forms import feel
from forms.template import fill
from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.types import Refusal
from workflows.engine.watched import asked
from workflows.engine.why import why


@guard
class When(Guard):
    """The condition is true; false says the words of the definition, null names what is empty."""

    name: ClassVar[str] = "when"
    cost: ClassVar[int] = 100

    def against(self, attempt: Attempt) -> Refusal | None:
        situation, when = attempt.situation, attempt.transition.when
        value = True if when is None else asked(situation, attempt.id, when, situation.context)
        return None if when is None or feel.satisfied(value) else _refused(attempt, when, value)

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return transition.when is not None and transition.kind != "automatic"


def _refused(attempt: Attempt, when: str, value: object) -> Refusal:
    situation, words = attempt.situation, attempt.transition.else_
    if feel.broken(value) and words is not None:
        return say(attempt, "condition_text", text=fill(words, situation.context, situation.services))
    code = "condition_false" if feel.broken(value) else "condition_unknown"
    return say(attempt, code, why=why(situation.form, when, situation.context, situation.services))
