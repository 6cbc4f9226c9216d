"""A field of an entry may hold several choices."""

from __future__ import annotations

from forms import load_list
from forms.text import Text
from workflows.engine.entries import stored
from workflows.model.registers import RegisterField
from workflows.registers.lines import typed

KINDS = RegisterField(type="choices", options="kinds", find=True)
LIST = load_list({"format": 1, "kind": "list", "id": "kinds", "title": "类", "items": [
    {"key": "a", "title": {"zh": "甲", "en": "One"}}, {"key": "b", "title": {"zh": "乙", "en": "Two"}}]})  # fmt: skip


def test_several_choices_are_kept_as_their_keys_and_found_by_each() -> None:
    assert stored(KINDS, ["a", "b"]) == ["a", "b"]
    assert stored(KINDS, []) is None and stored(KINDS, "a") is None
    rows = list(typed(1, "", "", {"类": KINDS}, {"类": ["a", "b"]}))
    assert [r["text"] for r in rows] == ["a", "b"]


def test_they_are_told_in_words() -> None:
    from unittest.mock import Mock

    from workflows.registers.known import Words

    bundle = Mock(lists={"kinds": LIST})
    assert Words(bundle, {}).of(KINDS, ["a", "b"]) == Text(zh="甲、乙", en="One; Two")


def test_the_lowest_level_of_a_dependent_choice_is_a_choice() -> None:
    assert stored(RegisterField(type="choice", options="kinds"), {"code": "a", "名称": "甲"}) == "a"
