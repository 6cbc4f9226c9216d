"""Sources that lie on cases: the cases themselves, rows of their tables, tasks, steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from data.queries import figures
from data.queries.facts.pauses import Pauses
from data.queries.facts.pauses import pauses as stopped
from workflows.boards.detail import Detail
from workflows.boards.sources.base import Source
from workflows.boards.spans import dates

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where
    from workflows.checks.board import At

OF_CASES = frozenset({
    "procedure", "stage", "state", "outcome", "district", "organisation", "holder", "light", "field", "industry",
    "month", "quarter", "year",
})  # fmt: skip


class OnCases(Source):
    """What is counted case by case, as far as whoever looks may see the case; none of `procedures` means every one."""

    procedures: list[str] = []

    ground: ClassVar[figures.Ground] = "cases"
    dimensions: ClassVar[frozenset[str]] = OF_CASES

    def detail(self, asked: Asked, where: Where) -> Detail:
        """What is counted on which cases."""
        done = dates(where.done, asked.on) if where.done else None
        return Detail(self.ground, asked.cases(where), asked.on, done=done)

    def listing(self, asked: Asked, where: Where) -> Any:
        return self.detail(asked, where)

    def cells(self, asked: Asked, where: Where, facts: Sequence[str]) -> figures.Cells:
        found: figures.Cells = self._counted(asked, where, figures.cells, facts)
        return found

    def sums(self, asked: Asked, where: Where, name: str, facts: Sequence[str]) -> figures.Cells:
        found: figures.Cells = self._counted(asked, where, figures.sums, name, facts)
        return found

    def spells(self, asked: Asked, where: Where, facts: Sequence[str]) -> figures.Cells:
        found: figures.Cells = self._counted(asked, where, figures.spells, facts)
        return found

    def lengths(self, asked: Asked, where: Where, facts: Sequence[str]) -> figures.Cells | None:
        found: figures.Cells | None = self._counted(asked, where, figures.lengths, facts)
        return found

    def running(self, asked: Asked, where: Where, facts: Sequence[str]) -> figures.Cells | None:
        found: figures.Cells | None = self._counted(asked, where, figures.running, facts, asked.told.paused)
        return found

    def _counted(self, asked: Asked, where: Where, how: Callable[..., Any], *more: Any) -> Any:
        """What storage says; a question that several charts ask is asked once."""
        wanted, view = self.wanted(asked, where), asked.view
        key = (how.__name__, view.everyone, repr(wanted), repr(more))
        return asked.once(key, lambda: how(view.session, asked.tokens, wanted, *more))

    def pauses(self, asked: Asked, where: Where) -> Pauses:
        wanted, view = self.wanted(asked, where), asked.view
        on = wanted.on if wanted.past else None
        return stopped(view.session, asked.tokens, wanted.cases, asked.told.paused, on)

    def wanted(self, asked: Asked, where: Where) -> figures.Wanted:
        view = asked.view
        return self.detail(asked, where).wanted(view.office, view.session, view.actor, view.now)

    def narrowed(self, listing: Any, **changes: Any) -> Any:
        if isinstance(listing, Detail):
            return replace(listing, cases=replace(listing.cases, **changes))
        return replace(listing, **changes)

    def problems(self, at: At) -> None:
        at.at("procedures").all_known(self.procedures, at.procedures, "word.procedure")
