"""Titles say what the numbers say, with the same words at the same thresholds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms.text import Text
from workflows.boards.figure import Mark
from workflows.boards.shares import leaders, leading, ranked, share, strongest
from workflows.cases.search import Query
from workflows.messages import say

UNIT = Text(zh="个", en="pieces")


def marks(*values: int) -> tuple[Mark, ...]:
    return ranked([Mark(f"{i:02}", Text(zh=f"甲{i}", en=f"A{i}"), v, Query()) for i, v in enumerate(values)])


SHARES = [
    (10, 10, "占全部"), (51, 100, "过半"), (50, 100, "占一半"), (49, 100, "近半"), (45, 100, "近半"),
    (44, 100, "占 44%"), (499, 1000, "近半"), (501, 1000, "过半"),
]  # fmt: skip


@pytest.mark.parametrize(("part", "total", "words"), SHARES)
def test_a_share_is_called_by_its_size(part: int, total: int, words: str) -> None:
    assert say(share(part, total)) == words


TITLES = [
    ((), "还没有"),
    ((0, 0), "还没有"),
    ((3,), "全部是甲0"),
    ((3, 1), "甲0最多，过半"),
    ((2, 2), "甲0、甲1并列最多，各 2 个"),
    ((2, 2, 2, 2, 1), "甲0、甲1、甲2等 4 个并列最多，各 2 个"),
    ((9, 8, 7, 6, 5, 1, 1, 1), "前 5 个区县过半"),
    ((9, 8, 7, 6, 5, 5, 1), "甲0最多，占 22%"),
]


@pytest.mark.parametrize(("values", "words"), TITLES)
def test_a_title_names_what_stands_out(values: tuple[int, ...], words: str) -> None:
    assert say(leaders(marks(*values), UNIT)) == words


@given(st.lists(st.integers(0, 50), max_size=12))
def test_dark_bars_are_those_that_the_title_speaks_of(values: list[int]) -> None:
    found = marks(*values)
    dark = leading(found)
    lows = [m.value for m in found if m.key not in dark]
    assert all(m.value > max(lows, default=-1) for m in found if m.key in dark)
    assert bool(dark) == any(values)
    assert say(strongest(found, UNIT), "en")
