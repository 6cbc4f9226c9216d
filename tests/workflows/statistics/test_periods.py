"""Periods: their days, their keys, what comes before and after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.model.statistics import Period as Kind
from workflows.statistics import periods
from workflows.statistics.periods import Period

DAYS = st.dates(date(1901, 1, 1), date(2998, 12, 31))
KINDS = st.sampled_from(sorted(periods.MONTHS))


@given(KINDS, DAYS)
def test_every_day_lies_in_one_period_and_the_next_begins_behind_it(kind: Kind, day: date) -> None:
    found = periods.containing(kind, day)
    assert found.first <= day <= found.last and found.next.first == found.last + timedelta(days=1)
    assert found.next.before == found and periods.read(kind, found.key) == found
    assert found.year_ago.first.replace(year=found.year) == found.first and found.key < found.next.key


@pytest.mark.parametrize(
    ("kind", "key", "first", "last", "zh", "en"),
    [
        ("month", "2026-02", "2026-02-01", "2026-02-28", "2026年2月", "February 2026"),
        ("quarter", "2026-Q4", "2026-10-01", "2026-12-31", "2026年第四季度", "Q4 2026"),
        ("half", "2026-H1", "2026-01-01", "2026-06-30", "2026年上半年", "first half of 2026"),
        ("year", "2026", "2026-01-01", "2026-12-31", "2026年", "2026"),
    ],
)
def test_a_period_has_its_days_and_its_name(
    kind: Kind, key: str, first: str, last: str, zh: str, en: str
) -> None:
    found = periods.read(kind, key)
    assert found is not None and (found.title.zh, found.title.en) == (zh, en)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


@pytest.mark.parametrize("key", ["", "2026-13", "2026-Q5", "2026-Q1", "26-01", "2026-1", "9999999", "2026-01-01"])
def test_what_is_no_month_is_none(key: str) -> None:
    assert periods.read("month", key) is None


def test_a_year_has_its_periods() -> None:
    assert [p.key for p in periods.of_year("quarter", 2026)] == ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]
    assert periods.over("month", date(2026, 1, 1)) == Period("month", 2025, 12)
