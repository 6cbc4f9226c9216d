"""Ways back: to which earlier states a case may be returned, and from where it was returned into the one it is in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from workflows.definition import Procedure
from workflows.engine.types import CaseFacts, Passed

TAKE_BACK = "take_back"
"""What the history calls the step by which somebody took their last step back."""


class WayBack(NamedTuple):
    """A return that is not made good yet: from which state, and whether what leads on leads straight back there."""

    state: str
    straight: bool


Ways = tuple[WayBack, ...]
"""The ways back that are open, the last return last."""


def earlier(procedure: Procedure, case: CaseFacts) -> list[str]:
    """The states that a case has been in, in the order in which it first came there; not the one it is in, no end."""
    been = dict.fromkeys(s for p in case.trail for s in (p.from_state, p.to_state) if s is not None)
    states = procedure.states
    return [s for s in been if s != case.state and s in states and states[s].end is None]


def moves(step: Passed) -> bool:
    """Whether a step led somewhere."""
    return step.from_state is not None and step.from_state != step.to_state


def ways_after(ways: Ways, start: str, end: str, straight: bool | None) -> Ways:
    """The ways back once a case has gone from a state to another; `straight` is None where that is no return.

    Where it comes to a state that it was returned from, that return and those after it are made good, and those
    before it go on waiting. A return comes on top. Whatever leads elsewhere forgets all: the case goes on anew.
    """
    at = next((n for n, way in enumerate(ways) if way.state == end), None)
    if straight is None:
        return () if at is None else ways[:at]
    return (*ways[:at], WayBack(start, straight))


def ways_back(procedure: Procedure, trail: Iterable[Passed]) -> Ways:
    """The ways back that are open after all these steps; a step taken back leaves them as they were before it."""
    ways: Ways = ()
    taken: list[Ways] = [()]
    for step in trail:
        transition = procedure.transitions.get(step.action)
        if not moves(step):
            continue
        if step.action == TAKE_BACK:
            ways = taken[-1]
            continue
        if transition is None or transition.kind != "automatic":
            taken.append(ways)
        returns = transition is not None and transition.kind == "return"
        straight = (step.straight or transition.back == "straight") if returns and transition else None
        ways = ways_after(ways, step.from_state or "", step.to_state, straight)
    return ways
