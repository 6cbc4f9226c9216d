"""Values of register entries: what of an expression's value an entry keeps, and how it is shown again."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from workflows.engine.entries import NOTHING, stored
from workflows.model.registers import RegisterField
from workflows.registers.known import Words

KEPT: list[tuple[dict[str, Any], Any, Any, str]] = [
    ({"type": "decimal", "scale": 3}, Decimal("1.5"), "1.500", "1.500"),
    ({"type": "decimal"}, "viel", None, ""),
    ({"type": "money", "unit": "万元"}, Decimal(15000), "15000元", "1.50"),
    ({"type": "percent", "scale": 1}, Decimal("12.5"), "12.5", "12.5%"),
    ({"type": "month"}, date(2026, 3, 1), "2026-03", "2026-03"),
    ({"type": "year"}, Decimal(2026), 2026, "2026"),
    ({"type": "year"}, Decimal("2026.5"), None, ""),
    ({"type": "yes_no"}, False, False, "否"),
    ({"type": "yes_no"}, None, None, ""),
    ({"type": "integer"}, Decimal(3), 3, "3"),
    ({"type": "date"}, date(2026, 3, 2), "2026-03-02", "2026-03-02"),
]


@pytest.mark.parametrize(("declared", "value", "kept", "words"), KEPT)
def test_an_entry_keeps_what_fits_and_shows_it(declared: dict[str, Any], value: Any, kept: Any, words: str) -> None:
    field = RegisterField.model_validate(declared)
    found = stored(field, value)
    assert (found, type(found)) == (kept, type(kept))
    assert Words(SimpleNamespace(lists={}), {}).of(field, found).zh == words  # type: ignore[arg-type]


def test_numbers_are_indexed_with_the_scale_of_their_field() -> None:
    field = RegisterField.model_validate({"type": "money", "unit": "元", "scale": 2})
    assert field.scalar is not None
    assert field.scalar.indexed(stored(field, Decimal("1.5")), NOTHING).number == 150  # type: ignore[union-attr]
