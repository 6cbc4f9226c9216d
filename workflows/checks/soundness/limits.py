"""All limits on the longest way through a procedure together stay within what the law allows for the whole.

A way is looked at without returns. Each state on it has to be covered by a clock that counts there; the longest that a
case can lawfully take is then the cheapest set of clocks that covers the whole way (the two sums are dual).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.numbers import most
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import Place, Step, way_text
from workflows.model.clocks import Clock, LegalLimit

MOST = 2_000
"""So many ways are looked at."""


@dataclass(frozen=True)
class Taken:
    """A way, what it can take at most (None: without limit), and the states on it that no clock covers."""

    way: list[Step]
    most: Decimal | None
    open: tuple[str, ...] = ()


@procedure_check
def check_legal(problems: Problems) -> None:
    """No way takes longer than the law allows for it."""
    facts, legal = sound(problems), problems.procedure.legal
    if facts is None or legal is None:
        return
    here = problems.at("legal")
    if not set(legal.starts) <= problems.procedure.transitions.keys():
        here.at("starts").all_known(legal.starts, problems.procedure.transitions, "word.transition")
        return
    found = [_taken(facts, legal, way) for way in _ways(facts, legal)]
    longest = max((t for t in found if t.most is not None), key=lambda t: t.most or 0, default=None)
    if longest is not None and longest.most is not None and longest.most > legal.limit:
        way = way_text(problems.procedure, longest.way)
        here.at("limit").error("ways_over_legal", legal=legal.limit, sum=str(longest.most), way=way)
    without = next((t for t in found if t.open), None)
    if without is not None:
        states = [problems.procedure.states[s].title for s in dict.fromkeys(without.open)]
        here.warning("legal_not_covered", states=states, way=way_text(problems.procedure, without.way))


def _ways(facts: Sound, legal: LegalLimit) -> Iterator[list[Step]]:
    """Ways from the beginning to an end, without returns, each place once; as many as are looked at."""
    space = facts.without_returns
    waiting: list[tuple[Place, list[Step]]] = [(p, []) for p in list(space.ways)[:1]]
    count = 0
    while waiting and count < MOST:
        place, way = waiting.pop()
        if facts.procedure.states[place.state].end is not None or place.state in legal.ends_in:
            count += 1
            yield way
            continue
        seen = {p.place for p in way} | set(list(space.ways)[:1])
        waiting += [(s.place, [*way, s]) for s in space.edges.get(place, ()) if s.place not in seen]


def _taken(facts: Sound, legal: LegalLimit, way: list[Step]) -> Taken:
    """What a way takes between where the law begins to count and where it ends."""
    start = next((n for n, s in enumerate(way) if s.transition in legal.starts), None) if legal.starts else -1
    if start is None:
        return Taken(way, Decimal(0))
    states = [s.place.state for s in way[max(start, 0) :]][:-1]
    spans = dict(_spans(facts, legal, way, max(start, 0), len(states)))
    waits = {n for n, s in enumerate(states) if facts.procedure.states[s].waits or _paused(facts, s)}
    costs: list[Decimal | None] = [Decimal(0)]
    for n in range(len(states)):
        ways_there = [costs[n]] if n in waits else []
        ways_there += [_sum(costs[a], cost) for (a, b), cost in spans.items() if a <= n < b]
        known = [c for c in ways_there if c is not None]
        costs.append(min(known) if known else None)
    covered = {n for a, b in spans for n in range(a, b)}
    loose = tuple(states[n] for n in range(len(states)) if n not in covered | waits)
    return Taken(way, costs[-1], loose)


def _sum(one: Decimal | None, two: Decimal) -> Decimal | None:
    return None if one is None else one + two


def _paused(facts: Sound, state: str) -> bool:
    clocks = facts.procedure.clocks.values()
    return bool(clocks) and any(state in c.paused_in for c in clocks)


def _spans(
    facts: Sound, legal: LegalLimit, way: list[Step], start: int, count: int
) -> Iterator[tuple[tuple[int, int], Decimal]]:
    """For each clock that counts on the way from where to where, and how long it is at most."""
    for clock in facts.procedure.clocks.values():
        limit = _longest(facts, clock)
        if limit is None or clock.minimum or clock.unit != legal.unit:
            continue
        for n, step in enumerate(way[start:]):
            if step.transition in clock.starts and n < count:
                yield (n, _end(clock, way[start:], n, count)), limit
                break


def _longest(facts: Sound, clock: Clock) -> Decimal | None:
    limit = most(facts.procedure, clock.limit)
    more = most(facts.procedure, clock.extend.at_most) if clock.extend else Decimal(0)
    return None if limit is None or more is None else limit + more


def _end(clock: Clock, way: list[Step], first: int, count: int) -> int:
    """The state on the way before which it has ended."""
    for n in range(first + 1, count):
        if way[n].place.state in clock.ends_in or way[n].transition in clock.ends_with:
            return n
    return count
