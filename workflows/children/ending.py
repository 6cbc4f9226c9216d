"""What the end of a case does to its children and to its parent."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def ended(opened: Opened, now: datetime) -> None:
    """After a case has ended: its open children end or stay, its parent takes over what it brought."""
