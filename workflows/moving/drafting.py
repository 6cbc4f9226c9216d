"""A mapping that somebody is putting together: kept with each change, gone once its cases are being moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import ValidationError
from sqlmodel import Session, select

from data.tables import MoveDraft
from workflows.editing import may_define, not_admin
from workflows.engine.types import Actor, Refusal
from workflows.moving.mapping import Mapping
from workflows.office import Office


def kept(office: Office, actor: Actor, before: int, after: int) -> Mapping | None:
    """What the person has made of the mapping of two versions; None where that is nothing, or not readable now."""
    if not may_define(actor):
        return None
    with office.db.read() as session:
        row = _row(session, actor.id, before, after)
        try:
            return Mapping.model_validate(row.body) if row else None
        except ValidationError:  # written before an upgrade: it is proposed anew
            return None


def keep(office: Office, actor: Actor, before: int, after: int, mapping: Mapping, now: datetime) -> Refusal | None:
    """Keeps it as it is now."""
    if not may_define(actor):
        return not_admin()
    with office.db.write() as session:
        row = _row(session, actor.id, before, after)
        body: dict[str, Any] = mapping.model_dump(mode="json", by_alias=True)
        row = row or MoveDraft(person_id=actor.id, from_version_id=before, to_version_id=after, body=body,
                               changed_at=now)  # fmt: skip
        row.body, row.changed_at = body, now
        session.add(row)
    return None


def forget(session: Session, person: int, before: int, after: int) -> None:
    """It is used, or given up: next time it is proposed anew."""
    row = _row(session, person, before, after)
    if row is not None:
        session.delete(row)


def _row(session: Session, person: int, before: int, after: int) -> MoveDraft | None:
    wanted = (MoveDraft.person_id == person, MoveDraft.from_version_id == before, MoveDraft.to_version_id == after)
    return session.exec(select(MoveDraft).where(*wanted)).first()
