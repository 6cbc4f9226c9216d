"""Whoever has the task takes the case on."""

from __future__ import annotations

from typing import ClassVar

from workflows.definition import Procedure, Transition
from workflows.engine.guards.base import Guard, guard, say
from workflows.engine.situation import Attempt
from workflows.engine.tasks import theirs
from workflows.engine.types import Refusal, TaskFacts
from workflows.rights import ACTING


@guard
class Assignee(Guard):
    """Nobody else has claimed the task of the holder or was handed it, and nobody is still asked about it."""

    name: ClassVar[str] = "assignee"
    cost: ClassVar[int] = 45

    def against(self, attempt: Attempt) -> Refusal | None:
        case, state = attempt.case, attempt.situation.procedure.states[attempt.case.state]
        if attempt.role is None or attempt.role != state.holder or attempt.transition.kind in ("recall", "automatic"):
            return None
        tasks = [t for t in case.tasks if t.active and not t.round]
        return self._not_theirs(attempt, tasks) or self._others(attempt, tasks)

    def _not_theirs(self, attempt: Attempt, tasks: list[TaskFacts]) -> Refusal | None:
        own = [t for t in tasks if t.relation in ACTING]
        ready = [t for t in own if t.state == "open"]
        if not own or any(theirs(t, attempt.situation.actor) for t in ready):
            return None
        if ready:
            return say(attempt, "assignee_other", who=_names(attempt, ready))
        return say(attempt, "assignee_waits", who=_names(attempt, [t for t in tasks if t.state == "open"]))

    def _others(self, attempt: Attempt, tasks: list[TaskFacts]) -> Refusal | None:
        """What leads on waits for everybody who was added; a return does not."""
        actor = attempt.situation.actor
        asked = [t for t in tasks if t.relation and not (t.relation in ACTING and theirs(t, actor))]
        if attempt.transition.kind != "forward" or not asked:
            return None
        return say(attempt, "assignee_added", who=_names(attempt, asked))

    def met_by(self, transition: Transition, procedure: Procedure) -> bool:
        return False  # only where somebody claims or adds, which every state allows


def _names(attempt: Attempt, tasks: list[TaskFacts]) -> list[str]:
    known = (attempt.situation.world.person(t.person) for t in tasks if t.person is not None)
    return [p.name for p in known if p is not None] or ["—"]
