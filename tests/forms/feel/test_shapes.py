"""The static check: what can never be right is refused with its place, what is hardly meant is remarked."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms import feel
from forms.feel import FeelError, Shape
from forms.feel.sets import EVERYTHING, Values, among, between, compared, days, example, single, whole
from forms.feel.shapes import ANY, BOOLEAN, DATE, NUMBER, TEXT, WHOLE, grouped, listed

FIRM = grouped({"名称": TEXT, "面积": NUMBER})
TYPES = {
    "数量": Shape("number", whole=True, values=between(Decimal(0), Decimal(100))),
    "名称": TEXT,
    "类型": Shape("string", values=among(["园区", "楼宇"])),
    "日": DATE,
    "late": BOOLEAN,
    "什么": ANY,
    "区域": listed(grouped({"名称": TEXT, "户数": WHOLE, "经营主体": listed(FIRM)})),
}

CASES = json.loads((Path(__file__).parents[2] / "cases" / "feel_shapes.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["refused"], ids=[case["text"] for case in CASES["refused"]])
def test_what_can_never_be_right_is_refused_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(FeelError) as caught:
        feel.compile(case["text"], TYPES)
    assert (caught.value.code, caught.value.position) == (case["code"], case["at"])
    said = caught.value.say("zh"), caught.value.say("en")
    assert said[0] != said[1] and "?" not in said[1].replace("”?", "") and "{" not in "".join(said)


@pytest.mark.parametrize("case", CASES["remarked"], ids=[case["text"] for case in CASES["remarked"]])
def test_what_is_hardly_meant_is_remarked(case: dict[str, Any]) -> None:
    found = feel.compile(case["text"], TYPES).remarks
    assert [remark.code for remark in found] == case["codes"]
    assert all(remark.say("zh") != remark.say("en") for remark in found)


def test_the_result_has_to_be_of_the_wanted_kind() -> None:
    feel.compile("count(区域) > 1", TYPES, wants="boolean")
    feel.compile("什么", TYPES, wants="boolean")
    with pytest.raises(FeelError) as caught:
        feel.compile("count(区域)", TYPES, wants="boolean")
    assert caught.value.say("zh") == "第 1 个字符处应为是否值，却是数字。"


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("数量 + 1", WHOLE), ("数量 / 2", NUMBER), ("区域.户数", listed(WHOLE)), ("区域[1].经营主体", listed(FIRM)),
        ("flatten(区域.经营主体)", listed(FIRM)), ("日 - 日", Shape("days and time duration")),
        ("[1, \"a\"]", listed(ANY)),
        ("if late then 1 else null", WHOLE), ("function(x) x > 1", Shape("function", BOOLEAN)),
        ("split(名称, \",\")", listed(TEXT)), ("[数量..9]", Shape("range", NUMBER)), ("min(区域.户数)", NUMBER),
    ],
)  # fmt: skip
def test_the_shape_of_a_result_is_known(text: str, shape: Shape) -> None:
    found = feel.compile(text, TYPES).shape
    assert (found.kind, found.whole, found.inner.kind) == (shape.kind, shape.whole, shape.inner.kind)


def test_without_types_anything_may_be_called_anything() -> None:
    assert feel.compile("甲 > 乙 and f(丙)").remarks == ()


# --- sets of values ---

ends = st.integers(-6, 6).map(Decimal)
pieces = st.one_of(
    st.builds(lambda a, b, x, y: between(min(a, b), max(a, b), x, y), ends, ends, st.booleans(), st.booleans()),
    st.builds(compared, st.sampled_from(["<", "<=", ">", ">=", "=", "!="]), ends),
)
sets = st.lists(pieces, max_size=3).map(lambda found: union(found))
POINTS = [Decimal(n) / 2 for n in range(-16, 17)]


def union(found: list[Values]) -> Values:
    whole_set = Values()
    for each in found:
        whole_set |= each
    return whole_set


def members(values: Values) -> list[Decimal]:
    return [point for point in POINTS if point in values]


@settings(deadline=None, max_examples=200)
@given(sets, sets)
def test_sets_of_values_obey_the_laws_of_sets(a: Values, b: Values) -> None:
    assert members(a | b) == [p for p in POINTS if p in a or p in b]
    assert members(a & b) == [p for p in POINTS if p in a and p in b]
    assert members(a - b) == [p for p in POINTS if p in a and p not in b]
    assert ~(~a) == a and (a | ~a) == EVERYTHING and not a & ~a


@settings(deadline=None, max_examples=200)
@given(sets)
def test_an_example_lies_in_its_set_and_only_an_empty_one_has_none(a: Values) -> None:
    found: Any = example(a, Decimal(0))
    assert found in a if a else found is None
    numbers = whole(a)
    assert members(numbers & between(Decimal(-8), Decimal(8))) == [p for p in members(a) if p % 1 == 0] or bool(numbers)
    assert all(p in numbers for p in members(a) if p % 1 == 0)


def test_between_two_days_lies_nothing() -> None:
    first, second = dt.date(2026, 3, 2), dt.date(2026, 3, 3)
    assert not days(between(first, second, False, False))
    assert days(between(first, None, False)) == days(between(second, None))
    assert example(between(first, None, False)) == second
    assert single(first) & days(between(None, second, True, False)) == single(first)
