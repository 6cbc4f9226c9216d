"""Conditions as data and as expressions: each way without loss, and a word where that is not possible."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from forms import feel
from forms.condition import Inexpressible, from_feel, normal, read_condition, to_feel, written

CASES = json.loads((Path(__file__).parents[2] / "cases" / "conditions.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["expressible"], ids=[case["feel"] for case in CASES["expressible"]])
def test_a_condition_and_its_expression_say_the_same(case: dict[str, Any]) -> None:
    assert to_feel(read_condition(case["json"])) == case["feel"]
    assert written(from_feel(case["feel"])) == case["json"]


@pytest.mark.parametrize("case", CASES["inexpressible"], ids=[case["feel"] for case in CASES["inexpressible"]])
def test_what_a_builder_cannot_show_is_said_with_its_place(case: dict[str, Any]) -> None:
    with pytest.raises(Inexpressible) as caught:
        from_feel(case["feel"])
    assert (caught.value.position, caught.value.data["text"]) == (case["at"], case["part"])
    assert caught.value.say("zh") != caught.value.say("en")


@pytest.mark.parametrize("data", CASES["refused"], ids=[str(each) for each in CASES["refused"]])
def test_what_is_no_condition_is_refused(data: Any) -> None:
    with pytest.raises(ValidationError):
        read_condition(data)


def test_an_expression_that_cannot_be_read_is_refused_as_ever() -> None:
    with pytest.raises(feel.FeelError) as caught:
        from_feel("数量 > ")
    assert caught.value.code == "unexpected_end"


paths = st.sampled_from(["数量", "区域.经营主体", "case.late", "r.名称", "campaign.closes"])
values = st.one_of(
    st.text(max_size=6), st.booleans(), st.none(),
    st.decimals(-1000, 1000, allow_nan=False, places=2).map(lambda n: {"number": str(n)}),
    st.sampled_from([{"at": "2026-03-02"}, {"at": "P3D"}, {"field": "下限"}, {"parameter": "上限"}, {"today": True}]),
)  # fmt: skip
bounds = values.filter(lambda value: value is not None)
subjects = st.one_of(
    paths.map(lambda path: {"field": path}),
    st.builds(lambda name, path: {name: path}, st.sampled_from(["count", "sum", "min", "max"]), paths),
)
twos = st.sampled_from(["between", "within"])
pairs, ends = st.lists(bounds, min_size=2, max_size=2), st.sampled_from(["[)", "(]", "()"])
comparisons = st.one_of(
    st.builds(lambda s, op, v: {**s, "is": op, "values": [v]}, subjects,
              st.sampled_from(["=", "!=", "<", "<=", ">", ">=", "contains", "starts with", "matches"]), bounds),
    st.builds(lambda s, v: {**s, "is": "in", "values": v}, subjects, st.lists(bounds, min_size=1, max_size=3)),
    st.builds(lambda s, op, pair: {**s, "is": op, "values": pair}, subjects, twos, pairs),
    st.builds(lambda s, e, pair: {**s, "is": "within", "values": pair, "ends": e}, subjects, ends, pairs),
    st.builds(lambda s, op: {**s, "is": op}, subjects, st.sampled_from(["empty", "filled"])),
    paths.map(lambda path: {"field": path, "is": "true"}),
    paths.map(lambda path: {"field": path, "is": "listed in", "values": ["名录"]}),
)  # fmt: skip


def grown(inner: Any) -> Any:
    groups = st.lists(inner, min_size=1, max_size=3)
    return st.one_of(
        groups.map(lambda parts: {"all": parts}),
        groups.map(lambda parts: {"any": parts}),
        inner.map(lambda part: {"not": part}),
        st.builds(
            lambda kind, path, flat, part: {kind: path, "flat": flat, "as": "r", "satisfies": part},
            st.sampled_from(["some", "every"]), paths, st.booleans(), inner,
        ),
        st.builds(lambda path, part: {"count": path, "where": part, "is": "empty"}, paths, inner),
    )  # fmt: skip


conditions = st.recursive(comparisons, grown, max_leaves=6)


@settings(deadline=None, max_examples=300)
@given(conditions)
def test_every_condition_comes_back_from_its_expression(data: Any) -> None:
    condition = read_condition(data)
    text = to_feel(condition)
    assert from_feel(text) == normal(condition)
    assert to_feel(from_feel(text)) == text
    assert read_condition(written(condition)) == condition
