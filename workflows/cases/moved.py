"""What the history says of a case that was moved to another version of its procedure, and back.

Steps before a move speak the words of the version in which they were taken. Clocks and guards ask them in the words of
today, so they are translated as the move says; a move that was undone translates nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from workflows.engine.types import Passed

MOVE: Final = "move"
BACK: Final = "move_back"
NAMES: Final = ("states", "transitions", "clocks")
"""Which names a step of the history holds."""


def translated(steps: Iterable[tuple[Passed, Mapping[str, Any]]]) -> tuple[Passed, ...]:
    """The steps of a case, the first first, each with its details, in the words of the version that it is in now."""
    found: list[Passed] = []
    before: list[Passed] = []
    for step, body in steps:
        if step.action == MOVE:
            before = list(found)
            found = [_renamed(each, body.get(MOVE) or {}) for each in found]
        elif step.action == BACK and found and found[-1].action == MOVE:
            found = [*before, _still(found[-1], step.to_state)]
        found.append(_still(step, step.to_state) if step.action in (MOVE, BACK) else step)
    return tuple(found)


def _still(step: Passed, state: str) -> Passed:
    """A move leads nowhere: the state is the same one under another name."""
    return replace(step, from_state=state, to_state=state)


def _renamed(step: Passed, names: Mapping[str, Any]) -> Passed:
    states, transitions, clocks = (names.get(each) or {} for each in NAMES)
    start = None if step.from_state is None else states.get(step.from_state, step.from_state)
    return replace(
        step, from_state=start, to_state=states.get(step.to_state, step.to_state),
        action=transitions.get(step.action, step.action), clock=clocks.get(step.clock, step.clock),
    )  # fmt: skip
