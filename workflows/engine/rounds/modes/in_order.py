"""顺序会签: everybody answers, one participant after the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from workflows.engine.rounds.groups import BESIDES
from workflows.engine.rounds.modes.base import Mode, mode
from workflows.engine.types import TaskFacts


@mode
class InOrder(Mode):
    """A participant's turn comes when nobody before them is waited for; several people of one answer together."""

    name: ClassVar[str] = "in order"

    def turn(self, task: TaskFacts, group: Sequence[TaskFacts]) -> bool:
        if task.relation in BESIDES:
            return True
        return not any(t.active and t.position < task.position for t in group)
