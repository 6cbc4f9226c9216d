"""Decision tables in a form: what is wrong in them is told once, with its place; what is sound is used everywhere."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from forms import Form, canonical, check, check_form, compute, load_form, parsed, with_ids
from tests.forms.checks.test_checks import RULE, changed
from tests.forms.examples import FORM, LISTS, OPTIONS

LEVEL: dict[str, Any] = {
    "hit": "U",
    "inputs": [
        {"name": "户数", "type": "number", "whole": True, "values": ">= 0"},
        {"name": "公开", "type": "string", "options": "yes_no"},
    ],
    "outputs": [{"name": "等级", "type": "string", "values": '"高", "低"'}],
    "rules": [
        {"when": ["> 100", "-"], "then": ['"高"']},
        {"when": ["<= 100", '"是"'], "then": ['"低"']},
        {"when": ["<= 100", '"否"'], "then": ['"高"']},
    ],
}
AT = "/decisions/等级"


def form(**changes: Any) -> dict[str, Any]:
    """The example with the table; `rules__1__when__0="…"` changes what lies there."""
    level = copy.deepcopy(LEVEL)
    for path, value in changes.items():
        *way, last = path.split("__")
        place: Any = level
        for part in way:
            place = place[int(part)] if isinstance(place, list) else place[part]
        place[int(last) if isinstance(place, list) else last] = value
    return {**FORM, "decisions": {"等级": level}}


FAULTS: list[tuple[str, dict[str, Any], list[tuple[str, str, str]]]] = [
    ("nothing", form(), []),
    ("a name that is taken", {**FORM, "decisions": {"总数": LEVEL}}, [("/decisions/总数", "error", "twice_name")]),
    ("a function's name", {**FORM, "decisions": {"count": LEVEL}}, [("/decisions/count", "error", "twice_name")]),
    ("too few cells", form(rules__1__when=["-"]), [(f"{AT}/rules/1/when", "error", "cells")]),
    ("no outputs", form(outputs=[], rules=[]), [(f"{AT}/outputs", "error", "no_outputs")]),
    ("a column twice", form(inputs__1__name="户数"), [(f"{AT}/inputs/1/name", "error", "twice_column")]),
    ("no such list", form(inputs__1__options="yes_not"), [(f"{AT}/inputs/1/options", "error", "no_list_near")]),
    ("no priorities", form(hit="P", outputs__0__values=None), [(f"{AT}/outputs", "error", "no_priorities")]),
    ("a cell that cannot be read", form(rules__0__when__0="> "), [(f"{AT}/rules/0/when/0", "error", "bad_expression")]),
    ("a cell of another kind", form(rules__0__when__0='> "a"'), [
        (f"{AT}/rules/0/when/0", "error", "bad_expression"), (AT, "warning", "unexamined_table")]),
    ("a result about nothing", form(rules__0__then__0="等及"), [(f"{AT}/rules/0/then/0", "error", "bad_expression")]),
    ("a result of another kind", form(rules__0__then__0="5"), [(f"{AT}/rules/0/then/0", "error", "bad_expression")]),
    ("a result that may not be", form(rules__0__then__0='"中高"'), [
        (f"{AT}/rules/0/then/0", "error", "not_an_output_near")]),
    ("a value that is not in the list", form(rules__1__when__1='"是是"'), [
        (f"{AT}/rules/1/when/1", "warning", "doubtful_expression"), (f"{AT}/rules/1/when/1", "warning", "idle_cell"),
        (f"{AT}/rules", "warning", "gap")]),
    ("a gap", form(rules__0__when__0="> 101"), [(f"{AT}/rules", "warning", "gap")]),
    ("no gap where something stands for the rest", form(rules__0__when__0="> 101", outputs__0={
        "name": "等级", "type": "string", "else": '"低"'}), []),
    ("an overlap", form(rules__0__when__0=">= 100"), [
        (f"{AT}/rules/1", "error", "overlap"), (f"{AT}/rules/2", "error", "overlap")]),
    ("overlaps that contradict", form(hit="A", rules__0__when__0=">= 100"), [
        (f"{AT}/rules/1", "error", "contradiction")]),
    ("a rule behind others", form(hit="F", rules__2__when=["<= 50", '"是"']), [
        (f"{AT}/rules/2", "warning", "masked_rule"), (f"{AT}/rules", "warning", "gap")]),
    ("a cell that asks more", form(rules__0__when__0='> parameter("上限")'), [
        (f"{AT}/rules/0/when/0", "warning", "unexamined_cell")]),
    ("basis", form(basis="S9 一"), [(f"{AT}/basis", "error", "no_source_near")]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "data", "wanted"), FAULTS, ids=[what for what, *_ in FAULTS])
def test_each_fault_of_a_table_is_told_with_its_place(
    what: str, data: dict[str, Any], wanted: list[tuple[str, str, str]]
) -> None:
    found = parsed(Form, json.dumps(data))
    assert found.model is not None, [f.say() for f in found.findings]
    told = check_form(found.model, LISTS, found.positions)
    assert sorted((f.pointer, f.level, f.code) for f in told) == sorted(wanted)
    assert all(f.line and f.say("zh") != f.say("en") for f in told)


def test_a_gap_and_an_overlap_come_with_an_example_input() -> None:
    told = {f.code: f.say() for f in check_form(load_form(form(rules__0__when__0="> 101")), LISTS)}
    assert told == {"gap": "有缺漏：户数: 101 时没有适用的行。例如 户数 = 101，公开 = \"否\""}
    told = {f.code: f.say() for f in check_form(load_form(form(rules__0__when__0=">= 100")), LISTS)}
    assert "户数 = 100，公开 = " in told["overlap"] and told["overlap"].startswith("第 1 行和第 3 行重叠")


def test_a_call_with_the_wrong_arguments_is_told_where_it_stands() -> None:
    for text, sentence in (
        ('等级(3) = "高"', "需要 2 个参数，给了 1 个"), ('等级("a", 公开) = "高"', "应为数字，却是文字"),
        ('等级(户数: 1, 公 : 公开) = "高"', "没有参数"), ('等级(总数, 公开) = 3', "永远不会相等"),
    ):  # fmt: skip
        data = {**changed("/rules/-", {**RULE, "holds": text}), "decisions": {"等级": LEVEL}}
        assert sentence in "".join(f.say() for f in check_form(load_form(data), LISTS))


def test_a_table_is_used_by_computed_fields_and_rules() -> None:
    data = {**FORM, "decisions": {"等级": LEVEL}}
    data["pages"] = copy.deepcopy(FORM["pages"])
    data["pages"][0]["fields"][6] = {"key": "总数", "type": "computed", "title": "级", "value": "等级(count(片), 公开)"}
    data["rules"] = [{"id": "low", "at": "公开", "holds": '等级(count(片), 公开) = "低"', "message": "太高：{总数}"}]
    form_ = load_form(data)
    assert [f for f in check_form(form_, LISTS) if f.level == "error"] == []
    values = with_ids(form_, {"公开": "否", "片": [{"片名": "甲"}]})
    assert compute(form_, values, OPTIONS)["总数"] == "高"
    assert "太高：高" in [f.message.data.get("text").zh for f in check(form_, values, OPTIONS) if f.rule == "low"]
    assert load_form(canonical(form_)) == form_
