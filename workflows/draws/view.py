"""The draws of a case as somebody may see them: commitments and results for its readers, records for those who may
read all that they hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import col, select

from data.tables import DrawRecord
from forms.text import Text
from workflows.cases.opened import Opened, opened
from workflows.draws.words import REGISTER
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.rights import CITY, EVERY, overseeing


@dataclass(frozen=True)
class DrawView:
    """A draw that was committed to; `drawn_at` None while it waits. `record` is there for whoever may have it."""

    name: str
    title: Text
    number: int
    commitment: str
    committed_at: datetime
    drawn_at: datetime | None
    drawn: int
    pool: int
    left_out: int
    digest: str
    record: dict[str, Any] | None


def draws_of(office: Office, actor: Actor, case_id: int, now: datetime) -> list[DrawView]:
    """Everything that was committed to in a case; nothing for whoever may not see the case."""
    with office.db.read() as session:
        found = opened(office, session, case_id, actor, now)
        if found is None:
            return []
        rows = session.exec(select(DrawRecord).where(DrawRecord.case_id == case_id).order_by(col(DrawRecord.id)))
        return [_view(found, row) for row in rows]


def _view(found: Opened, row: DrawRecord) -> DrawView:
    record = row.record or {}
    draw = found.bundle.procedure.draws.get(row.draw)
    title = Text.model_validate(record["title"]) if record else draw.title if draw else Text(zh=row.draw)
    return DrawView(
        name=f"{row.case_id}-{row.draw}-{row.number}", title=title, number=row.number, commitment=row.commitment,
        committed_at=row.committed_at, drawn_at=row.drawn_at, drawn=len(record.get("drawn", ())),
        pool=len(record.get("pool", ())), left_out=sum(bool(c["excluded"]) for c in record.get("pool", ())),
        digest=record.get("digest", ""), record=row.record if record and _reads_all(found, record) else None,
    )  # fmt: skip


def _reads_all(found: Opened, record: dict[str, Any]) -> bool:
    """Whether nothing in a record is hidden from somebody: the whole form, and the register it was drawn from."""
    actor = found.situation.actor
    if overseeing(actor):
        return True
    if not found.access.reads_all:
        return False
    pool = str(record["rules"].get("pool", ""))
    register = found.bundle.procedure.registers.get(pool.removeprefix(REGISTER))
    if not pool.startswith(REGISTER):
        return True
    read = register.read.items() if register else ()
    return any(place == EVERY and f"{role}@{CITY}" in actor.tokens for role, place in read)
