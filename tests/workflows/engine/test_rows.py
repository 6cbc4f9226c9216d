"""Rows that a transition adds to a table: what is known stands there, what was filled in stays."""

from __future__ import annotations

from typing import Any

from tests.workflows.engine.toy import CHIEF, GOOD, HERE, NOON, FakeWorld, action, bundle, case
from workflows.engine.decide import decide
from workflows.engine.effects.rows_add import RowsAdd
from workflows.engine.types import Decision, Passed, Refusal
from workflows.messages import say

SUBMITTED = (Passed("submit", 6, "draft", "review", NOON),)
ADDS: dict[str, Any] = {
    "effect": "rows.add", "into": "摊位", "each": '["粉", "鱼", "肉", "鱼"]',
    "fields": {"摊名": "item", "代码": 'if item = "粉" then "C2" else null'},
}  # fmt: skip


def passed(values: dict[str, Any] | None = None, **changes: Any) -> Decision | Refusal:
    made = bundle(transitions__pass__do=[{**ADDS, **changes}])
    return decide(made, case("review", trail=SUBMITTED, values=values or GOOD), action(CHIEF, "pass"),
                  FakeWorld(made), NOON)  # fmt: skip


def added(found: Decision | Refusal) -> list[dict[str, Any]]:
    assert isinstance(found, Decision)
    return [{k: v for k, v in row.items() if k != "_id"} for edit in found.sets for row in edit.rows]  # type: ignore[union-attr]


def test_each_element_gets_one_row_unless_a_row_says_the_same() -> None:
    found = passed()
    assert added(found) == [{"摊名": "鱼"}, {"摊名": "肉"}]
    assert isinstance(found, Decision) and found.columns["摊位数"] == 4, "what is derived counts the new rows"


def test_a_row_is_told_from_another_by_the_values_that_are_given_alone() -> None:
    same = {**GOOD, "摊位": [*GOOD["摊位"], {"_id": "c", "摊名": "鱼", "代码": "C3", "结果": "准"}]}
    assert added(passed(same)) == [{"摊名": "肉"}]
    other = {**GOOD, "摊位": [{"_id": "b", "摊名": "粉", "代码": "C9"}]}
    assert added(passed(other))[0] == {"摊名": "粉", "代码": "C2"}


def test_values_take_the_form_of_their_field_and_empty_rows_are_none() -> None:
    given = {"each": "[1, 2]", "fields": {"摊名": f'"{HERE}"', "结果": 'if item = 1 then "准" else "没有"'}}
    assert added(passed(**given))[0] == {"摊名": HERE, "结果": "准"}
    assert added(passed(each="[null]", fields={"摊名": "item"})) == []


def test_what_gives_no_list_or_too_many_rows_is_refused() -> None:
    none = passed(each="null")
    assert isinstance(none, Refusal) and (none.guard, none.message.code) == ("rows.add", "rows_no_list")
    many = passed(each="for n in 1..10000 return n", fields={"摊名": "string(item)"})
    assert isinstance(many, Refusal) and many.message.code == "rows_too_many"
    assert all(text and "{" not in text for r in (none, many) for text in (say(r.message), say(r.message, "en")))


def test_no_entry_of_a_register_gets_rows() -> None:
    assert RowsAdd.of_cases
