"""Writing entries that a case brings into registers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from workflows.cases.opened import Opened
from workflows.clocks import entry_timers
from workflows.engine.entry_types import NewEntry
from workflows.registers.writing import By, add, first_of


def by_case(opened: Opened, now: datetime) -> By:
    """By the case, in its version."""
    bundle = opened.bundle
    return By(opened.session, bundle, now, case_id=opened.id)


def enter(opened: Opened, new: NewEntry, now: datetime) -> dict[str, Any]:
    """Write an entry; gives what the history tells about it."""
    row = add(by_case(opened, now), new)
    entry_timers.schedule(opened.office, opened.session, [new.register_id], now)
    told = {"register": new.register_id, "id": row.id or 0, "title": new.title, "since": new.since.isoformat()}
    return {**told, "first": first_of(row)} if row.first_id else told
