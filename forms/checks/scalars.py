"""Numbers, ratings, patterns and notes: limits that the types can keep, names that there are."""

from __future__ import annotations

from typing import Final

from forms.checks.base import Findings, Part, Subject, error, form_check, unknown
from forms.fields.computed import ComputedField
from forms.fields.money import UNITS
from forms.fields.rating import RatingField
from forms.fields.text import TextField
from forms.patterns import PATTERNS

LARGEST_SCALE: Final = 6
LARGEST_STEPS: Final = 10
_ASKING: Final = ("required", "required_when", "default", "find", "count", "unique")


@form_check
def check_scales(subject: Subject) -> Findings:
    """Digits after the point: as many as every database and sheet keeps."""
    for part in subject.parts:
        digits = getattr(part.field, "digits", None)
        if digits is not None and not 0 <= digits <= LARGEST_SCALE:
            yield error("bad_scale", f"{part.pointer}/scale", path=part.path, value=digits, limit=LARGEST_SCALE)


@form_check
def check_money_units(subject: Subject) -> Findings:
    """Computed money has one of the units that money has."""
    for part in subject.parts:
        field = part.field
        if isinstance(field, ComputedField) and field.of == "money" and field.unit and field.unit.zh not in UNITS:
            yield error("money_unit", f"{part.pointer}/unit", path=part.path, unit=field.unit)


@form_check
def check_patterns(subject: Subject) -> Findings:
    """A pattern is one of the list."""
    for part in subject.parts:
        name = part.field.pattern if isinstance(part.field, TextField) else None
        if name is not None and name not in PATTERNS:
            at = f"{part.pointer}/pattern"
            yield unknown("no_pattern", at, name, PATTERNS, path=part.path, name=name, known=list(PATTERNS))


@form_check
def check_lengths(subject: Subject) -> Findings:
    """A longest length, and a longest period, leaves room for something."""
    for part in subject.parts:
        for key in ("max_length", "max_days"):
            length = getattr(part.field, key, None)
            if length is not None and length < 1:
                yield error("bad_length", f"{part.pointer}/{key}", path=part.path, value=length)


@form_check
def check_ratings(subject: Subject) -> Findings:
    """A rating has a few steps, all of them named or none."""
    for part in subject.parts:
        field = part.field
        if not isinstance(field, RatingField):
            continue
        if not 2 <= field.steps <= LARGEST_STEPS:
            yield error("bad_steps", f"{part.pointer}/steps", path=part.path, value=field.steps, limit=LARGEST_STEPS)
        elif field.labels and len(field.labels) != field.steps:
            data = {"path": part.path, "steps": field.steps, "labels": len(field.labels)}
            yield error("labels_count", f"{part.pointer}/labels", **data)


@form_check
def check_notes(subject: Subject) -> Findings:
    """What only tells people something asks for nothing, and stands outside tables."""
    for part in subject.parts:
        if not part.field.valued:
            yield from _note(part)


def _note(part: Part) -> Findings:
    if part.table:
        yield error("not_in_rows", part.pointer, path=part.path)
    for name in _ASKING:
        if getattr(part.field, name):
            yield error("nothing_to_ask", f"{part.pointer}/{name}", path=part.path, name=name)
