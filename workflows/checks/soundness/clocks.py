"""Clocks can start, count and end, and what they do at the end can be done."""

from __future__ import annotations

from collections.abc import Iterator

from workflows.checks.base import Problems, procedure_check
from workflows.checks.soundness.numbers import extremes, most
from workflows.checks.soundness.sound import Sound, sound
from workflows.checks.soundness.space import Place, explored, way_text
from workflows.model.clocks import Clock


def _clocks(problems: Problems) -> Iterator[tuple[Problems, Clock]]:
    for name, each in problems.procedure.clocks.items():
        yield problems.at("clocks", name), each


@procedure_check
def check_clock_runs(problems: Problems) -> None:
    """A clock is started by something that happens, and counts in some state."""
    facts = sound(problems)
    for here, clock in _clocks(problems) if facts else ():
        if facts is None or not _all_known(here, clock):
            continue
        started = started_in(facts, clock)
        if clock.starts and not started:
            titles = [here.procedure.transitions[s].title for s in clock.starts]
            here.at("starts").error("clock_never_starts", clock=clock.title, transitions=titles)
        elif not clock.starts and clock.from_day is None:
            here.error("clock_no_start", clock=clock.title)
        elif started and not running_in(facts, clock):
            here.error("clock_never_counts", clock=clock.title)


def _all_known(here: Problems, clock: Clock) -> bool:
    named = {*clock.paused_in, *clock.ends_in}
    return set(clock.starts) <= here.procedure.transitions.keys() and named <= here.states


def started_in(facts: Sound, clock: Clock) -> set[Place]:
    """The places to which the transitions lead that start it."""
    return {s.place for steps in facts.space.edges.values() for s in steps if s.transition in clock.starts}


def running_in(facts: Sound, clock: Clock) -> set[str]:
    """The states in which it counts."""
    found: set[Place] = set()
    waiting = [*started_in(facts, clock)] if clock.starts else list(facts.space.ways)
    while waiting:
        place = waiting.pop()
        if place in found or place.state in clock.ends_in or facts.procedure.states[place.state].end is not None:
            continue
        found.add(place)
        waiting += [s.place for s in facts.space.edges.get(place, ()) if s.transition not in clock.ends_with]
    return {p.state for p in found} - set(clock.paused_in)


@procedure_check
def check_clock_limit(problems: Problems) -> None:
    """A limit is at least one, and yellow comes after the start."""
    for here, clock in _clocks(problems):
        found = extremes(here.procedure, clock.limit)
        if found and min(found) < 1:
            here.at("limit").error("clock_limit", clock=clock.title, limit=str(min(found)))
        elif found and not clock.minimum and clock.yellow_days >= max(found):
            data = {"clock": clock.title, "limit": str(max(found)), "days": clock.yellow_days}
            here.at("yellow_days").warning("clock_always_yellow", **data)


@procedure_check
def check_clock_then(problems: Problems) -> None:
    """What follows by itself when it is red leaves the states in which it can become red."""
    facts = sound(problems)
    for here, clock in _clocks(problems) if facts else ():
        transition = here.procedure.transitions.get(clock.then or "")
        if facts is None or transition is None or not _all_known(here, clock):
            continue
        data = {"clock": clock.title, "transition": transition.title}
        if transition.kind != "automatic":
            here.at("then").error("clock_then_by_hand", **data)
        left = sorted(running_in(facts, clock) - set(transition.from_))
        titles = [here.procedure.states[s].title for s in left]
        if left and not set(transition.from_) & running_in(facts, clock):
            here.at("then").error("clock_then_nowhere", states=titles, **data)
        elif left:
            here.at("then").warning("clock_then_not_from", states=titles, **data)


@procedure_check
def check_duty_then(problems: Problems) -> None:
    """What follows by itself when a report is missing leaves a state in which it is owed."""
    procedure = problems.procedure
    for name, duty in procedure.duties.items():
        transition = procedure.transitions.get(duty.then or "")
        if transition is None or not set(duty.while_in) <= problems.states:
            continue
        here, data = problems.at("duties", name, "then"), {"clock": duty.title, "transition": transition.title}
        if transition.kind != "automatic":
            here.error("clock_then_by_hand", **data)
        left = [s for s in duty.while_in if s not in transition.from_]
        titles = [procedure.states[s].title for s in left]
        if len(left) == len(duty.while_in):
            here.error("clock_then_nowhere", states=titles, **data)
        elif left:
            here.warning("clock_then_not_from", states=titles, **data)


@procedure_check
def check_minimum(problems: Problems) -> None:
    """Nobody comes round a time that must pass, and it does not wait for itself."""
    facts = sound(problems)
    for here, clock in _clocks(problems) if facts else ():
        for n, name in enumerate(clock.blocks if clock.minimum else ()):
            if facts is not None and name in here.procedure.transitions and _all_known(here, clock):
                _blocked(here.at("blocks", n), facts, clock, name)
        if clock.blocks and not clock.minimum:
            here.at("blocks").error("clock_blocks_no_minimum", clock=clock.title)
        if clock.minimum and not clock.blocks:
            here.warning("minimum_for_nothing", clock=clock.title)


def _blocked(here: Problems, facts: Sound, clock: Clock, name: str) -> None:
    procedure, transition = here.procedure, here.procedure.transitions[name]
    data = {"clock": clock.title, "transition": transition.title}
    around = explored(procedure, {*facts.never, name})
    starts = [s for steps in around.edges.values() for s in steps if s.transition in clock.starts]
    if clock.starts and not starts:
        here.error("minimum_waits_itself", **data)
        return
    unstarted = explored(procedure, {*facts.never, *clock.starts})
    way = next((w for s in transition.from_ if (w := unstarted.way_to(s)) is not None), None)
    if clock.starts and way is not None and name not in clock.starts:
        here.error("minimum_bypassed", way=way_text(procedure, way), **data)


@procedure_check
def check_clock_people(problems: Problems) -> None:
    """Who gets the tasks of a late case can do something with them."""
    facts = sound(problems)
    for here, clock in _clocks(problems) if facts else ():
        role = clock.hand_over_to
        if facts is None or role not in here.procedure.roles or not _all_known(here, clock):
            continue
        states = running_in(facts, clock)
        idle = [s for s in sorted(states) if not any(role in t.by for t in facts.leaving(s).values())]
        idle = [s for s in idle if here.procedure.states[s].round is None]
        if idle and len(idle) == len(states):
            titles = [here.procedure.states[s].title for s in idle]
            data = {"clock": clock.title, "role": here.procedure.roles[role].title, "states": titles}
            here.at("hand_over_to").error("clock_hands_to_idle", **data)


@procedure_check
def check_clock_legal(problems: Problems) -> None:
    """A limit, with all that it may be lengthened, stays within what the law allows."""
    for here, clock in _clocks(problems):
        limit = most(here.procedure, clock.limit)
        more = most(here.procedure, clock.extend.at_most) if clock.extend else None
        if clock.legal is None or limit is None:
            continue
        data = {"clock": clock.title, "legal": clock.legal, "limit": str(limit), "more": str(more or 0)}
        if limit > clock.legal:
            here.at("limit").error("limit_over_legal", **data)
        elif limit + (more or 0) > clock.legal:
            here.at("extend").error("extension_over_legal", **data)
