"""Joint reviews and registers made in one step, field groups that come and go, formulas nobody has to write."""

from __future__ import annotations

from datetime import date

import pytest

from forms.canonical import canonical, plain, pretty
from forms.definition import Form
from forms.design.formulas import Compute, common_formulas
from forms.design.refusing import Refused
from forms.design.tree import Data
from workflows.bundle import group_of
from workflows.checks.texts import check_texts
from workflows.definition import Procedure
from workflows.flow import RemoveGroup
from workflows.flow.registering import AddRegister
from workflows.flow.reviewing import AddReview, opinion_form
from workflows.flow.starting import Begun, begun_form, begun_procedure

TABLE = {"key": "项目", "type": "table", "title": "项目", "fields": [
    {"key": "名称", "type": "text", "title": "名称"},
    {"key": "支出", "type": "table", "title": "支出", "fields": [{"key": "金额", "type": "money", "title": "金额"}]},
]}  # fmt: skip
TOTAL = {"key": "合计", "type": "computed", "title": "合计", "value": "null"}


def made() -> tuple[Data, Form]:
    data = plain(begun_form("试点", Begun("试点")))
    data["pages"][0]["fields"] += [{"key": "名称", "type": "text", "title": "名称"}, TABLE, TOTAL]
    form = Form.model_validate(data)
    procedure = begun_procedure("试点", Begun("试点"), form, date(2026, 3, 2))
    assert isinstance(procedure, dict)
    return procedure, form


def wrong(procedure: Data, *forms: Form) -> list[str]:
    texts = {"procedure": pretty(procedure), **{f"form/{f.id}": canonical(f) for f in forms}}
    return [f.finding.code for f in check_texts(texts)[1] if f.blocks]


def test_a_review_and_a_register_are_sound_as_they_are_made() -> None:
    procedure, form = made()
    opinion = opinion_form("意见", {"zh": "意见"})
    assert AddReview({"zh": "会审"}, ("handler",), "handling", "意见").make(procedure) == "round:会审"
    assert AddRegister({"zh": "名录"}, form, ("所属区县", "名称", "项目"), "finish").make(procedure) == "register:名录"
    assert wrong(procedure, form, opinion) == []
    finish = procedure["transitions"]["finish"]
    assert (finish["kind"], finish["when"], finish["by"]) == ("automatic", "round.complete", [])
    assert finish["do"][0] == {
        "effect": "register.add", "register": "名录", "key": {"所属区县": "所属区县", "名称": "名称"},
        "rows": {"项目": "项目"},
    }  # fmt: skip
    register = Procedure.model_validate(procedure).registers["名录"]
    assert list(register.paths) == ["项目", "项目.支出"] and register.read == {"filer": "所属区县", "handler": "*"}


def test_several_ways_on_wait_for_the_review_and_stay_with_who_takes_them() -> None:
    procedure, _ = made()
    procedure["transitions"]["other"] = {**procedure["transitions"]["finish"], "zh": "不予办理"}
    AddReview({"zh": "会审"}, ("handler",), "handling", "意见").make(procedure)
    ways = [procedure["transitions"][k] for k in ("finish", "other")]
    assert [(w.get("kind"), w["when"], w["by"]) for w in ways] == [(None, "round.complete", ["handler"])] * 2


def test_a_register_needs_something_by_which_entries_are_called() -> None:
    procedure, form = made()
    with pytest.raises(Refused):
        AddRegister({"zh": "名录"}, form, ("所属区县",)).make(procedure)


def test_a_group_of_all_others_holds_new_fields_and_a_group_leaves_no_rights_behind() -> None:
    procedure, form = made()
    groups = procedure["forms"]["main"]["groups"]
    first = next(iter(groups))
    assert groups == {first: ["*"]} and wrong(procedure, form) == []
    groups["项目组"] = ["项目"]
    procedure["states"]["draft"]["rights"]["项目组"] = {"write": ["filer"]}
    assert [group_of(groups, p) for p in ("名称", "项目.支出.金额")] == [first, "项目组"]
    assert RemoveGroup("项目组").make(procedure) == ""
    assert list(groups) == [first] and "项目组" not in procedure["states"]["draft"]["rights"]
    with pytest.raises(Refused):
        RemoveGroup(first).make(procedure)


def test_sums_and_counts_are_offered_from_where_a_field_stands() -> None:
    _, form = made()
    known = {f.text: f for f in common_formulas(form, "")}
    assert list(known) == ["count(项目)", "sum(flatten(项目.支出).金额)", "count(flatten(项目.支出))"]
    assert [f.text for f in common_formulas(form, "项目")] == ["sum(支出.金额)", "count(支出)"]
    data = plain(form)
    assert Compute("合计", known["sum(flatten(项目.支出).金额)"]).make(data) == "合计"
    field = data["pages"][0]["fields"][-1]
    assert (field["of"], field["value"]) == ("money", "sum(flatten(项目.支出).金额)")
