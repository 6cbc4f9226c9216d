"""Entries of a register."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from pydantic import Field as Attr

from data.queries import registers as stored
from data.queries.figures import Cells
from forms.text import Message, Text
from workflows.boards.sources.base import Source, source
from workflows.boards.spans import dates
from workflows.registers.known import Known, table_unit, title_of
from workflows.registers.query import Query

if TYPE_CHECKING:
    from workflows.boards.asked import Asked
    from workflows.boards.where import Span, Where
    from workflows.checks.board import At


@source
class Entries(Source):
    """Entries that were in on the day; with `table` the rows of that table of theirs."""

    kind: Literal["entries"] = "entries"
    register_: str = Attr(alias="register")
    table: str | None = None
    dimensions: ClassVar[frozenset[str]] = frozenset({"district", "field", "month", "quarter", "year"})
    measures: ClassVar[frozenset[str]] = frozenset({"count"})

    def known(self, asked: Asked) -> Known | None:
        """The register as it is defined today; None where there is none any more."""
        return asked.registers.get(self.register_)

    def unit(self, asked: Asked) -> Text:
        known = self.known(asked)
        table = known.register.paths.get(self.table) if known and self.table else None
        return table_unit(table) if table else known.unit if known else Text(zh="")

    def noun(self, asked: Asked) -> Text | Message:
        known = self.known(asked)
        if known is None:
            return Text(zh=self.register_)
        table = known.register.paths.get(self.table) if self.table else None
        return title_of(self.table or "", table) if table else known.register.called

    def how(self, asked: Asked) -> Message:
        known = self.known(asked)
        called = known.register.called if known else Text(zh=self.register_)
        data = {"register": called, "on": asked.on.isoformat(), "scope": asked.view.called}
        where = asked.chart.where
        moved = next((name for name in ("came", "went") if getattr(where, name)), "")
        said = Message(f"board.how.{moved or 'entries'}", data)
        rows = Message("board.how.rows", {"rows": self.noun(asked)})
        return Message("board.and", {"first": said, "then": rows}) if self.table else said

    def listing(self, asked: Asked, where: Where) -> Query:
        values = {k: ",".join(v) for k, v in where.values.items()}
        moved = {name: _months(span, asked.on) for name in ("came", "went") if (span := getattr(where, name))}
        return Query(register=self.register_, on=asked.on, districts=asked.places(where), values=values, **moved)

    def _wanted(self, asked: Asked, where: Where) -> stored.EntryFilter:
        return self.listing(asked, where).conditions(asked.view.today)

    def cells(self, asked: Asked, where: Where, facts: Sequence[str]) -> Cells:
        session, wanted = asked.view.session, self._wanted(asked, where)
        return stored.cells(session, asked.before_register(self.register_), wanted, facts, self.table)

    def stocks(self, asked: Asked, where: Where, days: Sequence[date]) -> list[int]:
        if where.came or where.went:  # another stretch for each of the days
            return super().stocks(asked, where, days)
        wanted = replace(self._wanted(asked, where), on=None)
        return stored.stocks(asked.view.session, asked.before_register(self.register_), wanted, days, self.table)

    def months(self, asked: Asked, where: Where, months: int) -> list[stored.Month]:
        """What came in and went out by month."""
        where = where.model_copy(update={"came": None, "went": None})
        return stored.by_month(
            asked.view.session, asked.before_register(self.register_), self._wanted(asked, where), months
        )

    def problems(self, at: At) -> None:
        if at.at("register").known(self.register_, at.registers, "word.register") and self.table:
            at.at("table").known(self.table, at.registers[self.register_].paths, "word.register_table")

    def narrowed(self, listing: Any, **changes: Any) -> Any:
        return replace(listing, **changes)


def _months(span: Span, on: date) -> str:
    """The months of a stretch that ends on a day."""
    first, last = dates(span, on)
    return f"{first:%Y-%m}~{last:%Y-%m}"
