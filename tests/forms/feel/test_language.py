"""What expressions mean: cases as data, and the values that go in and out."""

from __future__ import annotations

import datetime as dt
import json
from collections import ChainMap
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from forms import feel

CASES = json.loads((Path(__file__).parents[2] / "cases" / "feel.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_an_expression_gives_the_value_in_the_table(case: dict[str, Any]) -> None:
    assert feel.to_text(feel.evaluate(case["text"], case.get("context", {}))) == case["result"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_an_expression_survives_being_written_out_and_read_again(case: dict[str, Any]) -> None:
    tree = feel.parse(case["text"])
    if "full name" not in case["text"]:
        assert feel.parse(feel.render(tree)) == tree


def test_whole_and_broken_numbers_of_python_become_decimals() -> None:
    found = feel.evaluate("[a, b, c]", {"a": 1, "b": 0.1, "c": Decimal("2.50")})
    assert found == [Decimal(1), Decimal("0.1"), Decimal("2.5")]
    assert all(isinstance(each, Decimal) for each in found)
    assert isinstance(feel.evaluate("count([1])", {}), Decimal)


def test_a_context_may_be_any_mapping() -> None:
    row, case = MappingProxyType({"名称": "甲"}), ChainMap({"case": {"n": 2}})
    assert feel.evaluate('名称 = "甲" and case.n = 2', feel.scope(row, case)) is True
    assert feel.evaluate("名称", feel.scope({"名称": 1}, {"名称": 2})) == 1


def test_infinity_and_what_is_no_value_of_the_language_count_as_empty() -> None:
    assert feel.evaluate("[a, b]", {"a": float("inf"), "b": object()}) == [None, None]


@pytest.mark.parametrize(
    ("tests", "value", "result"),
    [
        ("> 5", 6, True), ("> 5", None, None), ("-", None, True), ("1, 2, [5..7]", 6, True), ("not(1, 2)", 2, False),
        ('"a", "b"', "b", True), ("? > 2 and ? < 5", 3, True), ("not(? = 1)", 1, False), ("null", None, True),
    ],
)  # fmt: skip
def test_unary_tests_ask_about_the_value_before_them(tests: str, value: Any, result: bool | None) -> None:
    assert feel.evaluate(feel.compile(tests, unary=True), {"?": value}) is result


def test_only_true_satisfies_and_only_false_breaks() -> None:
    assert [feel.satisfied(each) for each in (True, False, None, 1)] == [True, False, False, False]
    assert [feel.broken(each) for each in (True, False, None, 0)] == [False, True, False, False]


def test_office_functions_answer_through_the_services_and_are_null_without_them() -> None:
    services = feel.Services(
        now=lambda: dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC),
        workdays=lambda start, end: (end - start).days,
        add_workdays=lambda start, count: start + dt.timedelta(days=count),
        listed=lambda register, key: (register, key) == ("红线", "91500103"),
        parameter={"上限": 2}.get,
        declared_elsewhere=lambda value: [{"名称": "渝中区"}] if value == "91500103" else [],
    )
    asked = {
        "today()": "2026-03-02", 'workdays(@"2026-03-02", today() + @"P3D")': "3",
        "add workdays(today(), 10)": "2026-03-12", 'listed("红线", "91500103")': "true", 'parameter("上限")': "2",
        'declared elsewhere("91500103").名称': '["渝中区"]', 'declared elsewhere("0")': "[]",
    }  # fmt: skip
    for text, result in asked.items():
        assert feel.to_text(feel.evaluate(text, {}, services)).strip('@"') == result.strip('@"')
        assert feel.evaluate(text, {}) is None


def test_a_failing_service_gives_null_and_no_exception() -> None:
    def fail(_: str) -> Any:
        raise RuntimeError("database gone")

    assert feel.evaluate('parameter("x")', {}, feel.Services(parameter=fail)) is None


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ('区域[结论 = "纳入"]', {("区域",), ("区域", "结论")}),
        ("区域[item.结论 = 1].名称", {("区域",), ("区域", "结论"), ("区域", "名称")}),
        ("for r in 区域 return r.名称 + 后缀", {("区域",), ("区域", "名称"), ("后缀",)}),
        ('some e in a.b satisfies listed("r", e.c)', {("a", "b"), ("a", "b", "c")}),
        ("count(flatten(区域.经营主体))", {("区域", "经营主体")}),
        ("{a: x, b: a + y}.b", {("x",), ("y",)}),
        ("function(a) a + b", {("b",)}),
        ("for i in 1..n return partial", {("n",)}),
    ],
)
def test_references_are_the_paths_an_expression_reads(text: str, paths: set[tuple[str, ...]]) -> None:
    assert feel.references(text) == paths


def test_with_declared_names_a_name_in_a_filter_may_also_be_the_outer_one() -> None:
    assert feel.references("区域[名称 = 申请]", frozenset({"区域", "申请"})) >= {("申请",), ("区域", "名称")}
