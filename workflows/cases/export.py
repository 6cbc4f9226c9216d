"""The cases of a query as a workbook, with what the list on the screen shows and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlmodel import Session, select

from data.queries import cases as stored
from data.queries.paging import Cut
from data.tables import Campaign
from forms.text import Message, Text
from workflows.cases.search import CaseRow, Query, conditions, rows
from workflows.engine.types import Actor
from workflows.messages import say
from workflows.office import Office
from workflows.workbook import SheetOf, write_book

_PIECE = 1000
_OWN = (
    ("number", 24), ("title", 44), ("procedure", 28), ("state", 14), ("district", 16), ("organisation", 28),
    ("campaign", 20), ("holder", 18), ("filed", 14), ("due", 14), ("late", 10), ("on_behalf", 8),
    ("changed", 18),
)  # fmt: skip


def export(office: Office, actor: Actor, query: Query, now: datetime, lang: str = "zh") -> Path:
    """Write every case that the query finds to a temporary workbook; the caller takes it away."""
    with office.db.read() as session:
        columns = _columns(office, session, query)
        heads = [(say(Message(f"export.{key}"), lang), float(width)) for key, width in _OWN]
        heads += [(title.say(lang), 12.0) for title in columns.values()]
        campaigns = {c.id: (c.title, c.title_en) for c in session.exec(select(Campaign))}
        made = (_row(row, columns, campaigns, office, lang) for row in _all(office, session, actor, query))
        above = [say(Message("export.about", {"at": now.astimezone(office.zone).strftime("%Y-%m-%d %H:%M")}), lang)]
        return write_book([SheetOf(say(Message("export.sheet"), lang), heads, made, above)])


def _all(office: Office, session: Session, actor: Actor, query: Query) -> Iterator[CaseRow]:
    wanted = conditions(office, session, actor, query)
    after = None
    while True:
        cut = Cut(limit=_PIECE, after=after)
        found = stored.find(session, actor.tokens, wanted, query.order, query.descending, cut)
        yield from rows(office, session, actor, found.rows)
        after = found.next
        if after is None:
            return


def _columns(office: Office, session: Session, query: Query) -> dict[str, Text]:
    """The computed columns of the procedures that are looked for, by name."""
    wanted = [query.procedure] if query.procedure else office.procedures(session)
    bundles = [b for p in wanted if (b := office.newest(session, p))]
    return {name: column.title for b in bundles for name, column in b.procedure.case.columns.items()}


def _row(
    row: CaseRow,
    columns: Mapping[str, Text],
    campaigns: Mapping[int | None, tuple[str, str]],
    office: Office,
    lang: str,
) -> list[Any]:
    zh, en = campaigns.get(row.campaign, ("", ""))
    yes = say(Message("export.yes"), lang)
    return [
        row.number or "", row.title.say(lang), row.procedure_title.say(lang), row.state.title.say(lang),
        row.district.title.say(lang), row.organisation.say(lang), en if lang == "en" and en else zh,
        row.holder.say(lang) if row.holder else "", row.filed_on, row.due, yes if row.late else "",
        yes if row.on_behalf else "", row.changed_at.astimezone(office.zone).replace(tzinfo=None, microsecond=0),
        *(row.columns.get(name) for name in columns),
    ]  # fmt: skip
