"""Soundness: every state can be reached, and from every state an end, with a way there as the counter-example."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from forms.text import LANGUAGES, Text
from workflows.checks.base import Problems, procedure_check
from workflows.definition import Procedure
from workflows.engine.situation import RETURNED_FROM


class Place(NamedTuple):
    """Where a case is: its state, and the one it was returned from last, which is where `@returned_from` leads."""

    state: str
    returned_from: str | None = None


Step = tuple[str, Place]
"""A transition, and the place it leads to."""
Edges = Mapping[Place, list[Step]]


def leaving(procedure: Procedure, place: Place) -> Iterator[Step]:
    """The ways out of a place, as the engine takes them: only a return says where it came from."""
    for name, transition in procedure.leaving(place.state).items():
        end = place.returned_from if transition.to == RETURNED_FROM else transition.to
        if end in procedure.states:
            yield name, Place(end, place.state if transition.kind == "return" else None)


def explored(procedure: Procedure) -> tuple[Edges, Edges]:
    """Every place a case can really come to: with the steps out of it, and with the steps of a shortest way there."""
    start = Place(procedure.initial)
    ways: dict[Place, list[Step]] = {start: []} if start.state in procedure.states else {}
    edges, waiting = {}, deque(ways)
    while waiting:
        place = waiting.popleft()
        edges[place] = list(leaving(procedure, place))
        for step in edges[place]:
            if step[1] not in ways:
                ways[step[1]] = [*ways[place], step]
                waiting.append(step[1])
    return edges, ways


def dead(procedure: Procedure, edges: Edges) -> list[Place]:
    """The places from which no end can be reached."""
    alive = {p for p in edges if procedure.states[p.state].end is not None}
    growing = True
    while growing:
        more = {p for p, steps in edges.items() if p not in alive and any(end in alive for _, end in steps)}
        alive, growing = alive | more, bool(more)
    return [p for p in edges if p not in alive]


@procedure_check
def check_reachable(problems: Problems) -> None:
    """Every state can be reached from the first one."""
    procedure = problems.procedure
    reached = {place.state for place in explored(procedure)[1]}
    for name, state in procedure.states.items():
        if reached and name not in reached:
            into = [t.title for t in procedure.transitions.values() if t.to == name]
            code = "unreachable_by" if into else "unreachable"
            problems.at("states", name).error(code, state=state.title, into=into)


@procedure_check
def check_ends(problems: Problems) -> None:
    """There is an end, every state leads to one, and none is left again."""
    procedure = problems.procedure
    if all(s.end is None for s in procedure.states.values()):
        problems.at("states").error("no_end")
        return
    edges, ways = explored(procedure)
    stuck = {place.state: place for place in reversed(dead(procedure, edges))}  # the nearest place of each state
    for name, state in procedure.states.items():
        if name in stuck:
            way = way_text(procedure, ways[stuck[name]])
            problems.at("states", name).error("dead_end", state=state.title, way=way)
        for out, transition in procedure.leaving(name).items() if state.end is not None else ():
            problems.at("transitions", out, "from").error("leaves_end", state=state.title, transition=transition.title)


@procedure_check
def check_ways_back(problems: Problems) -> None:
    """`@returned_from` stands where a return leads to."""
    procedure = problems.procedure
    for name, transition in procedure.transitions.items():
        for start in transition.from_ if transition.to == RETURNED_FROM else ():
            if start in procedure.states and not _returned_to(procedure, start):
                title = procedure.states[start].title
                problems.at("transitions", name, "to").error("no_return", state=title, transition=transition.title)


def _returned_to(procedure: Procedure, state: str) -> bool:
    return any(t.kind == "return" and t.to == state for t in procedure.transitions.values())


def way_text(procedure: Procedure, way: Iterable[Step]) -> Text:
    """A way in words: 草稿 →提交→ 区县审核."""
    start = procedure.states[procedure.initial].title
    taken = [(procedure.transitions[name].title, procedure.states[end.state].title) for name, end in way]
    zh, en = ("".join(f" →{t.say(x)}→ {s.say(x)}" for t, s in taken) for x in LANGUAGES)
    return Text(zh=start.say("zh") + zh, en=start.say("en") + en)
