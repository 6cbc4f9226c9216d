"""A register in the layout of another system, as of a day: the same day gives the same bytes."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from data.queries import registers as stored
from data.queries.paging import Cut
from data.tables import Entry
from forms import feel
from forms.text import Message
from workflows.engine.types import Actor, Refusal
from workflows.model.registers import OutboundList
from workflows.office import Office
from workflows.registers.known import Known
from workflows.registers.listing import chosen
from workflows.registers.query import Query
from workflows.registers.seeing import entry_view
from workflows.workbook import SheetOf, write_book

PIECE = 500
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:)")


@dataclass(frozen=True)
class Outbound:
    """A list as a file."""

    name: str
    content: bytes
    kind: str  # media type


def outbound(
    office: Office, actor: Actor, register: str, key: str, on: date | None, now: datetime
) -> Outbound | Refusal:
    """A list as of a day, today if none is said, with the entries that the actor may read."""
    query = Query(register=register, on=on)
    with office.db.read() as session:
        of = chosen(office, session, actor, query, now)
        wanted = of.register.lists.get(key) if of else None
        if of is None or wanted is None:
            return Refusal(Message("no_such_register"), guard="role")
        day = min(on or office.today(now), office.today(now))
        lines = _lines(office, session, actor, of, wanted, query, day)
        name = f"{wanted.title.zh} {day.isoformat()}.{wanted.format}"
        if wanted.format == "csv":
            return Outbound(name, _csv(wanted, lines), "text/csv")
        return Outbound(name, _xlsx(wanted, lines), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def _lines(
    office: Office, session: Session, actor: Actor, of: Known, wanted: OutboundList, query: Query, day: date
) -> Iterator[list[str]]:
    services = feel.Services(now=lambda: datetime.combine(day, time(12), office.zone))
    districts = office.district_names(session)
    for entry in _entries(session, actor, query, day):
        view = entry_view(session, entry, of.register, districts)
        for scope in _scopes(view, wanted):
            if wanted.when is None or feel.evaluate(wanted.when, scope, services) is True:
                yield [text_of(feel.evaluate(text, scope, services)) for text in wanted.columns.values()]


def _entries(session: Session, actor: Actor, query: Query, day: date) -> Iterator[Entry]:
    cut: Cut | None = Cut(PIECE)
    while cut is not None:
        page = stored.find(session, actor.tokens, query.conditions(day), "title", cut=cut)
        yield from page.rows
        cut = Cut(PIECE, after=page.next) if page.next else None


def _scopes(view: Mapping[str, Any], wanted: OutboundList) -> Iterator[dict[str, Any]]:
    if wanted.per is None:
        yield {"entry": view}
        return
    yield from ({"entry": view, "item": row} for row in view[wanted.per])


def text_of(value: Any) -> str:
    """A value as another system reads it: days as 2026-03-02, numbers without an exponent, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return text_of(value.get("名称", value.get("code")))
    return "、".join(map(text_of, value)) if isinstance(value, list) else str(value)


def _csv(wanted: OutboundList, lines: Iterator[list[str]]) -> bytes:
    """As the other system wants it; GB 18030 has every character there is."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(wanted.columns)
    writer.writerows(lines)
    return out.getvalue().encode(wanted.encoding)


def _xlsx(wanted: OutboundList, lines: Iterator[list[str]]) -> bytes:
    """Text in every cell, so that nothing is taken for a formula or loses its zeros."""
    path = write_book([SheetOf(wanted.title.zh, [(heading, 20.0) for heading in wanted.columns], lines)])
    content = path.read_bytes()
    path.unlink()
    return stable(content)


def stable(content: bytes) -> bytes:
    """A workbook without the moment at which it was written."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                part = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z\g<2>", part)
            info = zipfile.ZipInfo(name, _LONG_AGO)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, part)
    return out.getvalue()
