"""What children are given, as a form takes it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from workflows.engine.children import taken

SOMEBODY = {"id": Decimal(7), "名称": "某局", "name": "Bureau", "district": "110000", "code": "91110400MA00000019"}


@pytest.mark.parametrize(
    ("value", "wanted"),
    [(SOMEBODY, "7"), ({"code": "110000", "名称": "北京", "name": "Beijing"}, "110000"),
     ([{"部门": SOMEBODY, "说明": "x"}], [{"部门": "7", "说明": "x"}]), (date(2026, 3, 2), "2026-03-02"),
     (Decimal("6"), 6), (None, None)],
)  # fmt: skip
def test_somebody_is_given_by_id_and_a_place_by_code(value: Any, wanted: Any) -> None:
    assert taken(value) == wanted
