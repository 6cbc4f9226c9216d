"""A register as a workbook: the entries that a query finds, their tables at every level; importing takes it back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session

from data.queries import registers as stored
from data.queries.paging import Cut
from forms.sheet import AFTER, BEFORE, Beside, listing
from forms.text import Message, Text
from workflows.engine.types import Actor, Refusal
from workflows.messages import say
from workflows.office import Office
from workflows.registers.book import Rows, as_row, rows_of_many
from workflows.registers.by_case import by_case
from workflows.registers.known import Known, Words, names
from workflows.registers.listing import chosen
from workflows.registers.query import Query
from workflows.registers.sheet import ENTRIES, form_of

PIECE = 500


def export(office: Office, actor: Actor, query: Query, now: datetime, lang: str = "zh") -> Path | Refusal:
    """Write what the query finds, as far as the actor may read it; the caller takes the file away."""
    with office.db.read() as session:
        of = chosen(office, session, actor, query, now)
        if of is None:
            return Refusal(Message("no_such_register"), guard="role")
        today = office.today(now)
        made = _Exported(session, actor, of, Words(of.bundle, names(session)), query, today, lang)
        options = office.options(session, of.bundle, today, actor.tokens)
        return listing(
            form_of(of.id, of.register), options, made.rows(), str(of.bundle.number), lang, above=made.above(),
            beside=made.beside(),
        )  # fmt: skip


class _Exported:
    """What stands in an export beside the fields: above the list, after each entry, before each row."""

    def __init__(
        self, session: Session, actor: Actor, of: Known, words: Words, query: Query, today: date, lang: str
    ) -> None:
        self.session, self.actor, self.of, self.words, self.lang = session, actor, of, words, lang
        self.wanted, self.on = query.conditions(today), min(query.on or today, today)

    def _say(self, code: str, **data: Any) -> str:
        return say(Message(code, data), self.lang)

    def above(self) -> list[str]:
        shown = self._say("register.sheet", register=self.of.register.called, on=self.on.isoformat())
        return [shown] if self.of.register.public else [shown, self._say("register.not_public")]

    def beside(self) -> dict[str, Beside]:
        """Entries tell since when, until when and by which case; rows tell whose they are."""
        days = [(self._say(f"register.{name}"), 14.0) for name in ("since", "until")]
        found = {ENTRIES: Beside(after=[*days, (self._say("register.by_case"), 24.0)])}
        whose = [(self._say("register.entry"), 30.0)]
        return found | {f"{ENTRIES}.{path}": Beside(before=whose) for path in self.of.register.paths}

    def rows(self) -> Iterator[dict[str, Any]]:
        """All of them, by district, read piece by piece."""
        cut: Cut | None = Cut(PIECE)
        while cut is not None:
            page = stored.find(self.session, self.actor.tokens, self.wanted, "district", cut=cut)
            cases = by_case(self.session, self.actor.tokens, [e.case_id for e in page.rows])
            inside = rows_of_many(self.session, self.of.register, [e.id or 0 for e in page.rows])
            for entry in page.rows:
                by = cases.get(entry.case_id)
                until = None if entry.goes_on else entry.until
                rows = named(inside.get(entry.id or 0, {}), entry.title)
                after = [entry.entered, until, self._word(by.called) if by else None]
                yield {**as_row(self.of.register, entry, rows), AFTER: after}
            cut = Cut(PIECE, after=page.next) if page.next else None

    def _word(self, value: Text) -> str:
        return value.say(self.lang)


def named(rows: Rows, title: str) -> Rows:
    """The rows of an entry, at every level, with what the entry is called beside them."""
    return {name: [_named(row, title) for row in found] for name, found in rows.items()}


def _named(row: dict[str, Any], title: str) -> dict[str, Any]:
    inside = {k: [_named(r, title) for r in v] for k, v in row.items() if _is_rows(v)}
    return {**row, **inside, BEFORE: [title]}


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)
