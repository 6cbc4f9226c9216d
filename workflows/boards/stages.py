"""Where cases are: by stage, the given up ones apart, and by state while they are open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace

from forms.text import Message, Text
from workflows.boards.counting import CASES, ENDED, STAGE, STATE, Counting, Key
from workflows.boards.figure import Figure, Mark
from workflows.boards.shares import share, strongest
from workflows.cases.search import Query
from workflows.world import dropped_states


def stages(of: Counting) -> Figure:
    """All cases by stage; what was given up is no result of the last stage and stands for itself."""
    marks = tuple(_stages(of))
    what = "board.cases.all" if all(m.known for m in marks) else "board.cases.readable"
    return of.figure("stages", _title(of, marks), what, "board.how.stages", of.query, marks, parted=True)


def _stages(of: Counting) -> Iterator[Mark]:
    dropped = set(dropped_states(of.bundle))
    titles = {s.id: s.title for s in of.procedure.stages}
    older = sorted({k[STAGE] for k in of.found} - titles.keys())
    for stage in [*titles, *older]:
        states = _of_stage(of, stage)
        kept = tuple(s for s in states if s not in dropped)
        if states and not kept:
            continue
        query = replace(of.query, stages=(stage,), states=() if len(kept) == len(states) else kept)
        known, label = not of.readable.isdisjoint(kept), titles.get(stage, Text(zh=stage))
        yield of.mark(stage, label, query, _in_stage(stage, kept), known)
    for state in sorted({k[STATE] for k in of.found} & dropped):
        yield _state(of, state, replace(of.query, states=(state,)))


def _in_stage(stage: str, states: Collection[str]) -> Callable[[Key], bool]:
    return lambda key: key[STAGE] == stage and key[STATE] in states


def _in_state(state: str, ended: bool | None) -> Callable[[Key], bool]:
    return lambda key: key[STATE] == state and ended in (None, key[ENDED])


def _of_stage(of: Counting, stage: str) -> list[str]:
    """The states of a stage, also those that only older versions know."""
    own = [key for key, s in of.procedure.states.items() if s.stage == stage]
    return [*own, *sorted({k[STATE] for k in of.found if k[STAGE] == stage} - set(own))]


def states(of: Counting) -> Figure:
    """Open cases by state, in the order of the definition."""
    query = replace(of.query, ended=False)
    known = [key for key, s in of.procedure.states.items() if s.end is None]
    older = sorted({k[STATE] for k in of.found if not k[ENDED]} - set(known))
    marks = tuple(_state(of, key, replace(query, states=(key,)), ended=False) for key in [*known, *older])
    what = {"field": Message("board.state"), "what": strongest(marks, CASES)}
    title = Message("board.by", what) if any(m.value for m in marks) else Message("board.cases.none")
    return of.figure("states", title, "board.cases.open", "board.how.open", query, marks, parted=True)


def _state(of: Counting, state: str, query: Query, ended: bool | None = None) -> Mark:
    declared = of.procedure.states.get(state)
    label = declared.title if declared else Text(zh=state)
    return of.mark(state, label, query, _in_state(state, ended), known=state in of.readable)


def _title(of: Counting, marks: tuple[Mark, ...]) -> Message:
    """How many are open, and where most of them are."""
    still = {m.key: sum(n for k, n in of.found.items() if k[STAGE] == m.key and not k[ENDED]) for m in marks}
    total, top = sum(still.values()), max(still.values(), default=0)
    if not top:
        return Message("board.open.none", {"total": sum(of.found.values())})
    first = [m for m in marks if still[m.key] == top]
    data = {"total": total, "name": first[0].label, "share": share(top, total)}
    code = "board.open.all" if top == total else "board.open" if len(first) == 1 else "board.open.equal"
    return Message(code, data)
