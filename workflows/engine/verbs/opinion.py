"""意见: what a participant of a round says about the case or a row of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from forms.checking import check
from forms.text import Message
from forms.values import normal, prune
from workflows.engine.rounds.acting import against, chosen, whose
from workflows.engine.rounds.groups import round_of
from workflows.engine.rounds.inputs import inputs_hash
from workflows.engine.situation import Situation
from workflows.engine.staying import stays
from workflows.engine.types import Decision, Refusal, TaskChange, TaskFacts
from workflows.engine.verbs.base import Verb, VerbAttempt, refused, verb
from workflows.model.rounds import Round


@verb
class Opinion(Verb):
    """Gives an opinion, or changes one's own while the round is not complete; with row "*" one for all that wait."""

    name: ClassVar[str] = "opinion"
    by_link: ClassVar[bool] = True
    offered: ClassVar[bool] = False  # the page has a place of its own for it

    def form(self, situation: Situation) -> str | None:
        found = round_of(situation.procedure, situation.case)
        return found[1].form if found else None

    def decide(self, attempt: VerbAttempt) -> Decision | Refusal:
        situation = attempt.situation
        found = round_of(situation.procedure, situation.case)
        if stale(attempt):
            return Refusal(Message("stale"), guard="revision")
        tasks = chosen(situation, attempt.action) if found else refused("round_over")
        if found is None or isinstance(tasks, Refusal):
            return tasks if isinstance(tasks, Refusal) else refused("round_over")
        refusals = (against(situation, task) for task in tasks)
        given = _given(attempt, found[1])
        return next((r for r in refusals if r), None) or _wrong(attempt, found[1], given) or _said(
            attempt, found[1], tasks, given
        )


def stale(attempt: VerbAttempt) -> bool:
    """Whether the case has moved on since the person looked."""
    case, seen = attempt.situation.case, attempt.action.seen
    return not (case.revision if case.moved is None else case.moved) <= seen <= case.revision


def _given(attempt: VerbAttempt, round_: Round) -> Mapping[str, Any]:
    form = attempt.situation.bundle.form(round_.form)
    return prune(form, normal(form, attempt.action.given, attempt.situation.world.options))


def _wrong(attempt: VerbAttempt, round_: Round, given: Mapping[str, Any]) -> Refusal | None:
    """What is not right about what was filled in; a dry attempt fills in nothing yet."""
    situation = attempt.situation
    form = situation.bundle.form(round_.form)
    options, extra = situation.world.options, situation.given_names
    found = [] if attempt.dry else check(form, given, options, extra=extra, services=situation.services)
    wrong = [f for f in found if f.blocks]
    message = Message("opinion_not_ready", {"count": len(wrong)})
    return Refusal(message, tuple(found), "given") if wrong else None


def _said(
    attempt: VerbAttempt, round_: Round, tasks: Sequence[TaskFacts], given: Mapping[str, Any]
) -> Decision:
    situation, role = attempt.situation, tasks[0].role
    changes = [_change(situation, round_, task, given) for task in tasks]
    details = {"tasks": [t.id for t in tasks], "rows": [t.row for t in tasks]}
    found = stays(situation, attempt.action, role, changes=changes, given=given, details=details)
    alone = tasks[0].id if len(tasks) == 1 else None
    return replace(found, task=alone, for_person=whose(tasks[0], situation.actor), for_organisation=None)


def _change(situation: Situation, round_: Round, task: TaskFacts, given: Mapping[str, Any]) -> TaskChange:
    now = inputs_hash(situation, round_, task.row, task.role)
    return TaskChange(task.id or 0, "done", opinion=given, inputs=now, kept=False, done=True)
