"""Rounds: who is asked when a case comes into a state with one."""

from __future__ import annotations

from workflows.engine.situation import Situation
from workflows.engine.types import TaskFacts


def opening(situation: Situation) -> tuple[TaskFacts, ...]:
    """The tasks of the participants."""
    raise NotImplementedError
