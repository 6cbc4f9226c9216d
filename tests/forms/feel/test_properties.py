"""Properties: written trees read back as themselves, arithmetic agrees with decimal, values with their text."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from forms import feel
from forms.feel import ast

names = st.sampled_from(["a", "名称", "_id", "数量1", "count"])
literals = st.one_of(
    st.decimals(0, 10**6, allow_nan=False, places=2).map(lambda n: ast.Literal(abs(n))),
    st.text(max_size=5).filter(lambda t: t.isprintable()).map(ast.Literal),
    st.sampled_from([True, False, None]).map(ast.Literal),
    names.map(ast.Name),
    st.sampled_from(["2024-08-01", "P1D", "09:30:00"]).map(ast.At),
)
types = st.sampled_from(
    [ast.Type("number"), ast.Type("list", (ast.Type("date and time"),)),
     ast.Type("context", (), (("a", ast.Type("Any")),)), ast.Type("function", (ast.Type("number"), ast.Type("string")))]
)  # fmt: skip


def iterations(inner: Any) -> Any:
    one = st.builds(ast.Iteration, names, inner, st.none() | inner)
    return st.lists(one, min_size=1, max_size=2).map(tuple)


def grown(inner: Any) -> Any:
    few = st.lists(inner, max_size=3).map(tuple)
    some = st.lists(inner, min_size=1, max_size=3).map(tuple)
    operators = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"])
    tests = st.one_of(inner, st.builds(ast.Compare, st.sampled_from(["<", ">=", "="]), inner))
    return st.one_of(
        st.builds(ast.Binary, operators, inner, inner),
        st.builds(ast.Negate, inner),
        st.builds(ast.Path, inner, names),
        st.builds(ast.Filter, inner, inner),
        st.builds(ast.Call, inner, few),
        st.builds(lambda f, a: ast.Call(f, (a,), ("start position",)), inner, inner),
        st.builds(ast.Between, inner, inner, inner),
        st.builds(ast.In, inner, st.lists(tests, min_size=1, max_size=3).map(tuple)),
        st.builds(ast.Compare, st.sampled_from(["<", ">=", "="]), inner),
        st.builds(ast.Interval, inner, inner, st.booleans(), st.booleans()),
        st.builds(ast.InstanceOf, inner, types),
        st.builds(ast.If, inner, inner, inner),
        st.builds(ast.For, iterations(inner), inner),
        st.builds(ast.Quantified, st.sampled_from(["some", "every"]), iterations(inner), inner),
        st.builds(ast.ListOf, few),
        st.builds(lambda k, v: ast.ContextOf(tuple(zip(k, v, strict=False))), st.lists(names, unique=True), some),
        st.builds(ast.Function, st.lists(st.tuples(names, st.none() | types), max_size=2).map(tuple), inner),
    )


trees = st.recursive(literals, grown, max_leaves=12)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_a_written_tree_reads_back_as_itself(tree: ast.Node) -> None:
    assert feel.parse(feel.render(tree)) == tree


@settings(max_examples=200, deadline=None)
@given(st.lists(trees, max_size=2), st.booleans())
def test_written_unary_tests_read_back_as_themselves(tests: list[ast.Node], negated: bool) -> None:
    tree = ast.Tests(tuple(tests), negated and bool(tests))
    read = feel.parse_tests(feel.render(tree))
    assert feel.parse_tests(feel.render(read)) == read


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_whatever_raises_anything_but_our_own_error(text: str) -> None:
    try:
        feel.parse(text)
    except feel.FeelError as error:
        assert error.say("zh") and error.say("en")
    assert feel.evaluate(text, {}) is None or feel.to_text(feel.evaluate(text, {}))


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='1ab区"()[]{}.,:<>=+-*/ @?andorifin“”（；', max_size=40))
def test_no_mixture_of_signs_raises_anything_but_our_own_error(text: str) -> None:
    feel.explain(text, {"a": [1, {"b": 2}], "b": None, "区": {"a": 1}})


numbers = st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False)
context = Context(prec=34, rounding=ROUND_HALF_EVEN)


@settings(max_examples=200, deadline=None)
@given(numbers, numbers)
def test_arithmetic_is_that_of_decimals_with_34_digits(a: Decimal, b: Decimal) -> None:
    given_ = {"a": a, "b": b}
    assert feel.evaluate("a + b", given_) == context.add(a, b)
    assert feel.evaluate("a - b", given_) == context.subtract(a, b)
    assert feel.evaluate("a * b", given_) == context.multiply(a, b)
    assert feel.evaluate("a / b", given_) == (context.divide(a, b) if b else None)
    assert feel.evaluate("a < b", given_) is (a < b)


values = st.recursive(
    st.none() | st.booleans() | st.text(max_size=8) | numbers.map(context.plus) | st.dates() | st.timedeltas(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=4), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(values)
@example({"\U0002f800": None})  # a compatibility character: as a name it would be read as another one
def test_the_text_of_a_value_evaluates_to_the_value(value: Any) -> None:
    assert feel.evaluate(feel.to_text(value), {}) == value
