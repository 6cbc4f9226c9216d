"""The chain of a case's history.

Each row holds a hash over its header, a salted commitment to its details and the hash of the row before. The
details lie beside the chain with their salt: erasing both leaves a chain that still proves order and authorship
and no longer gives away, even by guessing, what was filled in.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session, col, select

from data.tables import History, HistoryDetail

HEADER = (
    "case_id", "step", "actor_id", "role", "for_organisation", "action", "from_state", "to_state", "revision",
    "commitment", "previous",
)  # fmt: skip
LATER = ("for_person", "task_id", "straight")
"""Came later: part of the header where they say something, so that older steps keep their hashes."""


def canonical(value: Any) -> str:
    """One text for one JSON value, whatever the order of its keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def commitment(salt: str, body: Mapping[str, Any]) -> str:
    """What the chain holds of the details."""
    return digest(salt + canonical(body))


def link(row: History) -> str:
    """The hash of a row: its header, with the commitment and the hash before it."""
    header = {name: getattr(row, name) for name in HEADER}
    header |= {name: getattr(row, name) for name in LATER if getattr(row, name) is not None}
    return digest(canonical({**header, "at": moment(row.at)}))


def moment(at: datetime) -> str:
    """A moment as the chain writes it, the same from memory and from the database."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def append(session: Session, row: History, body: Mapping[str, Any]) -> History:
    """Add the next step of a case; `step`, `commitment`, `previous` and `hash` of `row` are filled in here.

    The body must be JSON. Two writers can't both add a step: the pair of case and step is unique.
    """
    last = _last(session, row.case_id)
    salt, plain = secrets.token_hex(16), json.loads(canonical(body))
    row.step = last.step + 1 if last else 1
    row.previous = last.hash if last else ""
    row.commitment = commitment(salt, plain)
    row.hash = link(row)
    session.add(row)
    session.flush()
    session.add(HistoryDetail(history_id=row.id or 0, salt=salt, body=plain))
    return row


def _last(session: Session, case_id: int) -> History | None:
    newest = select(History).where(History.case_id == case_id).order_by(col(History.step).desc()).limit(1)
    return session.exec(newest).first()
