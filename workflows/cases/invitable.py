"""Which tasks of a case somebody may open to a guest from outside, by the verb's own answer."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.engine.situation import Situation
from workflows.engine.standing import against
from workflows.engine.types import Action
from workflows.engine.verbs import VerbAttempt
from workflows.engine.verbs import registry as verbs
from workflows.engine.verbs.invite import by_link

INVITE = "invite"


def invitable(situation: Situation) -> list[int]:
    """The tasks that are still to be done and could be somebody's who is invited; first those asked by a link."""
    return [a.action.task or 0 for a in sorted(_attempts(situation), key=lambda a: not by_link(a))]


def _attempts(situation: Situation) -> Iterator[VerbAttempt]:
    verb = verbs.get(INVITE)
    for task in situation.case.tasks if verb is not None and situation.actor.task is None else ():
        action = Action(situation.actor, "", situation.case.revision, "", verb=INVITE, task=task.id)
        attempt = VerbAttempt(situation, action, dry=True)
        if verb and task.active and verb.theirs(attempt) and not (against(verb, attempt) or verb.why_not(attempt)):
            yield attempt
