"""Timers: jobs enqueued in the transaction that causes them, which look again when they are due."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def schedule(opened: Opened, now: datetime) -> None:
    """Enqueue what the clocks of a case need, after each step of it; the same timer is enqueued once."""
