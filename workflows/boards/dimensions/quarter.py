"""By quarter of a day of it."""

from __future__ import annotations

from typing import Literal

from workflows.boards.dimensions.base import dimension
from workflows.boards.dimensions.period import Period


@dimension
class Quarter(Period):
    """By quarter of a day of it."""

    kind: Literal["quarter"] = "quarter"
