"""Decision tables decide: each hit policy, defaults, what is not allowed, and how it is said."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from forms import feel
from forms.decision import DecisionTable, functions
from tests.forms.decision.tables import SOUND, ages, levels

ALL = [("> 1", "2"), ("> 2", "5"), ("> 3", "3")]


@pytest.mark.parametrize(
    ("hit", "n", "result"),
    [
        ("U", 2, "2"), ("U", 3, "null"), ("U", 0, "null"), ("A", 2, "2"), ("A", 3, "null"),
        ("F", 4, "2"), ("P", 4, "5"), ("P", 2, "2"),
        ("R", 4, "[2, 5, 3]"), ("O", 4, "[5, 3, 2]"), ("C", 4, "[2, 5, 3]"),
        ("C+", 4, "10"), ("C<", 4, "2"), ("C>", 4, "5"), ("C#", 4, "3"), ("C#", 0, "null"), ("C", 0, "null"),
    ],
)  # fmt: skip
def test_each_hit_policy_makes_its_own_of_the_rules_that_apply(hit: str, n: int, result: str) -> None:
    table = ages(*ALL, hit=hit, values="5, 3, 2")
    assert feel.to_text(feel.evaluate("t(n)", {**functions({"t": table}), "n": n})) == result


def test_any_takes_rules_that_agree() -> None:
    table = ages(("> 1", '"a"'), ("> 2", '"a"'), ("> 3", '"b"'), hit="A")
    answers = [feel.evaluate("t(n)", {**functions({"t": table}), "n": n}) for n in (3, 4)]
    assert answers == ["a", None]


def test_several_outputs_are_a_context_and_priority_goes_by_the_first_that_differs() -> None:
    table = DecisionTable.model_validate({
        "hit": "P",
        "inputs": [{"name": "n"}],
        "outputs": [{"name": "a", "values": '"x", "y"'}, {"name": "b", "values": "2, 1"}],
        "rules": [{"when": ["> 0"], "then": ['"y"', "2"]}, {"when": ["> 1"], "then": ['"x"', "1"]},
                  {"when": ["> 2"], "then": ['"x"', "2"]}],
    })  # fmt: skip
    found = functions({"t": table})
    assert feel.evaluate("t(3)", found) == {"a": "x", "b": Decimal(2)}
    assert feel.evaluate("t(n: 2).a", found) == "x"


def test_cells_may_speak_of_the_other_inputs_and_results_may_be_computed() -> None:
    table = DecisionTable.model_validate({
        "inputs": [{"name": "area"}, {"name": "limit"}],
        "outputs": [{"name": "over"}],
        "rules": [{"when": ["> limit", "-"], "then": ["area - limit"]}, {"when": ["<= limit", "-"], "then": ["0"]}],
    })
    assert feel.evaluate("t(120, 100) + t(area: 1, limit: 5)", functions({"t": table})) == 20


def test_an_empty_input_passes_only_where_anything_or_null_may_stand() -> None:
    table = ages(("null", '"empty"'), ("not(null)", '"filled"'))
    found = functions({"t": table})
    assert [feel.evaluate(text, found) for text in ("t(null)", "t(1)")] == ["empty", "filled"]


def test_a_table_is_called_for_every_row_like_any_function() -> None:
    context = {**functions({"等级": SOUND}), "区域": [{"户数": 120, "类型": "园区"}, {"户数": 3, "类型": "楼宇"}]}
    assert feel.evaluate("for r in 区域 return 等级(r.户数, r.类型)", context) == ["高", "低"]
    assert feel.evaluate('count(区域[等级(户数, 类型) = "低"])', context) == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("等级(50, “园区”)", "table_contradicts"), ("等级(200, “街区”)", "table_silent"),
        ("等级(-1, “园区”)", "table_not_allowed"), ("等级(3)", "wrong_arguments"),
    ],
)  # fmt: skip
def test_why_there_is_no_result_is_said(text: str, code: str) -> None:
    table = levels(("> 40", '"园区"', '"高"'), ("< 60", '"园区"', '"中"'))
    value, reasons = feel.explain(text, functions({"等级": table}))
    assert value is None and code in [reason.code for reason in reasons]
    assert all("等级" in reason.say("zh") for reason in reasons if reason.code == code)


def test_otherwise_is_the_result_when_no_rule_applies() -> None:
    table = levels(("> 100", "-", '"高"'), **{"else": '"低"'})
    assert feel.evaluate('等级(3, "园区")', functions({"等级": table})) == "低"


@pytest.mark.parametrize("cell", ["> (", "名称.", "1e99999"])
def test_a_table_that_cannot_be_read_gives_null_and_says_so(cell: str) -> None:
    value, reasons = feel.explain("t(1)", functions({"t": ages((cell, "1"))}))
    assert value is None and [reason.code for reason in reasons] == ["table_unreadable"]


def test_ten_thousand_calls_of_a_table_are_within_the_budget() -> None:
    context: dict[str, Any] = {**functions({"等级": SOUND}), "rows": [{"n": n, "t": "园区"} for n in range(10_000)]}
    assert feel.evaluate('count(rows[等级(n, t) = "高"])', context) == 9_899
