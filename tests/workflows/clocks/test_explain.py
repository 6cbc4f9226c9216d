"""A date explains itself: the days that count are as many as the limit, and every other says why it does not."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.text import Message, Text
from tests.workflows.clocks.test_reckon import CALENDAR, DAYS, MOVES, clock, read, steps, story
from workflows.clocks.explain import Line, explain
from workflows.messages import say


def words(line: Line, lang: str = "zh") -> str:
    return "，".join(w.say(lang) if isinstance(w, Text) else say(w, lang) for w in line.why)


def told(trail: list[str], on: str, **changes: object) -> list[tuple[str, bool, str]]:
    found = read(clock(**changes), steps(*trail), on)
    assert found is not None
    lines = explain(found, CALENDAR, lambda key: Text(zh={"mend": "退回补正"}.get(key, key)), date.fromisoformat(on))
    return [(f"{line.day:%m-%d}", line.counts, words(line)) for line in lines]


def test_each_day_says_whether_it_counts() -> None:
    trail = ["2025-09-26 accept joint", "2025-09-29 ask mend", "2025-09-30 answer joint"]
    assert told(trail, "2025-09-30", limit="3") == [
        ("09-26", False, "首日不计，从次日起算"), ("09-27", False, "周六"),
        ("09-28", True, "国庆节调休上班，计第 1 日"), ("09-29", False, "暂停：退回补正"),
        ("09-30", True, "计第 2 日"), *((f"10-0{n}", False, "国庆节") for n in range(1, 4)),
        ("10-04", False, "周六"), ("10-05", False, "周日"),
        ("10-06", False, "中秋节"),
        ("10-07", False, "国庆节"), ("10-08", False, "国庆节"), ("10-09", True, "计第 3 日，到期"),
    ]  # fmt: skip


def test_days_explain_themselves_in_both_languages() -> None:
    found = read(clock(limit="3"), steps("2025-09-26 accept joint"), "2025-09-26")
    assert found is not None
    lines = explain(found, CALENDAR, lambda _: None, date(2025, 9, 26))
    assert [words(line, "en") for line in lines][1:3] == ["Saturday", "make-up working day (National Day)，day 1"]


def test_months_tell_what_was_added() -> None:
    trail = ["2026-03-04 accept joint", "2026-03-06 suspend", "2026-03-11 resume"]
    assert told(trail, "2026-03-11", unit="month", limit="1") == [
        ("03-04", False, "首日不计，从次日起算"), ("03-06", False, "暂停：已挂起，顺延 5 天"),
        ("04-09", True, "1 个月，到期"),
    ]  # fmt: skip


def test_a_date_not_announced_yet_says_so() -> None:
    last = told(["2026-12-30 accept joint"], "2026-12-30", limit="3")[-1]
    assert last == ("01-04", True, "计第 3 日，次年放假安排未公布，暂定，到期")


@settings(max_examples=100, deadline=None)
@given(MOVES, st.integers(1, 30), st.sampled_from(["workday", "day"]), DAYS)
def test_the_days_that_count_are_as_many_as_the_limit(
    moves: list[tuple[int, str]], limit: int, unit: str, later: int
) -> None:
    trail = steps(*story(moves))
    today = date.fromordinal(trail[-1].at.date().toordinal() + later)
    found = read(clock(unit=unit), trail, today.isoformat(), limit)
    assert found is not None
    lines = explain(found, CALENDAR, lambda _: None, today)
    assert [line.number for line in lines if line.counts] == list(range(1, sum(line.counts for line in lines) + 1))
    assert all(line.why for line in lines) and len({line.day for line in lines}) == len(lines)
    if found.due is not None:
        assert lines[-1].day == found.due and sum(line.counts for line in lines) == found.limit
        assert Message("explain.due") in lines[-1].why
