"""Conditions as data, as a condition builder edits them, and as expressions: each way without loss."""

from forms.condition.from_feel import Inexpressible, from_feel
from forms.condition.model import AllOf, AnyOf, Comparison, Condition, Not, Quantified, normal, read_condition, written
from forms.condition.to_feel import to_feel

__all__ = [
    "AllOf", "AnyOf", "Comparison", "Condition", "Inexpressible", "Not", "Quantified", "from_feel", "normal",
    "read_condition", "to_feel", "written",
]  # fmt: skip
