"""邀请: a task is opened to somebody from outside by a one-time link."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.tasks import ENTRUST
from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb, leads
from workflows.office import ADMIN, holds


@verb
class Invite(PlainVerb):
    """The task is the guest's from now on (`to`: the person made for them). See `workflows.people.guests`.

    By the lead of its round, an administrator, or the roles that the procedure names; a task of a participant with
    `link` also by whoever has it.
    """

    name: ClassVar[str] = "invite"
    offered: ClassVar[bool] = False  # it needs a name and a contact, which are no people of the office

    def concerns(self, attempt: VerbAttempt) -> bool:
        task = attempt.task
        if task is None:
            return False
        return holds(attempt.actor, ADMIN) or leads(attempt, task) or (by_link(attempt) and super().concerns(attempt))

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        assert task is not None
        if task.relation == "name" or not (task.round or task.relation == ENTRUST):
            return refused("link.not_for_guests")
        return None

    def lacks(self, attempt: VerbAttempt) -> Refusal | None:
        return None

    def _not_theirs(self, attempt: VerbAttempt) -> Refusal:
        return refused("link.not_yours")

    def done(self, attempt: VerbAttempt) -> Decision:
        guest = attempt.action.to[0]
        return self.stays(attempt, (TaskChange(attempt.action.task or 0, token=f"person@{guest}", person=guest),))


def by_link(attempt: VerbAttempt) -> bool:
    """Whether the task is of a participant that the procedure asks by a link."""
    task = attempt.task
    held = attempt.situation.procedure.rounds.get(task.round) if task is not None else None
    return held is not None and task is not None and 0 <= task.who < len(held.who) and held.who[task.who].link
