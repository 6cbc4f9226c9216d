"""Values of register entries: from FEEL to their stored form, and the key that identifies an entry."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from forms.options import ListOptions

if TYPE_CHECKING:
    from workflows.model.registers import Register, RegisterField


NOTHING = ListOptions({}, {}, date.min)
"""The lookups of values that need none."""


def stored(field: RegisterField, value: Any) -> Any:
    """A FEEL value as an entry holds it; None for what does not fit.

    That is the code of a district, an ISO date, an int, a str or keys; the newer types as form fields keep them.
    """
    if field.type == "choices":
        keys = [v for v in value if isinstance(v, str)] if isinstance(value, list) else []
        return keys or None
    if field.type == "integer":
        return int(value) if isinstance(value, Decimal) and value == int(value) else None
    if field.type == "date":
        return value.isoformat() if isinstance(value, date) else None
    if scalar := field.scalar:
        kept = None if value is None else scalar.normal(value, NOTHING)
        return None if scalar.feel(kept, NOTHING) is None else kept
    if field.type == "organisation":
        number = value.get("id") if isinstance(value, Mapping) else None
        return str(number) if number is not None else None
    if field.type in {"district", "choice"}:
        value = value.get("code") if isinstance(value, Mapping) else value
    return value if isinstance(value, str) and value else None


def key_text(register: Register, body: Mapping[str, Any]) -> str:
    """What identifies an entry: the value of its one key field, or those of several as a JSON list."""
    values = [str(body[k]) for k in register.key]
    return values[0] if len(values) == 1 else json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def plain(value: Any) -> Any:
    """A FEEL value as JSON has it: whole numbers as int, other decimals and dates as text."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, Mapping):
        return {k: plain(v) for k, v in value.items()}
    return value
