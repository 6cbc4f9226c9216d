"""Gaps, overlaps and masked rules: found exactly, each with an example that shows it."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from forms.decision import DecisionTable, decide, examine
from forms.decision.columns import EMPTY
from forms.decision.examine import Gap
from forms.decision.words import as_tests, example, gap
from forms.feel.runtime import Run
from forms.feel.services import NO_SERVICES
from forms.feel.sets import EVERYTHING, Values, among
from tests.forms.decision.tables import SOUND, ages, levels


def test_a_sound_table_has_nothing_to_tell() -> None:
    found = examine(SOUND)
    assert not found.gaps and not found.overlaps and not found.masked and not found.idle and found.complete


def test_a_gap_is_told_in_the_words_of_the_cells_with_an_example() -> None:
    found = examine(levels(("> 100", '"园区"', '"高"'), ("< 50", "-", '"低"')))
    told = [gap(each) for each in found.gaps]
    assert told == ["户数: [50..100]", '户数: >= 101；类型: "楼宇", "街区"']
    assert [example(each.example) for each in found.gaps] == ['户数 = 50，类型 = "园区"', '户数 = 101，类型 = "楼宇"']


def test_an_overlap_names_both_rules_and_an_input_that_both_take() -> None:
    (found,) = examine(levels(("[0..50]", "-", '"低"'), (">= 50", '"园区"', '"高"'))).overlaps
    assert (found.first, found.second) == (0, 1)
    assert example(found.example) == '户数 = 50，类型 = "园区"'


def test_whole_numbers_leave_no_gap_between_two_of_them() -> None:
    assert not examine(levels(("<= 100", "-", '"低"'), (">= 101", "-", '"高"'))).gaps
    assert [gap(g) for g in examine(ages(("<= 100", "1"), (">= 101", "2"))).gaps] == ["n: (100..101)"]


def test_a_rule_behind_others_that_take_all_its_cases_is_masked() -> None:
    table = levels(("< 50", "-", '"低"'), (">= 50", "-", '"中"'), ("[40..60]", '"园区"', '"高"'), hit="F")
    assert examine(table).masked == [2]


def test_a_cell_that_nothing_can_pass_and_one_that_asks_more_are_told() -> None:
    found = examine(levels(("< 0", "-", '"低"'), ("-", '"地块"', '"低"'), ('> parameter("上限")', "-", '"高"')))
    assert found.idle == [(0, "户数"), (1, "类型")] and found.unread == [(2, "户数")]


def test_the_empty_value_counts_where_a_table_asks_for_it() -> None:
    found = examine(ages(("null", "1"), ("> 0", "2")))
    assert [gap(each) for each in found.gaps] == ["n: <= 0"]
    both = examine(ages(("null, > 5", "1"), ("null", "2")))
    assert [each.example for each in both.overlaps] == [{"n": EMPTY}]


def test_other_texts_than_those_named_are_a_gap_with_a_plain_example() -> None:
    table = DecisionTable.model_validate({
        "inputs": [{"name": "t", "type": "string"}], "outputs": [{"name": "o"}],
        "rules": [{"when": ['"a"'], "then": ["1"]}, {"when": ['"b"'], "then": ["2"]}],
    })  # fmt: skip
    (found,) = examine(table).gaps
    assert gap(found) == 't: not("a", "b")' and example(found.example) == 't = "其他"'


def test_a_large_table_comes_to_an_end() -> None:
    names = [f"i{n}" for n in range(8)]
    rules = [{"when": [f"> {(n * m) % 17}" for m in range(1, 9)], "then": ["1"]} for n in range(60)]
    table = DecisionTable.model_validate(
        {"inputs": [{"name": n, "type": "number"} for n in names], "outputs": [{"name": "o"}], "rules": rules}
    )
    found = examine(table)
    assert len(found.gaps) <= 100


def test_a_set_is_written_as_the_test_it_is() -> None:
    assert as_tests(among([Decimal(1), Decimal(2)])) == "1, 2"
    assert as_tests(~among(["a"])) == 'not("a")' and as_tests(None) == "null" and as_tests(~Values()) == "-"


# --- against trying everything ---

DOMAIN = range(0, 6)
cells = st.one_of(
    st.just("-"),
    st.builds(lambda op, n: f"{op} {n}", st.sampled_from(["<", "<=", ">", ">="]), st.sampled_from(DOMAIN)),
    st.builds(lambda a, b: f"[{min(a, b)}..{max(a, b)}]", st.sampled_from(DOMAIN), st.sampled_from(DOMAIN)),
    st.builds(lambda a, b: f"{a}, {b}", st.sampled_from(DOMAIN), st.sampled_from(DOMAIN)),
    st.builds(lambda a: f"not({a})", st.sampled_from(DOMAIN)),
)
rules = st.lists(st.tuples(cells, cells), min_size=1, max_size=5)


def squares(found: list[tuple[str, str]], hit: str = "C") -> DecisionTable:
    column = {"type": "number", "values": "[0..5]", "whole": True}
    return DecisionTable.model_validate({
        "hit": hit,
        "inputs": [{"name": "x", **column}, {"name": "y", **column}],
        "outputs": [{"name": "rule", "type": "number"}],
        "rules": [{"when": list(pair), "then": [str(n)]} for n, pair in enumerate(found)],
    })


def hits(table: DecisionTable, point: tuple[int, int]) -> list[int]:
    answer: Any = decide(table, [Decimal(point[0]), Decimal(point[1])], Run({}, NO_SERVICES))
    return [int(each) for each in answer or []]


def point_of(found: Any) -> tuple[int, int]:
    return int(found["x"]), int(found["y"])


@settings(deadline=None, max_examples=150)
@given(rules)
def test_gaps_overlaps_and_masked_rules_are_those_that_trying_everything_finds(found: list[tuple[str, str]]) -> None:
    table = squares(found)
    told = examine(table, most=100)
    tried = {point: hits(table, point) for point in product(DOMAIN, DOMAIN)}
    uncovered = {point for point, applies in tried.items() if not applies}
    assert {point for each in told.gaps for point in tried if _lies_in(each, point)} == uncovered
    assert all(point_of(each.example) in uncovered for each in told.gaps)
    pairs = {(a, b) for applies in tried.values() for a in applies for b in applies if a < b}
    assert {(each.first, each.second) for each in told.overlaps} == pairs
    for each in told.overlaps:
        assert {each.first, each.second} <= set(tried[point_of(each.example)])
    own = {n for n in range(len(found)) if any(n in applies for applies in tried.values())}
    first = {applies[0] for applies in tried.values() if applies}
    assert set(told.masked) == own - first
    assert {n for n, _ in told.idle} == set(range(len(found))) - own


def _lies_in(box: Gap, point: tuple[int, int]) -> bool:
    sets = [box.values.get(name, EVERYTHING) for name in "xy"]
    return all(values is not None and Decimal(at) in values for values, at in zip(sets, point, strict=True))
