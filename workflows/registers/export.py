"""A register as a workbook: the entries that a query finds, and a sheet for each of their tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.queries import registers as stored
from data.queries.paging import Cut
from data.tables import Entry
from forms.text import Message, Text
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.model.registers import RegisterTable
from workflows.office import Office
from workflows.registers.by_case import ByCase, by_case
from workflows.registers.known import Known, Words, names, title_of
from workflows.registers.listing import chosen
from workflows.registers.query import Query
from workflows.workbook import SheetOf, write_book

PIECE = 500


def export(office: Office, actor: Actor, query: Query, now: datetime, lang: str = "zh") -> Path | Refusal:
    """Write what the query finds, as far as the actor may read it; the caller takes the file away."""
    with office.db.read() as session:
        of = chosen(office, session, actor, query, now)
        if of is None:
            return Refusal(Message("no_such_register"), guard="role")
        words = Words(of.bundle, names(office, session))
        return write_book(_Written(session, actor, of, words, query, office.today(now), lang).sheets())


class _Written:
    """One export: the same entries for every sheet."""

    def __init__(
        self, session: Session, actor: Actor, of: Known, words: Words, query: Query, today: date, lang: str
    ) -> None:
        self.session, self.of, self.words, self.lang = session, of, words, lang
        self.tokens, self.wanted = actor.tokens, query.conditions(today)
        self.on = min(query.on or today, today)
        self.cases: dict[int | None, ByCase] = {}  # of the piece that is being written

    def sheets(self) -> Iterator[SheetOf]:
        yield SheetOf(self._title(), self._headings(), self._lines(), self._above())
        for key, table in self.of.register.tables.items():
            yield self._table(key, table)

    def _title(self) -> str:
        return self.of.register.called.say(self.lang)

    def _say(self, code: str, **data: Any) -> str:
        return say(Message(code, data), self.lang)

    def _above(self) -> list[str]:
        shown = self._say("register.sheet", register=self.of.register.called, on=self.on.isoformat())
        return [shown] if self.of.register.public else [shown, self._say("register.not_public")]

    def _headings(self) -> list[tuple[str, float]]:
        fields = [(title_of(k, f).say(self.lang), 24.0) for k, f in self.of.register.fields.items()]
        tables = [(title_of(k, t).say(self.lang), 12.0) for k, t in self.of.register.tables.items()]
        days = [(self._say(f"register.{name}"), 14.0) for name in ("since", "until")]
        return [*fields, *tables, *days, (self._say("register.by_case"), 24.0)]

    def _lines(self) -> Iterator[list[Any]]:
        for entry in self._entries():
            counts = stored.row_counts(self.session, [entry.id or 0])
            fields = [self._word(self.words.of(f, entry.body.get(k))) for k, f in self.of.register.fields.items()]
            rows = [counts.get((entry.id or 0, key), 0) for key in self.of.register.tables]
            by = self.cases.get(entry.case_id)
            until = None if entry.goes_on else entry.until
            yield [*fields, *rows, entry.entered, until, self._word(by.called) if by else ""]

    def _word(self, value: Text) -> str:
        return value.say(self.lang)

    def _table(self, key: str, table: RegisterTable) -> SheetOf:
        own = [(title_of(k, f).say(self.lang), 30.0) for k, f in table.fields.items()]
        headings = [(self._say("register.entry"), 30.0), (self._say("register.district"), 16.0), *own]
        return SheetOf(title_of(key, table).say(self.lang), headings, self._rows(key, table), self._above())

    def _rows(self, key: str, table: RegisterTable) -> Iterator[list[Any]]:
        for entry in self._entries():
            place = self._word(self.words.district(entry.district))
            for row in stored.rows_of(self.session, entry.id or 0, key):
                values = [self._word(self.words.of(f, row.body.get(k))) for k, f in table.fields.items()]
                yield [entry.title, place, *values]

    def _entries(self) -> Iterator[Entry]:
        """All of them, by district, read piece by piece."""
        cut: Cut | None = Cut(PIECE)
        while cut is not None:
            page = stored.find(self.session, self.tokens, self.wanted, "district", cut=cut)
            self.cases = by_case(self.session, self.tokens, [e.case_id for e in page.rows])
            yield from page.rows
            cut = Cut(PIECE, after=page.next) if page.next else None
