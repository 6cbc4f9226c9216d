"""Keys of what may exist once: an open case, an action."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workflows.audit.chain import canonical
from workflows.definition import Procedure

CAMPAIGN = "campaign"


def open_key(procedure: Procedure, campaign: int | None, values: Mapping[str, Any]) -> str | None:
    """What only one open case of a procedure may be for; None where any number may be open."""
    parts = procedure.case.one_open_per
    if not parts:
        return None
    return canonical([procedure.id, *(campaign if p == CAMPAIGN else values.get(p) for p in parts)])
