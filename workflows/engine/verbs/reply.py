"""答复: whoever was entrusted or added says what they have to say; whoever handled a case before others is done."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.tasks import AFTER, DONE, ENTRUST
from workflows.engine.types import Decision, Refusal, TaskChange
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb, claimed, waits


@verb
class Reply(PlainVerb):
    """The task is done with what they said as its note, and whoever waited for it goes on.

    In a round only advice is given so: participants, added ones too, give an opinion. Outside one the last who has
    the case does not reply but takes it on.
    """

    name: ClassVar[str] = "reply"
    reason: ClassVar[bool] = True
    by_link: ClassVar[bool] = True

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        task = attempt.task
        assert task is not None
        if task.relation != ENTRUST and task.round:
            return refused("reply_opinion")
        if task.relation in ("", AFTER) and not self._others(attempt):
            return refused("reply_takes_on")
        return waits(attempt) or claimed(attempt)

    @staticmethod
    def _others(attempt: VerbAttempt) -> bool:
        """Whether others come after, so that the case does not lie with nobody."""
        mine = attempt.action.task
        return any(t.active and t.relation == AFTER and t.id != mine for t in attempt.case.tasks)

    def done(self, attempt: VerbAttempt) -> Decision:
        change = TaskChange(attempt.action.task or 0, state=DONE, note=attempt.action.reason.strip(), done=True)
        return self.stays(attempt, (change,))
