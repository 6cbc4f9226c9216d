"""Steps that cases took."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Literal

from data.queries import figures
from forms.text import Text
from workflows.boards.detail import Detail
from workflows.boards.ground import OF_CASES, OnCases
from workflows.boards.sources.base import source
from workflows.boards.units import STEPS
from workflows.boards.where import Way
from workflows.model.naming import TransitionKey

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where
    from workflows.checks.board import At


@source
class Steps(OnCases):
    """Transitions that were taken; `transitions` names them, `ways` are kinds of them (return, recall …)."""

    kind: Literal["steps"] = "steps"
    transitions: list[TransitionKey] = []
    ways: list[Way] = []
    ground: ClassVar[figures.Ground] = "steps"
    measures: ClassVar[frozenset[str]] = frozenset({"count", "share", "cases"})
    dimensions: ClassVar[frozenset[str]] = OF_CASES | {"role", "doer", "transition", "given"}

    def unit(self, asked: Asked) -> Text:
        return STEPS

    def detail(self, asked: Asked, where: Where) -> Detail:
        taken = sorted({
            (p.id, k) for p in asked.told.versions for k, t in p.transitions.items()
            if (not self.transitions or k in self.transitions) and (not self.ways or t.kind in self.ways)
        })  # fmt: skip
        found = super().detail(asked, where)
        cases = replace(found.cases, given={})  # what was chosen is asked of the step itself
        return replace(found, cases=cases, transitions=tuple(taken), given=found.cases.given)

    def problems(self, at: At) -> None:
        super().problems(at)
        at.at("transitions").all_known(self.transitions, at.of_procedures(self, "transitions"), "word.transition")
