"""Where opinions differ."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import load_form
from workflows.summary.conflicts import Given, against, conflicts

FORM = load_form(
    {
        "format": 1, "kind": "form", "id": "opinion", "title": "意见",
        "pages": [{"id": "p", "title": "页", "fields": [
            {"key": "结论", "type": "choice", "title": "结论", "options": "results"},
            {"key": "回避", "type": "yes_no", "title": "回避"},
            {"key": "评分", "type": "integer", "title": "评分"},
            {"key": "类别", "type": "choices", "title": "类别", "options": "results"},
            {"key": "理由", "type": "long_text", "title": "理由"}]}],
    }  # fmt: skip
)


def said(*values: dict[str, Any]) -> list[Given]:
    return [Given(n, v) for n, v in enumerate(values, 1)]


@pytest.mark.parametrize(
    ("opinions", "found"),
    [
        (said({"结论": "准"}, {"结论": "准"}), {}),
        (said({"结论": "准"}, {"结论": "不准"}, {"结论": "准"}), {"结论": ("split", {2})}),
        (said({"回避": True}, {"回避": False}), {"回避": ("split", {1, 2})}),
        (said({"评分": 60}, {"评分": 80}), {"评分": ("differs", {1, 2})}),
        (said({"评分": 60}, {"评分": None}, {}), {}),
        (said({"类别": ["甲", "乙"]}, {"类别": ["乙", "甲"]}), {}),
        (said({"类别": ["甲", "乙"]}, {"类别": ["乙"]}), {"类别": ("differs", {1, 2})}),
        (said({"理由": "甲"}, {"理由": "乙"}), {}),
        ([Given(1, {}, agrees=True), Given(2, {}, agrees=False)], {"": ("against", {1, 2})}),
        ([Given(1, {}, agrees=False), Given(2, {}, agrees=None)], {}),
    ],
)
def test_answers_to_one_question_that_differ_are_marked(opinions: list[Given], found: dict[str, Any]) -> None:
    marked = conflicts(FORM, opinions)
    assert {k: (c.kind, set(against(c))) for k, c in marked.items()} == found


ANSWERS = st.fixed_dictionaries(
    {}, optional={"结论": st.sampled_from(["准", "不准", None]), "评分": st.none() | st.integers(0, 3)}
)


@given(st.lists(ANSWERS, max_size=5))
def test_there_is_a_conflict_just_where_two_said_different_things(given_: list[dict[str, Any]]) -> None:
    marked = conflicts(FORM, said(*given_))
    for key in ("结论", "评分"):
        told = {v.get(key) for v in given_} - {None}
        assert (key in marked) == (len(told) > 1)
        if key in marked:
            assert {v for v, _ in marked[key].values} == told
