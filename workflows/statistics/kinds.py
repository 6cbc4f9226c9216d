"""By what the rows of a table can be spread out."""

from __future__ import annotations

from typing import Final

from workflows.boards.dimensions.base import Dimension

KINDS: Final = frozenset({"district", "field", "outcome", "procedure", "stage", "state"})
"""Dimensions whose values are known before anything is counted, so that a row without anything is there too."""


def field_of(by: Dimension) -> str | None:
    """The field of a dimension that has one."""
    name = getattr(by, "field", None)
    return name if isinstance(name, str) else None
