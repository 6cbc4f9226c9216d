"""Where a case can be, and the ways there: states with what leads back, explored step by step up to a limit."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from forms.text import LANGUAGES, Text
from workflows.definition import Procedure, Transition
from workflows.engine.returns import Ways, ways_after
from workflows.engine.situation import EARLIER, RETURNED_FROM

MOST: Final = 20_000
"""So many places are looked at; a procedure with more is told so."""


class Place(NamedTuple):
    """Where a case is: its state, and the returns that are not made good yet, as the engine keeps them.

    `before` are the states it was in, where a return may choose among them.
    """

    state: str
    back: Ways = ()
    before: frozenset[str] = frozenset()


class Step(NamedTuple):
    """A transition, and the place it leads to."""

    transition: str
    place: Place


Edges = Mapping[Place, list[Step]]
Way = list[Step]


@dataclass(frozen=True)
class Space:
    """Every place that a case can come to: the steps out of it, and a shortest way there. `capped`: there are more."""

    procedure: Procedure
    edges: Edges
    ways: Mapping[Place, Way]
    capped: bool = False

    @property
    def states(self) -> frozenset[str]:
        """The states that a case can be in."""
        return frozenset(place.state for place in self.ways)

    def way_to(self, state: str) -> Way | None:
        """A shortest way to a state."""
        return next((way for place, way in self.ways.items() if place.state == state), None)

    def after(self, places: Iterable[Place]) -> set[Place]:
        """These places and every one that can be reached from them."""
        found, waiting = set(), list(places)
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += [step.place for step in self.edges.get(place, ())]
        return found

    def leading_to(self, states: Collection[str]) -> set[Place]:
        """The places from which one of the states can be reached."""
        into: dict[Place, list[Place]] = {}
        for place, steps in self.edges.items():
            for step in steps:
                into.setdefault(step.place, []).append(place)
        found, waiting = set(), [p for p in self.ways if p.state in states]
        while waiting:
            place = waiting.pop()
            if place not in found:
                found.add(place)
                waiting += into.get(place, [])
        return found


def explored(
    procedure: Procedure, without: Collection[str] = (), avoiding: Callable[[Place], bool] | None = None
) -> Space:
    """What a case can come to without some transitions, never going on from places that are to be avoided."""
    chooses = any(t.to == EARLIER for t in procedure.transitions.values())
    start = Place(procedure.initial)
    ways: dict[Place, Way] = {start: []} if start.state in procedure.states else {}
    edges: dict[Place, list[Step]] = {}
    waiting = deque(ways)
    while waiting and len(ways) <= MOST:
        place = waiting.popleft()
        stays = avoiding is not None and avoiding(place)
        edges[place] = [] if stays else list(leaving(procedure, place, without, chooses))
        for step in edges[place]:
            if step.place not in ways:
                ways[step.place] = [*ways[place], step]
                waiting.append(step.place)
    return Space(procedure, edges, ways, bool(waiting))


def leaving(procedure: Procedure, place: Place, without: Collection[str] = (), chooses: bool = False) -> Iterator[Step]:
    """The ways out of a place, as the engine takes them: only a return says where it came from."""
    for name, transition in procedure.leaving(place.state).items():
        for end in targets(procedure, transition, place) if name not in without else ():
            if end in procedure.states:
                yield from (Step(name, p) for p in _arrived(transition, place, end, chooses))


def targets(procedure: Procedure, transition: Transition, place: Place) -> list[str]:
    """The states it can lead to from there; none when the way back is not known."""
    if transition.to == EARLIER:
        return sorted(place.before)
    last = place.back[-1] if place.back else None
    if transition.to == RETURNED_FROM:
        return [last.state] if last else []
    return [last.state] if last and last.straight and _leads_on(procedure, transition) else [transition.to]


def _leads_on(procedure: Procedure, transition: Transition) -> bool:
    """Whether it goes on, so that it leads straight back after a return that wants that; what ends a case, ends it."""
    to = procedure.states.get(transition.to)
    return transition.kind == "forward" and to is not None and to.end is None


def _arrived(transition: Transition, place: Place, end: str, chooses: bool) -> Iterator[Place]:
    returns = transition.kind == "return"
    before = (place.before | {place.state}) - {end} if chooses else place.before
    chosen = {"again": [False], "straight": [True], "choose": [False, True]}
    for straight in chosen[transition.back] if returns else [None]:
        goes = end != place.state
        yield Place(end, ways_after(place.back, place.state, end, straight) if goes else place.back, before)


class WayText(Text):
    """A way in words, and step by step for whoever draws it: source, transition, target."""

    steps: tuple[tuple[str, str, str], ...] = ()


def way_text(procedure: Procedure, way: Iterable[Step]) -> WayText:
    """A way in words: 草稿 →提交→ 区县审核."""
    way = list(way)
    start = procedure.states[procedure.initial].title
    taken = [(procedure.transitions[name].title, procedure.states[end.state].title) for name, end in way]
    zh, en = ("".join(f" →{t.say(x)}→ {s.say(x)}" for t, s in taken) for x in LANGUAGES)
    states = [procedure.initial, *(step.place.state for step in way)]
    steps = tuple((a, step.transition, b) for a, step, b in zip(states, way, states[1:], strict=False))
    return WayText(zh=start.say("zh") + zh, en=start.say("en") + en, steps=steps)
