"""Who sees which opinion: participants as the round says, whoever runs the round, its readers, and overseers.

- One's own opinion is always seen; overseers of the office see all.
- The lead, and whoever may take the case on or back from the state of the round, see each opinion as it comes,
  unless others' opinions are never seen.
- Other participants see those about the rows that they are asked about when `others_seen` says so.
- `readers`, and those who answer suggestions, see them once nothing is waited for any more; nobody else who reads the
  case does.
"""

from __future__ import annotations

from collections.abc import Sequence

from workflows.bundle import Bundle
from workflows.definition import Procedure
from workflows.engine.rounds.opening import BACK
from workflows.engine.tasks import theirs
from workflows.engine.types import Actor, CaseFacts, TaskFacts
from workflows.model.rounds import Round
from workflows.rights import acting_roles, overseeing

RUNNING = frozenset({"forward", "return"})
"""Kinds of transitions that those take who run a round."""


def may_see(bundle: Bundle, case: CaseFacts, actor: Actor, task: TaskFacts) -> bool:
    """Whether somebody may see the opinion that was given for a task."""
    round_ = bundle.procedure.rounds.get(task.round)
    if task.done_by == actor.id or overseeing(actor):
        return True
    if round_ is None or round_.others_seen == "never":
        return False
    group = [t for t in case.tasks if (t.round, t.visit, t.row) == (task.round, task.visit, task.row)]
    own = [t for t in group if _own(t, actor)]
    if any(_leads(round_, t) for t in own) or _runs(bundle, case, actor, task):
        return True
    ended = over(bundle.procedure, case, task, group)
    if own:
        return _by_rule(round_, own, ended)
    return ended and bool(hears(round_) & set(acting_roles(bundle, case, actor)))


def hears(round_: Round) -> set[str]:
    """The roles that see all opinions of a round once it is over."""
    return {*round_.readers, *(round_.suggestions.by if round_.suggestions else ())}


def _by_rule(round_: Round, own: Sequence[TaskFacts], ended: bool) -> bool:
    given = any(t.state == "done" for t in own)
    return {"always": True, "after own opinion": given or ended, "when complete": ended}.get(round_.others_seen, False)


def _own(task: TaskFacts, actor: Actor) -> bool:
    """Whether somebody is asked by a task, or was and answered."""
    return theirs(task, actor) if task.active else task.done_by == actor.id


def _leads(round_: Round, task: TaskFacts) -> bool:
    return 0 <= task.who < len(round_.who) and round_.who[task.who].lead


def _runs(bundle: Bundle, case: CaseFacts, actor: Actor, task: TaskFacts) -> bool:
    """Whether somebody may take the case on or back from the state of the round."""
    if actor.task is not None:
        return False
    leaving = bundle.procedure.leaving(task.case_state).values()
    return bool({r for t in leaving if t.kind in RUNNING for r in t.by} & set(acting_roles(bundle, case, actor)))


def over(procedure: Procedure, case: CaseFacts, task: TaskFacts, group: Sequence[TaskFacts]) -> bool:
    """Whether nothing is waited for about the row: in an earlier visit, whether the case was not returned from it."""
    if any(t.active for t in group):
        return False
    return (case.state == task.case_state and case.visit == task.visit) or not _left_back(procedure, case, task)


def _left_back(procedure: Procedure, case: CaseFacts, task: TaskFacts) -> bool:
    """Whether the visit of a task ended with a return."""
    came = 0
    for passed in case.trail:
        moves = passed.from_state != passed.to_state
        if moves and passed.from_state == task.case_state and came == task.visit:
            return passed.action in procedure.transitions and procedure.transitions[passed.action].kind in BACK
        came += moves and passed.to_state == task.case_state
    return False
