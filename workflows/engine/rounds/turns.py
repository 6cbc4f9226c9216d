"""Whose turn it is in a round about one row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from workflows.engine.rounds.groups import OVERTAKEN
from workflows.engine.rounds.modes import Mode, mode_of
from workflows.engine.rounds.standing import Standing
from workflows.engine.types import TaskFacts

HINDER = frozenset({"before", "entrust"})
"""Relations of tasks that the task they were made from waits for."""


def turns(standing: Standing) -> list[TaskFacts]:
    """The tasks, each open if its turn has come, waiting if not, closed if nothing hangs on it any more."""
    mode, tasks = mode_of(standing.round), standing.group.tasks
    if mode.overtaken(standing):
        return [replace(t, state="closed", note=OVERTAKEN) if t.active else t for t in tasks]
    return [replace(t, state="open" if _turn(mode, t, tasks) else "waiting") if t.active else t for t in tasks]


def _turn(mode: Mode, task: TaskFacts, tasks: Sequence[TaskFacts]) -> bool:
    """Whether a task may be done now: what was asked for before it is done, and the order has come to it."""
    hindered = task.id is not None and any(t.active and t.parent == task.id and t.relation in HINDER for t in tasks)
    follows = task.relation == "after" and any(t.active and t.id == task.parent for t in tasks)
    return not hindered and not follows and mode.turn(task, tasks)
