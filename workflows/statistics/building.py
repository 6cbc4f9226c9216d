"""What a table could ask: choices out of the registries and the published definitions, as boards have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows.boards import narrowing
from workflows.boards.building import Builder, Choice, with_part
from workflows.boards.measures.count import Count
from workflows.boards.narrowing import Names
from workflows.boards.sources import AnySource
from workflows.checks.rules.statistics import HAPPENINGS, usable
from workflows.model.boards import Chart
from workflows.model.statistics import Asked, Column, Row, Statistic
from workflows.statistics.kinds import KINDS

FLAGS = ("open", "late", "returned", "in_time")


@dataclass(frozen=True, eq=False)
class Tables:
    """What tables of some procedures could ask."""

    builder: Builder

    def sources(self) -> list[Choice]:
        """What can be counted; of the procedures that publish the table where they are not said."""
        known = {source.model_fields["kind"].default for source in HAPPENINGS}
        return [c for c in self.builder.sources if c.value["kind"] in known]

    def measures(self, source: AnySource) -> list[Choice]:
        """What can be worked out of a source."""
        return self.builder.measures(_chart(source))

    def happenings(self, source: AnySource) -> list[str]:
        """What can have happened to what is counted."""
        return sorted(HAPPENINGS.get(type(source), frozenset()))

    def dimensions(self, source: AnySource) -> list[Choice]:
        """By what a row can be spread out into one for each value."""
        return [c for c in self.builder.told_apart(_chart(source)) if c.value["kind"] in KINDS]

    def lists(self, source: AnySource) -> dict[str, Names]:
        """The conditions that name some of several."""
        return {k: v for k, v in narrowing.lists(self.builder, _chart(source)).items() if k in usable(source)}

    def flags(self, source: AnySource) -> list[str]:
        """The questions that are answered by yes or no."""
        return [f for f in FLAGS if f in usable(source)]

    def values(self, source: AnySource) -> dict[str, tuple[Any, Names]]:
        """The counted fields whose values are known."""
        return narrowing.values(self.builder, _chart(source))

    def parts(self, source: AnySource) -> dict[str, Names]:
        """What narrows a source itself."""
        return narrowing.parts(self.builder, _chart(source))


def _chart(source: AnySource) -> Chart:
    return Chart(id="asked", kind="figure", source=source, measure=Count())


def source_of(table: Statistic, asked: Asked) -> AnySource:
    """What a row or a column counts."""
    return asked.source or table.source


def with_choice(asked: Asked, part: str, choice: Choice) -> Any:
    """The source or the measure of a choice."""
    made = with_part(Chart(id="asked"), part, choice)
    return getattr(made, part)


def kind_of(node: Row | Column) -> str:
    """How the figures of a row or a column come about: asked, by a formula, like another, spread out, a heading."""
    if node.value is not None:
        return "value"
    if isinstance(node, Column):
        return "heading" if node.columns else "like" if node.like is not None else "asked"
    return "by" if node.by is not None else "asked"


BLANK: Mapping[str, Any] = {"value": None, "like": None, "by": None}
"""What only some kinds have."""
