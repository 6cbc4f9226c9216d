"""催办: a message to whoever has the case."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import ClassVar

from workflows.engine.types import Decision, Refusal
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.plain import PlainVerb
from workflows.rights import reading_roles

PAUSE = timedelta(hours=1)


@verb
class Urge(PlainVerb):
    """By whoever sees the case in a role and does not have it alone; once an hour; the history says who is told."""

    name: ClassVar[str] = "urge"
    about: ClassVar[str] = "case"

    def concerns(self, attempt: VerbAttempt) -> bool:
        situation = attempt.situation
        return bool(reading_roles(situation.bundle, situation.case, situation.actor))

    def unfit(self, attempt: VerbAttempt) -> Refusal | None:
        mine = [p.at for p in attempt.case.trail if p.action == self.name and p.actor == attempt.actor.id]
        again = mine[-1] + PAUSE if mine else None
        if again is not None and attempt.situation.now < again:
            return refused("urged_lately", minutes=-(-int((again - attempt.situation.now).total_seconds()) // 60))
        return None if self._tokens(attempt) else refused("urge_nobody")

    @staticmethod
    def _tokens(attempt: VerbAttempt) -> tuple[str, ...]:
        """Those who have something to do, but for the actor alone."""
        mine = f"person@{attempt.actor.id}"
        found = (t.token if t.person is None else f"person@{t.person}" for t in attempt.case.open_tasks)
        return tuple(dict.fromkeys(t for t in found if t != mine))

    def done(self, attempt: VerbAttempt) -> Decision:
        decision = self.stays(attempt)
        return replace(decision, notices=(self.notice(attempt, self._tokens(attempt)),))
