"""The mapping that templates read: its shape for a version, and its values for a case, as far as the issuer may read.

A part of it is a class in `workflows/papers/parts/`.
"""

from __future__ import annotations

from typing import Any

from forms.paper.shape import Group, Shape
from workflows.bundle import Bundle
from workflows.papers.parts import Wanted, registry


def shape(bundle: Bundle) -> Group:
    """Every name that a template of the version may speak of."""
    found: dict[str, Shape] = {}
    for part in registry:
        found |= part.shapes(bundle)
    return Group(found)


def context(wanted: Wanted) -> dict[str, Any]:
    """The same names with the values of a case."""
    found: dict[str, Any] = {}
    for part in registry:
        found |= part.values(wanted)
    return found
