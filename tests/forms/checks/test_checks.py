"""Forms that are well shaped and still wrong: each fault is told once, with its place and the way out."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from forms import Form, canonical, check_form, check_list, load_list, parsed
from forms.checks.base import FORM_CHECKS, LIST_CHECKS
from tests.forms.examples import FORM, LISTS


def changed(pointer: str, value: Any) -> dict[str, Any]:
    """The example with one value put somewhere else; `-` appends to a list."""
    data = copy.deepcopy(FORM)
    *way, last = pointer.strip("/").split("/")
    at: Any = data
    for step in way:
        at = at[int(step)] if isinstance(at, list) else at.setdefault(step, {})
    if last == "-":
        at.append(value)
    else:
        at[int(last) if isinstance(at, list) else last] = value
    return data


AREA = "/pages/1/fields/0"
ENTRY = f"{AREA}/fields/4"
INNER = {"key": "三层", "type": "table", "title": "t", "fields": [{"key": "x", "type": "text", "title": "x"}]}
RULE = {"id": "r", "at": "辖区", "holds": "true", "message": "m"}
TABLE = {"kind": "table", "table": "片", "columns": [{"field": "片名"}]}
COMPUTED = {"key": "甲", "type": "computed", "title": "甲"}


def printed(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"title": "t", "blocks": list(blocks)}


FAULTS: list[tuple[str, dict[str, Any], str, str]] = [
    ("field twice", changed(f"{AREA}/fields/3/key", "片名"), f"{AREA}/fields/3/key",
     "字段“片名”在同一层出现了两次，改一个名字"),
    ("page twice", changed("/pages/1/id", "head"), "/pages/1/id", "页“head”出现了两次，改一个名字"),
    ("rule twice", changed("/rules/-", {**RULE, "id": "few"}), "/rules/3/id", "规则“few”出现了两次，改一个名字"),
    ("no title", changed(f"{AREA}/title", " "), f"{AREA}/title", "标题是空的，写上名称"),
    ("no columns", changed("/pages/0/fields/-", {**INNER, "fields": []}), "/pages/0/fields/7",
     "“三层”没有字段，至少加一个"),
    ("third level", changed(f"{ENTRY}/fields/-", INNER), f"{ENTRY}/fields/2", "“片.户.三层”是第三层明细表，最多两层"),
    ("second inner table", changed(f"{AREA}/fields/-", INNER), f"{AREA}/fields/5",
     "“片.三层”是同一行里的第二个明细表，一行只能有一个"),
    ("row title", changed(f"{AREA}/row_title", "片各"), f"{AREA}/row_title", "没有字段“片.片各”，是不是“片名”？"),
    ("page condition cannot be read", changed("/pages/1/visible_when", "公开 ="), "/pages/1/visible_when",
     "表达式“公开 =”有误：表达式没有写完（第 5 个字符处）"),
    ("page hides itself", changed("/pages/0/visible_when", '公开 = "是"'), "/pages/0/visible_when",
     "页“基本信息”的显示条件用到本页的字段“公开”：页藏起来以后就没有人能改它；改用前面页里的字段"),
    ("bounds", changed(f"{AREA}/fields/1/max", 0), f"{AREA}/fields/1/min", "“片.报数”：1 大于 0，不可能满足"),
    ("row bounds", changed(f"{AREA}/min_rows", 20_000), f"{AREA}/min_rows",
     "“片”：20,000 大于 10,000，不可能满足"),
    ("computed required", changed(f"{AREA}/fields/2/required", True), f"{AREA}/fields/2",
     "“片.实数”是自动计算的，不能要求填写，去掉 required"),
    ("circle", changed(f"{AREA}/fields/2/value", "总数 + 1"), "/pages/0/fields/6/value",
     "自动计算互相等待：总数 → 片.实数 → 总数；断开其中一处"),
    ("own circle", changed("/pages/0/fields/-", {**COMPUTED, "value": "甲"}), "/pages/0/fields/7/value",
     "自动计算互相等待：甲 → 甲；断开其中一处"),
    ("basis", changed("/pages/0/fields/1/basis", "S2 一"), "/pages/0/fields/1/basis",
     "依据“S2 一”：“S2”不是这份定义列出的文件，是不是“S1”？"),
    ("list", changed("/pages/0/fields/3/options", "yes_not"), "/pages/0/fields/3/options",
     "没有代码表“yes_not”，是不是“yes_no”？"),
    ("rule for no table", changed("/rules/0/each", "片区"), "/rules/0/each", "没有明细表“片区”，是不是“片”？"),
    ("rule marks nothing", changed("/rules/0/at", "报教"), "/rules/0/at", "没有字段“片.报教”，是不是“报数”？"),
    ("rule reads nothing", changed("/rules/0/holds", "报教 = 实数"), "/rules/0/holds",
     "表达式“报教 = 实数”有误：第 1 个字符处的“报教”没有定义，是不是“报数”？"),
    ("message reads nothing", changed("/rules/0/message/en", "{报教}"), "/rules/0/message/en",
     "表达式“报教”有误：第 1 个字符处的“报教”没有定义，是不是“报数”？"),
    ("condition cannot be read", changed("/pages/0/fields/4/visible_when", "公开 ="), "/pages/0/fields/4/visible_when",
     "表达式“公开 =”有误：表达式没有写完（第 5 个字符处）"),
    ("a row's name at the top", changed("/rules/-", {**RULE, "holds": "报数 > 1"}), "/rules/3/holds",
     "表达式“报数 > 1”有误：第 1 个字符处的“报数”没有定义，是不是“片.报数”？"),
    ("list of lists", changed("/rules/-", {**RULE, "holds": "count(片.户) > 1"}), "/rules/3/holds",
     "表达式“count(片.户) > 1”：“片.户”是列表的列表；要数或查每一行，写 flatten(片.户)"),
    ("line prints nothing", changed("/print", printed({"kind": "line", "fields": ["辖"]})),
     "/print/blocks/0/fields/0", "没有字段“辖”，是不是“辖区”？"),
    ("line prints a table", changed("/print", printed({"kind": "line", "fields": ["片"]})),
     "/print/blocks/0/fields/0", "“片”是明细表，不能印在一行里；用 table"),
    ("prints no table", changed("/print", printed({**TABLE, "table": "地"})), "/print/blocks/0/table",
     "没有明细表“地”"),
    ("prints no column", changed("/print", printed({**TABLE, "columns": [{"field": "#"}, {"field": "名"}]})),
     "/print/blocks/0/columns/1/field", "没有字段“片.名”，是不是“片名”？"),
    ("total of nothing", changed(f"{AREA}/totals", [{"of": "报树"}]), f"{AREA}/totals/0/of",
     "没有字段“片.报树”，是不是“报数”？"),
    ("total twice", changed(f"{AREA}/totals", [{"of": "报数"}, {"of": "报数", "by": "max"}]), f"{AREA}/totals/1/of",
     "“片.报数”已经有一个合计，去掉一个"),
    ("sum of text", changed(f"{AREA}/totals", [{"of": "片名"}]), f"{AREA}/totals/0/of", "“片.片名”不是数字，不能合计"),
    ("sub-totals without totals", changed(f"{AREA}/totals_by", "片名"), f"{AREA}/totals_by",
     "“片”有 totals_by 而没有 totals；写上要合计的列，或去掉"),
    ("sub-totals by nothing", changed(f"{AREA}/totals_by", "x"), f"{AREA}/totals_by", "没有字段“片.x”"),
    ("total of text", changed("/print", printed({**TABLE, "total": ["片名"]})), "/print/blocks/0/total/0",
     "“片.片名”不是数字，不能合计"),
    ("total without column", changed("/print", printed({**TABLE, "total": ["报数"]})), "/print/blocks/0/total/0",
     "合计列“片.报数”没有印出，把它加到 columns"),
    ("attached table is no inner one", changed("/print", printed({**TABLE, "kind": "attached", "caption": "c"})),
     "/print/blocks/0/table", "“片”不是行内的明细表，附表只能用行内的"),
    ("caption reads nothing", changed("/print", printed(
        {"kind": "attached", "table": "片.户", "caption": "附表 {number} {报教}", "columns": []})),
     "/print/blocks/0/caption/zh", "表达式“报教”有误：第 1 个字符处的“报教”没有定义，是不是“报数”？"),
]  # fmt: skip


def test_the_example_has_no_fault() -> None:
    assert check_form(parsed(Form, json.dumps(FORM)).model or Form.model_construct(), LISTS) == []


@pytest.mark.parametrize(("data", "pointer", "sentence"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_each_fault_is_told_once_with_place_and_way_out(data: dict[str, Any], pointer: str, sentence: str) -> None:
    read = parsed(Form, json.dumps(data, ensure_ascii=False, indent=1))
    assert read.model, [f.say() for f in read.findings]
    findings = check_form(read.model, LISTS, read.positions)
    assert [(f.pointer, f.say()) for f in findings] == [(pointer, sentence)]
    assert findings[0].line > 1
    assert findings[0].column > 0
    assert findings[0].say("en") != sentence


LIST = json.loads(canonical(LISTS["yes_no"]))
LIST_FAULTS = [
    ([{"key": "是"}, {"key": "是"}], "“是”在代码表中出现了两次，去掉一个"),
    ([{"key": "是", "from": "2024-8-1"}], "“2024-8-1”不是日期，写成 2026-03-13 的样子"),
    ([{"key": "是", "from": "2024-08-01", "until": "2024-01-01"}], "“是”的止期早于起期"),
    ([{"key": "是"}, {"key": ""}], "第 2 行没有编码也没有名称，填上或删除"),
]


@pytest.mark.parametrize(("items", "sentence"), LIST_FAULTS)
def test_a_fault_of_a_code_list_is_told(items: list[dict[str, Any]], sentence: str) -> None:
    assert [f.say() for f in check_list(load_list({**LIST, "items": items}))] == [sentence]


def test_a_list_names_its_source() -> None:
    found = check_list(load_list({**LIST, "basis": "S1 一"}))
    assert [f.say() for f in found] == [
        "依据“S1 一”：“S1”不是这份定义列出的文件；在“依据”里重新选一份，或先添加文件"
    ]


def test_an_empty_list_cannot_be_chosen_from() -> None:
    form = parsed(Form, json.dumps(FORM)).model
    assert form
    found = check_form(form, {"yes_no": load_list({**LIST, "items": []})})
    assert [f.say() for f in found] == ["代码表“yes_no”没有条目，至少加一个"]


def test_every_check_has_a_name_and_says_what_it_checks() -> None:
    for check in (*FORM_CHECKS, *LIST_CHECKS):
        assert check.__name__.startswith("check_")
        assert check.__doc__
