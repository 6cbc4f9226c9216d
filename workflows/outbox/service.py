"""Posting messages in the transaction that causes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from workflows.engine.types import Notice

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def post(opened: Opened, notices: Sequence[Notice], now: datetime) -> list[dict[str, object]]:
    """Write messages for whoever holds their tokens now, and what has to deliver them; tells the history of them."""
    return []
