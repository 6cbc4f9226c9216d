"""Nothing runs in circles by itself."""

from __future__ import annotations

from collections.abc import Iterator

from forms import feel
from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import Place, Step, way_text
from workflows.definition import Transition

WAITED_FOR = frozenset({"round", "opinions", "clock", "due", "today", "now", "children", "child"})
"""Names that change without anybody moving the case: a transition that asks for them waits."""


@procedure_check
def check_loops(problems: Problems) -> None:
    """Automatic transitions never lead back to where they began."""
    facts = sound(problems)
    told: set[frozenset[str]] = set()
    for circle in _circles(facts) if facts else ():
        names = frozenset(step.transition for step in circle)
        if facts is None or names in told:
            continue
        told.add(names)
        found = facts.conditions(*(_when(facts, n) for n in sorted(names))).together()
        if found.verdict == "no":
            continue
        start = next(p for p in facts.space.ways if p == circle[-1].place)
        way = way_text(problems.procedure, [*facts.space.ways[start], *circle])
        here = problems.at("transitions", circle[0].transition)
        titles = [problems.procedure.transitions[s.transition].title for s in circle]
        if found.verdict == "yes":
            here.error("automatic_loop", transitions=titles, way=way)
        else:
            here.warning("automatic_loop_perhaps", transitions=titles, way=way, unread=list(found.unread))


def _when(facts: Sound, name: str) -> str:
    return facts.procedure.transitions[name].when or "true"


def _circles(facts: Sound) -> Iterator[list[Step]]:
    """Ways over automatic transitions that come back to where they began."""
    for place in facts.space.ways:
        yield from _back_to(facts, place, place, [], set())


def _back_to(facts: Sound, start: Place, at: Place, way: list[Step], seen: set[Place]) -> Iterator[list[Step]]:
    for step in facts.space.edges.get(at, ()):
        timed = step.transition in facts.procedure.taken_by_clocks
        if timed or not _by_itself(facts.procedure.transitions[step.transition]):
            continue
        if step.place.state == start.state:
            yield [*way, Step(step.transition, start)]
        elif step.place not in seen:
            seen.add(step.place)
            yield from _back_to(facts, start, step.place, [*way, step], seen)


def _by_itself(transition: Transition) -> bool:
    """Whether it is taken the moment a case arrives, or not at all."""
    if transition.kind != "automatic":
        return False
    try:
        named = {name for path in feel.references(transition.when or "true") for name in path[:1]}
        calls = {str(n) for n in ("today()", "now()") if n in (transition.when or "")}
    except feel.FeelError:
        return False
    return not (named & WAITED_FOR or calls)
