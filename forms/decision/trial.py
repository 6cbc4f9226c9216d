"""A decision table tried out: values as somebody types them, what comes out, and by which rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from forms import feel
from forms.decision.from_sheet import written
from forms.decision.function import applying, function
from forms.decision.model import DecisionTable
from forms.feel import Reason, Services
from forms.feel.runtime import Run
from forms.feel.values import kind


@dataclass(frozen=True)
class Tried:
    """The answer in FEEL's words, the rules (from 0) that apply, why there is none, and inputs that are no values."""

    answer: str
    rules: tuple[int, ...] = ()
    reasons: Sequence[Reason] = ()
    wrong: tuple[str, ...] = ()


def trial(name: str, table: DecisionTable, typed: Mapping[str, str]) -> Tried:
    """What a table says of values by the names of its inputs; words need no quotation marks, an empty text is null."""
    values: dict[str, Any] = {}
    for column in table.inputs:
        text = typed.get(column.name, "").strip()
        value = feel.evaluate(written(text, set()), {}) if text else None
        if text not in ("", "null") and (value is None or column.type not in ("any", kind(value))):
            return Tried("", wrong=(column.name,))
        values[column.name] = value
    call = f"{name}({', '.join(table.params)})"
    answer, reasons = feel.explain(call, {**values, name: function(name, table)})
    rules = applying(table, list(values.values()), Run({}, Services()))
    return Tried(feel.to_text(answer), tuple(rules), () if rules else reasons)
