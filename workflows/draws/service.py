"""Carrying out the draws that a decision asks for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from forms.edits import Edit
from workflows.engine.types import DrawWanted

if TYPE_CHECKING:
    from workflows.cases.opened import Opened


def carry_out(opened: Opened, wanted: Sequence[DrawWanted], now: datetime) -> list[Edit]:
    """Draw, keep what a replay needs, and give the edits that write the result into the main form."""
    return []
