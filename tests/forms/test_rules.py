"""Rules across fields and rows: every kind can be written, is checked before, and marks what it is about."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms import Finding, Form, ListOptions, check, check_form, load_form
from forms.finding import Place
from pages.parts.grid_rows import by_row

OPTIONS = ListOptions({}, {}, date(2026, 3, 2))


def form(*rules: dict[str, Any]) -> Form:
    text = {"type": "text"}
    number, day = {"type": "integer"}, {"type": "date"}
    inner = [{"key": "户名", "title": "户名", **text}, {"key": "人数", "title": "人数", **number}]
    own = [
        {"key": "名称", "title": "名称", **text}, {"key": "开始", "title": "开始", **day},
        {"key": "结束", "title": "结束", **day}, {"key": "金额", "title": "金额", **number},
        {"key": "户", "type": "table", "title": "户", "fields": inner},
    ]  # fmt: skip
    fields = [{"key": "上限", "title": "上限", **number}, {"key": "下限", "title": "下限", **number},
              {"key": "项目", "type": "table", "title": "项目", "fields": own}]  # fmt: skip
    made = load_form({"format": 1, "kind": "form", "id": "f", "title": "表", "rules": list(rules),
                      "pages": [{"id": "p", "title": "页", "fields": fields}]})  # fmt: skip
    assert check_form(made, {}) == []
    return made


VALUES: dict[str, Any] = {"上限": 10, "下限": 20, "项目": [
    {"_id": "a", "名称": "甲", "开始": "2026-01-01", "结束": "2026-02-01", "金额": 6,
     "户": [{"_id": "a1", "户名": "一", "人数": 4}, {"_id": "a2", "户名": "二", "人数": 3}]},
    {"_id": "b", "名称": "乙", "开始": "2026-01-15", "结束": "2026-01-10", "金额": 5,
     "户": [{"_id": "b1", "户名": "三", "人数": 9}, {"_id": "b2", "户名": "四", "人数": 1}]},
]}  # fmt: skip


def found(rule: dict[str, Any], values: dict[str, Any] | None = None) -> list[Finding]:
    made = form({"id": "r", "message": "不对", **rule})
    return [f for f in check(made, values or VALUES, OPTIONS) if f.rule == "r"]


KINDS: list[tuple[str, dict[str, Any], list[tuple[str, str]]]] = [
    ("two fields", {"at": "下限", "also": ["上限"], "holds": "下限 <= 上限"}, [("下限", "")]),
    ("two fields of a row", {"each": "项目", "at": "结束", "also": ["开始"], "holds": "结束 >= 开始"},
     [("项目.结束", "b")]),
    ("a row and the form", {"each": "项目", "at": "金额", "holds": "金额 * 2 <= 上限"}, [("项目.金额", "a")]),
    ("the sum of all rows", {"at": "项目", "holds": "sum(项目.金额) <= 上限"}, [("项目", "")]),
    ("the sum of the rows in a row", {"each": "项目", "at": "金额", "holds": "sum(户.人数) <= 金额 + 1"},
     [("项目.金额", "b")]),
    ("a row and the one around it", {"each": "项目.户", "at": "人数", "holds": "row.人数 <= parent.金额"},
     [("项目.户.人数", "b1")]),
    ("a row and the one before it", {"each": "项目", "at": "开始", "holds": "开始 > previous.结束"},
     [("项目.开始", "b")]),
    ("the first row has none before it", {"each": "项目", "at": "开始", "holds": "previous != null"},
     [("项目.开始", "a")]),
    ("rows inside a row begin anew", {"each": "项目.户", "at": "人数", "holds": "人数 < previous.人数"}, []),
    ("some row", {"at": "项目", "holds": "some x in 项目 satisfies x.金额 > 上限"}, [("项目", "")]),
    ("a filter by item", {"at": "项目", "holds": "count(项目[item.金额 > 5]) = 0"}, [("项目", "")]),
    ("rows of all rows", {"at": "项目", "holds": "sum(flatten(项目.户).人数) <= 10"}, [("项目", "")]),
]


@pytest.mark.parametrize(("rule", "places"), [k[1:] for k in KINDS], ids=[k[0] for k in KINDS])
def test_a_rule_of_every_kind_marks_its_place(rule: dict[str, Any], places: list[tuple[str, str]]) -> None:
    assert [(f.place.path, f.place.row) for f in found(rule)] == places


def test_a_rule_about_several_fields_marks_them_all_and_is_one_finding() -> None:
    (finding,) = found({"each": "项目", "at": "结束", "also": ["开始"], "holds": "结束 >= 开始"})
    assert finding.marks == (Place("结束", "项目", "b"), Place("开始", "项目", "b"))
    assert set(by_row([finding], "项目")["b"]) == {"结束", "开始"}


def test_a_computed_field_may_look_at_the_row_before() -> None:
    from forms import compute

    grown = {"key": "增", "type": "computed", "of": "integer", "title": "增", "value": "数 - previous.数"}
    own = [{"key": "数", "type": "integer", "title": "数"}, grown]
    table = {"key": "月", "type": "table", "title": "月", "fields": own}
    pages = [{"id": "p", "title": "页", "fields": [table]}]
    made = load_form({"format": 1, "kind": "form", "id": "f", "title": "表", "pages": pages})
    assert check_form(made, {}) == []
    rows = compute(made, {"月": [{"_id": "1", "数": 3}, {"_id": "2", "数": 8}]}, OPTIONS)["月"]
    assert [r.get("增") for r in rows] == [None, 5]


def test_a_rule_that_marks_what_is_not_there_is_told() -> None:
    made = load_form({"format": 1, "kind": "form", "id": "f", "title": "表",
                      "rules": [{"id": "r", "at": "数", "also": ["树"], "holds": "数 > 1", "message": "m"}],
                      "pages": [{"id": "p", "title": "页", "fields": [
                          {"key": "数", "type": "integer", "title": "数"}]}]})  # fmt: skip
    assert [f.pointer for f in check_form(made, {})] == ["/rules/0/also/0"]


def pairs(*rows: tuple[str, str | None], **unique: Any) -> list[Finding]:
    own = [{"key": "园区", "type": "text", "title": "园区"},
           {"key": "名称", "type": "text", "title": "名称", "unique": [{"with": ["园区"], **unique}]}]  # fmt: skip
    table = {"key": "项目", "type": "table", "title": "项目", "fields": own}
    made = load_form({"format": 1, "kind": "form", "id": "f", "title": "表",
                      "pages": [{"id": "p", "title": "页", "fields": [table]}]})  # fmt: skip
    assert check_form(made, {}) == []
    values = {"项目": [{"_id": str(n), "名称": a, **({"园区": b} if b else {})} for n, (a, b) in enumerate(rows)]}
    return check(made, values, OPTIONS)


def test_several_columns_may_be_unique_together() -> None:
    assert pairs(("甲", "东"), ("甲", "西"), ("乙", "东"), ("甲", None), ("甲", None)) == []
    (finding,) = pairs(("甲", "东"), ("甲", "西"), ("甲", "东"))
    assert finding.message.data == {"number": 1}
    assert finding.marks == (Place("名称", "项目", "2"), Place("园区", "项目", "2"))


@pytest.mark.parametrize(
    ("unique", "pointer"),
    [({"with": ["圆区"]}, "/with/0"), ({"with": ["园区"], "within": "city"}, "/with")],
)
def test_columns_that_cannot_be_unique_together_are_told(unique: dict[str, Any], pointer: str) -> None:
    own = [{"key": "园区", "type": "text", "title": "园区"},
           {"key": "名称", "type": "text", "title": "名称", "find": True, "unique": [unique]}]  # fmt: skip
    table = {"key": "项目", "type": "table", "title": "项目", "fields": own}
    made = load_form({"format": 1, "kind": "form", "id": "f", "title": "表",
                      "pages": [{"id": "p", "title": "页", "fields": [table]}]})  # fmt: skip
    assert [f.pointer for f in check_form(made, {})] == [f"/pages/0/fields/0/fields/1/unique/0{pointer}"]
