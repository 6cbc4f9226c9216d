"""Limits that can be kept, and nothing required of computed fields."""

from __future__ import annotations

from typing import Any

from forms.checks.base import Findings, Subject, error, form_check
from forms.numbers import as_decimal

_PAIRS = (("min", "max"), ("min_rows", "max_rows"), ("min_length", "max_length"))


@form_check
def check_bounds(subject: Subject) -> Findings:
    """The lower bound lies below the upper one."""
    for part in subject.parts:
        for lower, upper in _PAIRS:
            low, high = getattr(part.field, lower, None), getattr(part.field, upper, None)
            if low is not None and high is not None and _order(low) > _order(high):
                yield error("bounds", f"{part.pointer}/{lower}", path=part.path, low=low, high=high)


@form_check
def check_computed_is_not_required(subject: Subject) -> Findings:
    """Nobody can fill in what is computed."""
    for part in subject.parts:
        if part.field.valued and not part.field.stored and (part.field.required or part.field.required_when):
            yield error("computed_required", part.pointer, path=part.path)


def _order(bound: Any) -> Any:
    """What a bound is compared by: exact numbers are written as text, days have the order of their text."""
    number = as_decimal(bound)
    return bound if number is None else number
