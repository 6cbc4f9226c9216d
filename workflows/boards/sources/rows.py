"""Rows of a table of the main form."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from data.queries import figures
from forms.text import Message, Text
from workflows.boards.detail import Detail
from workflows.boards.ground import OnCases
from workflows.boards.sources.base import source
from workflows.boards.units import ROWS
from workflows.cases.indexing import index_group

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Where
    from workflows.checks.board import At


@source
class Rows(OnCases):
    """Rows of a table (its path) in the cases of one procedure."""

    kind: Literal["rows"] = "rows"
    table: str
    called: Text | None = None  # what one row is called: 户
    ground: ClassVar[figures.Ground] = "rows"
    dated: ClassVar[bool] = False
    measures: ClassVar[frozenset[str]] = frozenset({"count", "share", "cases"})

    def unit(self, asked: Asked) -> Text:
        return self.called or ROWS

    def noun(self, asked: Asked) -> Text:
        return asked.named(self.table)

    def how(self, asked: Asked) -> Message:
        return Message("board.how.rows_of", {"rows": self.noun(asked)})

    def detail(self, asked: Asked, where: Where) -> Detail:
        bundle = asked.one
        group = index_group(bundle, f"{self.table}.-") if bundle else None
        outside = {k: v for k, v in where.values.items() if not self._mine(k)}
        found = super().detail(asked, where.model_copy(update={"values": outside}))
        held = {k: ",".join(v) for k, v in where.values.items() if self._mine(k) and v}
        return replace(found, table=self.table, group=group or "-", held=held)

    def _mine(self, field: str) -> bool:
        """Whether a field is one of the rows themselves: its values narrow rows, others the cases that they lie in."""
        return field.rpartition(".")[0] == self.table

    def narrowed(self, listing: Any, **changes: Any) -> Any:
        values = changes.get("values", {})
        own = {k: v for k, v in values.items() if self._mine(k)}
        if own:
            listing = replace(listing, held={**listing.held, **own})
            changes["values"] = {k: v for k, v in values.items() if k not in own}
        return super().narrowed(listing, **changes)

    def problems(self, at: At) -> None:
        super().problems(at)
        at.one_procedure(self)
        at.at("table").known(self.table, at.tables(self), "word.table")
