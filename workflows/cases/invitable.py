"""Which tasks of a case somebody may open to a guest from outside, by the verb's own answer."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.engine.situation import Situation
from workflows.engine.standing import against
from workflows.engine.types import Action
from workflows.engine.verbs import VerbAttempt
from workflows.engine.verbs import registry as verbs

INVITE = "invite"


def invitable(situation: Situation) -> Iterator[int]:
    """The tasks that are still to be done and could be somebody's who is invited."""
    verb = verbs.get(INVITE)
    for task in situation.case.tasks if verb is not None and situation.actor.task is None else ():
        action = Action(situation.actor, "", situation.case.revision, "", verb=INVITE, task=task.id)
        attempt = VerbAttempt(situation, action, dry=True)
        if verb and task.active and verb.theirs(attempt) and not (against(verb, attempt) or verb.why_not(attempt)):
            yield task.id or 0
