"""Changing and ending entries by a case: dated revisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workflows.engine.entry_types import EntryChange
from workflows.registers.writing import change

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def change_entries(opened: Opened, wanted: Sequence[EntryChange], now: datetime) -> list[dict[str, Any]]:
    """Write dated revisions or ends of entries; tells the history of them."""
    return [_one(opened, each, now) for each in wanted]


def _one(opened: Opened, wanted: EntryChange, now: datetime) -> dict[str, Any]:
    from workflows.cases.entering import by_case

    row = change(by_case(opened, now), wanted)
    told = {"register": wanted.register_id, "id": row.id or 0, "first": wanted.entry, "title": row.title}
    on = wanted.on.isoformat()
    if wanted.ends:
        return {**told, "until": on, "reason": wanted.reason}
    return {**told, "changed": on, "fields": sorted(wanted.body), "tables": sorted(wanted.rows)}
