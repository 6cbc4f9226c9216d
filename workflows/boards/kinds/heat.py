"""Rows and columns, shaded by value."""

from __future__ import annotations

from typing import ClassVar

from workflows.boards.figure import Cross, Heat
from workflows.boards.kinds.base import kind
from workflows.boards.kinds.stacked import Stacked


@kind
class HeatMap(Stacked):
    """A cell for each pair of marks."""

    name: ClassVar[str] = "heat"
    shape: ClassVar[type[Cross]] = Heat
