"""Computed fields: none waits for itself."""

from __future__ import annotations

from collections.abc import Mapping

from forms.checks.base import Findings, Subject, error, form_check
from forms.context import reads
from forms.fields.computed import ComputedField


@form_check
def check_circles(subject: Subject) -> Findings:
    """No computed field needs its own value, directly or through others."""
    computed = {part.path: part for part in subject.parts if isinstance(part.field, ComputedField)}
    needs = {path: reads(path, getattr(part.field, "value", "")) & computed.keys() for path, part in computed.items()}
    told: set[str] = set()
    for path, part in computed.items():
        circle = _circle(path, needs)
        if circle and path not in told:
            told.update(circle)
            yield error("computed_circle", f"{part.pointer}/value", path=" → ".join([*circle, path]))


def _circle(start: str, needs: Mapping[str, set[str]]) -> list[str]:
    """The way from a field back to itself; empty if there is none."""
    waiting = [[start]]
    seen: set[str] = set()
    while waiting:
        way = waiting.pop()
        for following in sorted(needs[way[-1]]):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                waiting.append([*way, following])
    return []
