"""Tasks: what one person or department had to do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from data.queries import figures
from forms.text import Text
from workflows.boards.detail import Detail
from workflows.boards.ground import OF_CASES, OnCases
from workflows.boards.sources.base import source
from workflows.boards.units import TASKS

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where
    from workflows.checks.board import At


@source
class Tasks(OnCases):
    """Tasks that were done; `rounds` and `roles` narrow them, none means any."""

    kind: Literal["tasks"] = "tasks"
    rounds: list[str] = []
    roles: list[str] = []
    ground: ClassVar[figures.Ground] = "tasks"
    dimensions: ClassVar[frozenset[str]] = OF_CASES | {"role", "doer"}
    measures: ClassVar[frozenset[str]] = frozenset({"count", "cases", "duration", "mean"})

    def unit(self, asked: Asked) -> Text:
        return TASKS

    def detail(self, asked: Asked, where: Where) -> Detail:
        return replace(super().detail(asked, where), rounds=tuple(self.rounds), roles=tuple(self.roles))

    def problems(self, at: At) -> None:
        super().problems(at)
        at.at("rounds").all_known(self.rounds, at.of_procedures(self, "rounds"), "word.round")
        at.at("roles").all_known(self.roles, at.of_procedures(self, "roles"), "word.role")
