"""What was chosen with steps, as conditions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import ColumnElement
from sqlmodel import col

from data.queries.dialect import pick
from data.tables import StepValue


def chosen(step: ColumnElement[int], name: str, sought: Collection[str]) -> ColumnElement[bool]:
    """Whether one of some choices was made in a field of a step's form; of none: whether the field was left empty."""
    made = pick(col(StepValue.history_id)).where(col(StepValue.history_id) == step, col(StepValue.field) == name)
    if not sought:
        return ~made.exists()
    return made.where(col(StepValue.text).in_(sorted(sought))).exists()
