"""What is said of conditions is so: every answer is compared with what the expressions give for many values."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms import feel
from forms.feel.shapes import BOOLEAN, WHOLE, Shape
from workflows.checks.soundness.cases import Conditions

TYPES: dict[str, Shape] = {"a": WHOLE, "b": WHOLE, "ok": BOOLEAN}
NUMBERS = [None, *map(Decimal, range(-2, 9))]
SPACE: list[dict[str, Any]] = [
    {"a": a, "b": b, "ok": ok} for a in NUMBERS for b in NUMBERS[::2] for ok in (None, True, False)
]
PLAIN = st.one_of(
    st.builds("{} {} {}".format, st.sampled_from("ab"), st.sampled_from(["<", "<=", "=", "!=", ">", ">="]),
              st.integers(0, 6)),
    st.builds("{} in [{}..{}]".format, st.sampled_from("ab"), st.integers(0, 3), st.integers(3, 6)),
    st.sampled_from(["ok", "a = null", "b != null", "a > b", "b >= a", "a = b"]),
)  # fmt: skip
CONDITION = st.recursive(
    PLAIN,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner), st.builds("({} or {})".format, inner, inner),
        st.builds("not({})".format, inner), st.builds("(if {} then {} else {})".format, inner, inner, inner),
    ),
    max_leaves=5,
)  # fmt: skip


def holds(text: str, at: dict[str, Any]) -> bool:
    return feel.satisfied(feel.evaluate(text, at))


@settings(max_examples=150, deadline=None)
@given(st.lists(CONDITION, min_size=1, max_size=3))
def test_what_covers_everything_does_and_what_is_left_out_is_an_example(texts: list[str]) -> None:
    found = Conditions(texts, TYPES).certain()
    if found.verdict == "yes":
        assert all(any(holds(t, at) for t in texts) for at in SPACE)
    if found.verdict == "no" and all(" - " not in thing for thing in found.example):
        at = {name: feel.evaluate(value, {}) for name, value in found.example.items()}
        assert not any(holds(t, {**dict.fromkeys(TYPES), **at}) for t in texts)


@settings(max_examples=150, deadline=None)
@given(CONDITION)
def test_what_is_never_true_never_is(text: str) -> None:
    if not Conditions([text], TYPES).possible():
        assert not any(holds(text, at) for at in SPACE)


def test_a_statement_and_its_opposite_leave_nothing_out() -> None:
    some = "some r in rows satisfies r.x > 3"
    assert Conditions([some, "every r in rows satisfies r.x <= 3"], {}).certain().verdict == "yes"
    assert Conditions([some], {}).certain().verdict == "unknown"
