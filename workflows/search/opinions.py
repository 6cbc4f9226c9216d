"""Who may search an opinion: the tokens of those who may see it (`engine.rounds.seeing`), never of one more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workflows.bundle import Bundle
from workflows.engine.rounds.seeing import RUNNING, by_rule, hears, leads, over, parted
from workflows.engine.types import CaseFacts, TaskFacts
from workflows.model.rounds import Round
from workflows.rights import CITY, OVERSEERS, PERSON, own_token, role_tokens, stand_ins, task_tokens


def opinion_readers(bundle: Bundle, case: CaseFacts, task: TaskFacts) -> frozenset[str]:
    """The tokens whose holders may see the opinion that was given for a task."""
    found = {f"{role}@{CITY}" for role in OVERSEERS}
    if task.done_by is not None:
        found.add(f"{PERSON}{task.done_by}")
    round_ = bundle.procedure.rounds.get(task.round)
    if round_ is None or round_.others_seen == "never":
        return frozenset(found)
    return frozenset(found.union(_of_round(bundle, case, round_, task)))


def _of_round(bundle: Bundle, case: CaseFacts, round_: Round, task: TaskFacts) -> Iterator[str]:
    group = [t for t in case.tasks if (t.round, t.visit, t.row) == (task.round, task.visit, task.row)]
    ended = over(bundle.procedure, case, task, group)
    leaving = bundle.procedure.leaving(task.case_state).values()
    apart = [t for t in group if t is not task and parted(round_, task, [t])]
    others = {token for t in apart for token in task_tokens(t)}
    running = _acting(bundle, case, [r for t in leaving if t.kind in RUNNING for r in t.by])
    yield from (token for token in running if token not in others)
    for each in group:
        if leads(round_, each) or (each not in apart and by_rule(round_, [each], ended)):
            yield from _own(each)
    if ended:
        yield from _acting(bundle, case, sorted(hears(round_)))


def _own(task: TaskFacts) -> Iterator[str]:
    """Whoever is asked by a task, or was and answered."""
    if not task.active:
        yield from [f"{PERSON}{task.done_by}"] if task.done_by is not None else []
    elif task.person is not None:
        yield f"{PERSON}{task.person}"
    else:
        yield task.token


def _acting(bundle: Bundle, case: CaseFacts, roles: Sequence[str]) -> Iterator[str]:
    """Whoever acts in some roles now, those too who stand in for the declarant."""
    procedure = bundle.procedure
    for role in roles:
        yield from role_tokens(procedure, role, case)
        if role in procedure.start.by:
            yield from (own_token(procedure, other, case) for other in stand_ins(procedure, case))
