"""抄送: named people may read the case from now on, as far as whoever sends it."""

from __future__ import annotations

from typing import ClassVar

from workflows.engine.tasks import COPY, DONE
from workflows.engine.types import Decision, Refusal, TaskFacts
from workflows.engine.verbs.base import VerbAttempt, refused, verb
from workflows.engine.verbs.people import named
from workflows.engine.verbs.plain import PlainVerb
from workflows.rights import reading_roles


@verb
class Copy(PlainVerb):
    """They read what the sender's role reads, also in later states, and can do nothing. Also when the case has ended.

    The right is a task of its own that is done from the beginning, so that lists and pages ask one rule.
    """

    name: ClassVar[str] = "copy"
    about: ClassVar[str] = "case"
    most: ClassVar[int] = 50
    after_end: ClassVar[bool] = True
    while_suspended: ClassVar[bool] = True

    def concerns(self, attempt: VerbAttempt) -> bool:
        return bool(attempt.situation.roles)

    def against_person(self, attempt: VerbAttempt, person: int) -> Refusal | None:
        known = attempt.situation.world.person(person)
        if known is None or not known.tokens or person == attempt.actor.id:
            return super().against_person(attempt, person)
        reads = set(reading_roles(attempt.situation.bundle, attempt.case, known))
        if set(attempt.situation.roles) <= reads:
            return refused("copy_reads_already", who=named(attempt, person))
        return None

    def done(self, attempt: VerbAttempt) -> Decision:
        case, roles = attempt.case, attempt.situation.roles
        new = (
            TaskFacts(None, DONE, role, f"person@{p}", case.state, case.visit, person=p, relation=COPY)
            for p in attempt.action.to
            for role in roles
        )
        return self.stays(attempt, (), tuple(new), tell=True)
