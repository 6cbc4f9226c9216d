"""On how many cases."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from forms.text import Message, Text
from workflows.boards.measures.base import Measure, measure
from workflows.boards.units import CASES

if TYPE_CHECKING:
    from data.queries.figures import Cells
    from workflows.boards.asked import Asked
    from workflows.boards.figure import Amount
    from workflows.boards.where import Where


@measure
class OnCases(Measure):
    """On how many cases there is any: a case on which a step was taken twice counts once."""

    kind: Literal["cases"] = "cases"
    adds: ClassVar[bool] = False  # a case may lie in several marks

    def gather(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        found: dict[tuple[Any, ...], frozenset[Any]] = {} if facts else {(): frozenset()}
        for (*key, case), _ in asked.chart.source.cells(asked, where, [*facts, "id"]).items():
            found[tuple(key)] = found.get(tuple(key), frozenset()) | {case}
        return found

    def merge(self, one: Any, other: Any) -> Any:
        return one | other

    def value(self, asked: Asked, gathered: Any) -> Amount | None:
        return len(gathered)

    def unit(self, asked: Asked) -> Text:
        return CASES

    def how(self, asked: Asked) -> Message | None:
        return Message("board.how.on_cases")
