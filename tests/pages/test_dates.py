"""Lights of dates: what is over, what is near, what has time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pages.parts import dates

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "light"), [(-1, "red"), (0, "amber"), (dates.SOON, "amber"), (dates.SOON + 1, "green")]
)
def test_a_closing_date_is_red_once_over_and_amber_in_the_last_days(days: int, light: str) -> None:
    assert dates.lamp(TODAY + timedelta(days=days), TODAY) == light
