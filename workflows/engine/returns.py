"""Ways back: to which earlier states a case may be returned, and how it came into the state that it is in."""

from __future__ import annotations

from workflows.definition import Procedure
from workflows.engine.types import CaseFacts, Passed


def earlier(procedure: Procedure, case: CaseFacts) -> list[str]:
    """The states that a case has been in, in the order in which it first came there; not the one it is in, no end."""
    been = dict.fromkeys(s for p in case.trail for s in (p.from_state, p.to_state) if s is not None)
    states = procedure.states
    return [s for s in been if s != case.state and s in states and states[s].end is None]


def moves(step: Passed) -> bool:
    """Whether a step led somewhere."""
    return step.from_state is not None and step.from_state != step.to_state


def came_by_return(procedure: Procedure, case: CaseFacts, left: Passed) -> tuple[str | None, bool]:
    """From where a case had been returned to the state that `left` led out of, and whether it was to go straight back.

    Which of the two a person chose is told by where they then went: straight back, and nowhere else.
    """
    before = [p for p in case.trail[: list(case.trail).index(left)] if moves(p)]
    came = next((p for p in reversed(before) if p.to_state == left.from_state), None)
    transition = procedure.transitions.get(came.action) if came is not None else None
    if came is None or transition is None or transition.kind != "return":
        return None, False
    return came.from_state, transition.back != "again" and left.to_state == came.from_state
