"""What is refused, how it is said, and that everything comes to an end."""

from __future__ import annotations

from typing import Any

import pytest

from forms import feel
from forms.feel import Shape
from forms.feel.shapes import NUMBER, TEXT, grouped, listed


def refused(text: str, **options: Any) -> feel.FeelError:
    with pytest.raises(feel.FeelError) as caught:
        feel.compile(text, **options)
    assert caught.value.say("zh") != caught.value.say("en")
    return caught.value


@pytest.mark.parametrize(
    ("text", "code", "position"),
    [
        ("", "empty", 0), ("1 +", "unexpected_end", 3), ("1 2", "unexpected", 2), ("“同意", "open_text", 0),
        ("a # b", "bad_character", 2), ("(1", "expected_end", 2),
        ("if a b", "expected", 5),        ("1e9999", "bad_number", 0),
        ('@"later"', "bad_literal", 0), ("{a: 1, a: 2}", "duplicate_key", 7), ("abs(1, 2)", "arity", 0),
        ("1 + abs(m: 1)", "argument_names", 4), ("function() external {}", "external", 11),
        ("* 2", "expected_value", 0),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(text: str, code: str, position: int) -> None:
    error = refused(text)
    assert (error.code, error.position) == (code, position)
    assert feel.evaluate(text, {}) is None
    assert feel.explain(text, {})[1][0].code == code


def test_an_unknown_name_comes_with_the_nearest_known_one() -> None:
    error = refused("count(区城) > 1", types={"区域": Shape("list"), "联系人": TEXT})
    assert (error.code, error.data["nearest"], error.position) == ("unknown_name_near", "区域", 6)
    assert "区域" in error.say("zh") and "7" in error.say("en")
    assert refused("coutn(区域)", types={"区域": Shape("list")}).data["nearest"] == "count"


def test_what_lies_below_a_name_is_known_where_its_shape_says_so() -> None:
    types = {"区域": listed(grouped({"结论": NUMBER})), "case": Shape("context")}
    feel.compile("区域[结论 = 1].结论[1] = case.anything and count(区域.结论) = 1", types)
    assert feel.references("count(区域.结论)") == {("区域", "结论")}
    assert refused("区域[结伦 = 1]", types=types).code == "unknown_name_near"
    assert refused("区域.结伦", types=types).code == "unknown_name_near"


@pytest.mark.parametrize(
    "text",
    [
        "+".join(["1"] * 20_000), "(" * 10_000 + "1" + ")" * 10_000, "(" * 1_900 + "1" + ")" * 1_900, "[" * 3_000,
        "+".join(["1"] * 1_500), "-" * 3_000 + "1", "if a then " * 390 + "1", "a" + ".b" * 1_900, "not(" * 900,
        "1" + "[1]" * 1_000, "f" + "()" * 1_500, "x instance of " + "list<" * 700,
    ],
    ids=lambda text: text[:12],
)  # fmt: skip
def test_an_expression_beyond_bounds_is_refused_in_words(text: str) -> None:
    assert refused(text).code in {"too_long", "too_deep", "too_many_nodes"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("for a in 1..60, b in 1..60, c in 1..60, d in 1..60 return 1", "too_many_steps"),
        ("for i in 1..99999999 return i", "too_many_steps"),
        ("9 ** 999999999", "number_too_large"),
        ("{f: function(n) f(n + 1), r: f(1)}.r", "too_many_calls"),
        ("count(for i in 1..60 return if i = 1 then [1] else concatenate(partial[-1], partial[-1]))", "too_many_steps"),
        ('for i in 1..99 return matches("%sb", "^(a|aa)+$")' % ("a" * 60), "too_many_steps"),
        ('for i in 1..40 return if i = 1 then "ab" else partial[-1] + partial[-1]', "text_too_long"),
        ("string(for i in 1..60 return if i = 1 then 1 else [partial[-1], partial[-1]])", "too_many_steps"),
    ],
)
def test_a_computation_beyond_bounds_ends_and_says_why(text: str, code: str) -> None:
    value, reasons = feel.explain(text, {})
    assert value is None
    assert code in {reason.code for reason in reasons}
    assert all(reason.say("zh") and reason.say("en") for reason in reasons)


def test_a_pass_over_ten_thousand_rows_is_within_bounds() -> None:
    rows = [{"n": n, "parts": [{"v": 1}, {"v": 2}]} for n in range(10_000)]
    assert feel.evaluate("sum(flatten(rows.parts).v)", {"rows": rows}) == 30_000
    assert feel.evaluate("count(rows[n >= 5000])", {"rows": rows}) == 5_000
    assert feel.evaluate("every r in rows satisfies sum(r.parts.v) = 3", {"rows": rows}) is True


def test_a_null_names_the_empty_fields() -> None:
    value, reasons = feel.explain("数量 > 3 and 名称 = null", {"数量": None, "名称": None})
    assert value is None
    assert [reason.say("zh") for reason in reasons][0] == "“数量”还没有填写。"
    assert feel.explain("case.n > 1", {"case": {"n": None}})[1][0].data == {"name": "case.n"}


def test_a_false_names_the_parts_that_do_not_hold() -> None:
    value, reasons = feel.explain("a > 1 and b > 1 and c", {"a": 1, "b": 5, "c": None})
    assert value is False
    assert [reason.data["text"] for reason in reasons] == ["a > 1"]


def test_a_true_needs_no_reason() -> None:
    assert feel.explain("1 = 1", {}) == (True, [])
