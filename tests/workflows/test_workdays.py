"""Working days by the official table, and the words in which expressions ask for them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.reference.workdays import exceptions
from forms import feel
from forms.text import Text
from workflows.workdays import Calendar, Place, Special, shipped

CALENDAR = shipped()
SERVICES = feel.Services(workdays=CALENDAR.between, add_workdays=CALENDAR.after)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        # 国庆 2025: 1 to 8 October off, Sunday 28 September and Saturday 11 October at work
        ('workdays(@"2025-09-30", @"2025-10-09")', "1"), ('workdays(@"2025-09-26", @"2025-09-28")', "1"),
        ('add workdays(@"2025-09-30", 3)', '@"2025-10-11"'), ('add workdays(@"2025-10-10", 1)', '@"2025-10-11"'),
        # 春节 2026: 15 to 23 February off, Saturdays 14 and 28 February at work
        ('add workdays(@"2026-02-13", 1)', '@"2026-02-14"'), ('add workdays(@"2026-02-14", 1)', '@"2026-02-24"'),
        ('workdays(@"2026-02-13", @"2026-02-24")', "2"), ('workdays(@"2026-02-24", @"2026-02-13")', "-2"),
        ('add workdays(@"2026-02-24", -1)', '@"2026-02-14"'), ('add workdays(@"2026-02-20", 0)', '@"2026-02-20"'),
        # beyond the table every weekday counts; before it nothing is known
        ('add workdays(@"2031-10-01", 1)', '@"2031-10-02"'), ('workdays(@"2003-12-31", @"2004-01-10")', "null"),
        ('add workdays(@"2004-01-02", -5)', "null"), ('workdays(@"2004-01-01", @"9999-01-01")', "null"),
        ('workdays(date and time("2026-03-02T23:59:00"), @"2026-03-03")', "1"), ("add workdays(null, 3)", "null"),
    ],
)  # fmt: skip
def test_working_days_are_counted_from_the_day_after(text: str, result: str) -> None:
    assert feel.to_text(feel.evaluate(text, {}, SERVICES)) == result


def test_the_table_holds_only_days_that_break_the_rule_of_the_week() -> None:
    found = exceptions()
    assert all((day.weekday() >= 5) == at_work for day, at_work in found.items())
    assert (min(found).year, max(found).year) == (2004, 2026)


@pytest.mark.parametrize("year", range(2004, 2027))
def test_what_is_off_less_what_is_made_up_is_what_the_law_gives(year: int) -> None:
    """10 days until 2007, 11 since, 13 since 2025; one more in 2015, and two that came late in 2020."""
    mine = [s.works for d, s in CALENDAR.days.items() if d.year + (d.month == 12 and s.occasion == "元旦") == year]
    lawful = (10 if year < 2008 else 11 if year < 2025 else 13) + {2015: 1, 2020: 2}.get(year, 0)
    assert mine.count(False) - mine.count(True) == lawful


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_its_working_days(year: int, days: int) -> None:
    assert CALENDAR.between(date(year - 1, 12, 31), date(year, 12, 31)) == days


@given(st.dates(date(2010, 1, 1), date(2030, 1, 1)), st.integers(0, 200))
def test_a_term_and_its_length_agree(start: date, count: int) -> None:
    end = CALENDAR.after(start, count)
    assert end is not None and CALENDAR.between(start, end) == count
    assert count == 0 or (CALENDAR.is_workday(end) and CALENDAR.between(start, end - timedelta(1)) == count - 1)


TREE = {
    "50": Place(Text(zh="市")), "501": Place(Text(zh="区"), "50"),
    "501P": Place(Text(zh="园"), "501", date(2026, 1, 1), date(2026, 7, 1)), "502": Place(Text(zh="另一区"), "50"),
}  # fmt: skip
OFF, ON = Special(False, "停", True), Special(True, "补", True)
MAY, JUNE, JULY = date(2026, 5, 20), date(2026, 6, 10), date(2026, 7, 8)


@pytest.mark.parametrize(
    ("days", "place", "off"),
    [
        ({"50": {MAY: OFF}}, "501P", [MAY]),
        ({"50": {MAY: OFF}}, "502", [MAY]),
        ({"501": {MAY: OFF}}, "501P", [MAY]),
        ({"501": {MAY: OFF}}, "502", []),
        ({"501P": {MAY: OFF}}, "501", []),
        ({"50": {MAY: OFF, JUNE: OFF}, "501": {MAY: ON}}, "501P", [JUNE]),
        ({"50": {MAY: ON}, "501P": {MAY: OFF}}, "501P", [MAY]),
        ({"501P": {MAY: OFF, JULY: OFF}}, "501P", [MAY]),
        ({"50": {MAY: OFF}}, "elsewhere", []),
    ],
    ids=[
        "of the city in a park", "of the city in a district", "of a district in its park", "not next door", "not above",
        "a district over its city", "a park over its city", "not after the park is gone", "not where nobody knows",
    ],
)  # fmt: skip
def test_local_days_hold_for_all_that_lies_in_a_place_and_the_nearest_counts(
    days: dict[str, dict[date, Special]], place: str, off: list[date]
) -> None:
    calendar = Calendar({}, frozenset({2026}), days, TREE).of(place)
    assert [d for d in (MAY, JUNE, JULY) if not calendar.is_workday(d)] == off


def test_a_circle_of_places_ends() -> None:
    tree = {"a": Place(Text(zh="甲"), "b"), "b": Place(Text(zh="乙"), "a")}
    calendar = Calendar({}, frozenset(), {"a": {MAY: OFF}}, tree)
    assert calendar.around("b") == ["b", "a"] and not calendar.of("b").is_workday(MAY)
