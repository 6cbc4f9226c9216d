"""Every state can be reached and left again, up to an end."""

from __future__ import annotations

from collections.abc import Iterable

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import MOST, Place, way_text
from workflows.definition import Procedure


@procedure_check
def check_reachable(problems: Problems) -> None:
    """Every state can be reached from the first one."""
    facts = sound(problems)
    for name, state in problems.procedure.states.items() if facts else ():
        if facts and name not in facts.space.states and name != _terminated(problems.procedure):
            into = [t.title for t in problems.procedure.transitions.values() if t.to == name]
            code = "unreachable_by" if into else "unreachable"
            problems.at("states", name).error(code, state=state.title, into=into)


def _terminated(procedure: Procedure) -> str | None:
    """The state into which cases are terminated: by somebody who may, or with the parent of one that has parents."""
    verbs = procedure.verbs
    return verbs.terminated if verbs.roles.get("terminate") or procedure.start.given else None


@procedure_check
def check_ends(problems: Problems) -> None:
    """There is an end, every place leads to one, and none is left again."""
    procedure, facts = problems.procedure, sound(problems)
    if all(s.end is None for s in procedure.states.values()):
        problems.at("states").error("no_end")
        return
    ends = {n for n, s in procedure.states.items() if s.end is not None}
    for name in procedure.states:
        for out, transition in procedure.leaving(name).items() if name in ends else ():
            data = {"state": procedure.states[name].title, "transition": transition.title}
            problems.at("transitions", out, "from").error("leaves_end", **data)
    for place in _stuck(facts, ends) if facts else ():
        way = way_text(procedure, facts.space.ways[place]) if facts else ""
        problems.at("states", place.state).error("dead_end", state=procedure.states[place.state].title, way=way)


def _stuck(facts: Sound, ends: Iterable[str]) -> Iterable[Place]:
    """The nearest place of each state from which no end can be reached."""
    if facts.space.capped:
        return []
    alive = facts.space.leading_to(set(ends))
    stuck: dict[str, Place] = {}
    for place in facts.space.ways:
        if place not in alive:
            stuck.setdefault(place.state, place)
    return stuck.values()


@procedure_check
def check_capped(problems: Problems) -> None:
    """A procedure that is too large to be looked at everywhere is told so."""
    facts = sound(problems)
    if facts is not None and facts.space.capped:
        problems.at("states").warning("search_capped", count=MOST)
