"""Changing and ending entries: dated revisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from workflows.engine.types import EntryChange

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def change_entries(opened: Opened, wanted: Sequence[EntryChange], now: datetime) -> list[dict[str, Any]]:
    """Write dated revisions or ends of entries; tells the history of them."""
    return []
