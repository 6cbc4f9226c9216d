"""Who sees which opinion: participants as the round says, whoever runs the round, its readers, and overseers.

- One's own opinion is always seen; overseers of the office see all.
- The lead, and whoever may take the case on or back from the state of the round, see each opinion as it comes,
  unless others' opinions are never seen.
- Other participants see those about the rows that they are asked about when `others_seen` says so.
- Participants from outside (applicants, guests by a link) are no colleagues: what one of them says is for the office
  and for themselves, and none learns who else was asked, unless `outside_seen` says otherwise.
- `readers`, and those who answer suggestions, see them once nothing is waited for any more; nobody else who reads the
  case does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from workflows.bundle import Bundle
from workflows.definition import Procedure
from workflows.engine.rounds.opening import BACK
from workflows.engine.tasks import theirs
from workflows.engine.types import Actor, CaseFacts, TaskFacts
from workflows.model.rounds import Round
from workflows.rights import acting_roles, overseeing

RUNNING = frozenset({"forward", "return"})
"""Kinds of transitions that those take who run a round."""
Reason = Literal[
    "own", "oversees", "never", "lead", "runs", "others", "others_not_yet", "reads", "reads_not_yet", "outside",
    "nobody",
]  # fmt: skip
SEEING: frozenset[Reason] = frozenset({"own", "oversees", "lead", "runs", "others", "reads"})
"""The reasons for which an opinion is seen; the others are those for which it is not."""


def may_see(bundle: Bundle, case: CaseFacts, actor: Actor, task: TaskFacts) -> bool:
    """Whether somebody may see the opinion that was given for a task."""
    return why_seen(bundle, case, actor, task) in SEEING


def why_seen(bundle: Bundle, case: CaseFacts, actor: Actor, task: TaskFacts) -> Reason:
    """Why somebody sees the opinion that was given for a task, or why not."""
    round_ = bundle.procedure.rounds.get(task.round)
    if task.done_by == actor.id:
        return "own"
    if overseeing(actor):
        return "oversees"
    if round_ is None or round_.others_seen == "never":
        return "never"
    group = [t for t in case.tasks if (t.round, t.visit, t.row) == (task.round, task.visit, task.row)]
    own = [t for t in group if _own(t, actor)]
    if any(leads(round_, t) for t in own):
        return "lead"
    apart = bool(own) and parted(round_, task, own)
    if not apart and _runs(bundle, case, actor, task):
        return "runs"
    ended = over(bundle.procedure, case, task, group)
    if own and not apart:
        return "others" if by_rule(round_, own, ended) else "others_not_yet"
    if hears(round_) & set(acting_roles(bundle, case, actor)):
        return "reads" if ended else "reads_not_yet"
    return "outside" if apart else "nobody"


def may_know(bundle: Bundle, case: CaseFacts, actor: Actor, task: TaskFacts) -> bool:
    """Whether somebody may know of a task at all: participants from outside do not learn who else was asked."""
    round_ = bundle.procedure.rounds.get(task.round)
    if round_ is None or overseeing(actor):
        return True
    mine = [t for t in case.tasks if t.round == task.round and (_own(t, actor) or t.token in actor.tokens)]
    if not mine or task in mine or any(leads(round_, t) for t in mine) or not parted(round_, task, mine):
        return True
    return bool(hears(round_) & set(acting_roles(bundle, case, actor)))


def parted(round_: Round, task: TaskFacts, own: Sequence[TaskFacts]) -> bool:
    """Whether a task and all of somebody's own lie with people from outside, who see nothing of each other."""
    return round_.outside_seen == "never" and outside(round_, task) and all(outside(round_, t) for t in own)


def outside(round_: Round, task: TaskFacts) -> bool:
    """Whether a task is asked of somebody who does not belong to the office."""
    return task.outside or (0 <= task.who < len(round_.who) and round_.who[task.who].link)


def hears(round_: Round) -> set[str]:
    """The roles that see all opinions of a round once it is over."""
    return {*round_.readers, *(round_.suggestions.by if round_.suggestions else ())}


def by_rule(round_: Round, own: Sequence[TaskFacts], ended: bool) -> bool:
    """Whether `others_seen` lets whoever is asked by some tasks see what others said."""
    given = any(t.state == "done" for t in own)
    return {"always": True, "after own opinion": given or ended, "when complete": ended}.get(round_.others_seen, False)


def _own(task: TaskFacts, actor: Actor) -> bool:
    """Whether somebody is asked by a task, or was and answered."""
    return theirs(task, actor) if task.active else task.done_by == actor.id


def leads(round_: Round, task: TaskFacts) -> bool:
    """Whether a task is the lead's."""
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
