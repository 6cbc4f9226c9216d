"""Lights of dates: what is over, what is near, what has time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from pages.parts import dates, lights
from workflows.workdays import shipped

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("days", "light"), [(-1, "red"), (0, "amber"), (dates.SOON, "amber"), (dates.SOON + 1, "green")]
)
def test_a_closing_date_is_red_once_over_and_amber_in_the_last_days(days: int, light: str) -> None:
    assert dates.lamp(TODAY + timedelta(days=days), TODAY) == light


@pytest.mark.parametrize(
    ("due", "today", "words"),
    [
        (date(2026, 11, 27), date(2026, 11, 26), "剩 1 个工作日"),
        (date(2026, 11, 27), date(2026, 11, 27), "今天到期"),
        (date(2026, 11, 27), date(2026, 11, 29), "已超期"),  # a Sunday: no working day has gone by since Friday
        (date(2026, 11, 27), date(2026, 11, 30), "超 1 个工作日"),
    ],
)
def test_a_light_says_how_many_working_days_and_never_none(due: date, today: date, words: str) -> None:
    assert lights._words(due, today, shipped()) == words
