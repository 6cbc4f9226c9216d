"""What can be wrong in the definitions of numbers, days, patterns, ratings and notes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms import Form, check_form, load_form, parsed

TOLD: list[tuple[dict[str, Any], str]] = [
    ({"type": "decimal", "scale": 7}, "“栏”的小数位数是 7，应在 0 到 6 之间"),
    ({"type": "money", "scale": -1}, "“栏”的小数位数是 -1，应在 0 到 6 之间"),
    ({"type": "computed", "value": "1", "of": "percent", "scale": 9}, "“栏”的小数位数是 9，应在 0 到 6 之间"),
    ({"type": "computed", "value": "1", "of": "money", "unit": "户"}, "“栏”的单位“户”不行，金额的单位是元、万元或亿元"),
    ({"type": "text", "pattern": "postcodes"}, "“栏”的格式“postcodes”不在清单中，是不是“postcode”？"),
    ({"type": "text", "max_length": 0}, "“栏”的长度 0 应大于 0"),
    ({"type": "rating", "steps": 1}, "“栏”的评分级数是 1，应在 2 到 10 之间"),
    ({"type": "rating", "steps": 3, "labels": ["差", "好"]},
     "“栏”有 3 级，却写了 2 个名称；要么一个不写，要么每级一个"),
    ({"type": "note", "words": "说明", "required": True}, "“栏”只是说明文字，不填内容，去掉“required”"),
    ({"type": "section", "find": True}, "“栏”只是说明文字，不填内容，去掉“find”"),
    ({"type": "table", "fields": [{"key": "明", "type": "note", "title": "明", "words": "说明"}]},
     "明细表的行里不能放“栏.明”这样的说明，移到表外"),
]  # fmt: skip
BOUNDS = [
    {"type": "decimal", "min": "10", "max": "9.5"},
    {"type": "money", "min": 2, "max": "1"},
    {"type": "date", "min": "2026-03-02", "max": "2026-03-01"},
    {"type": "month", "min": "2026-03", "max": "2026-02"},
    {"type": "year", "min": 2026, "max": 2025},
    {"type": "date_time", "min": "2026-03-02T14:30", "max": "2026-03-02T14:00"},
    {"type": "text", "min_length": 5, "max_length": 4},
]
UNREADABLE = [
    ({"type": "decimal", "min": "viel"}, "“viel”不是数字，写成 \"0.5\" 或 12"),
    ({"type": "decimal", "min": 1.5}, "“1.5”不是数字，写成 \"0.5\" 或 12"),
    ({"type": "date", "min": "2026.3.2"}, "“2026.3.2”不是这里要的日期，写成 2026-03-02、2026-03 或 2026-03-02T14:30"),
    ({"type": "month", "max": "2026-03-01"},
     "“2026-03-01”不是这里要的日期，写成 2026-03-02、2026-03 或 2026-03-02T14:30"),
    ({"type": "money", "unit": "万"}, "“万”不行，应为：元, 万元, 亿元"),
]  # fmt: skip


def data(field: dict[str, Any]) -> dict[str, Any]:
    pages = [{"id": "p", "title": "页", "fields": [{"key": "栏", "title": "栏", **field}]}]
    return {"format": 1, "kind": "form", "id": "f", "title": "表", "pages": pages}


@pytest.mark.parametrize(("field", "sentence"), TOLD)
def test_what_a_type_cannot_keep_is_told(field: dict[str, Any], sentence: str) -> None:
    found = check_form(load_form(data(field)), {})
    assert [f.say() for f in found] == [sentence]
    assert found[0].level == "error"
    assert found[0].say("en") != sentence


@pytest.mark.parametrize("field", BOUNDS)
def test_bounds_that_leave_nothing_are_told(field: dict[str, Any]) -> None:
    assert [f.code for f in check_form(load_form(data(field)), {})] == ["bounds"]


@pytest.mark.parametrize(("field", "sentence"), UNREADABLE)
def test_bounds_that_are_none_are_refused(field: dict[str, Any], sentence: str) -> None:
    assert [f.say() for f in parsed(Form, json.dumps(data(field))).findings] == [sentence]


def test_bounds_are_compared_as_numbers_and_not_as_text() -> None:
    assert check_form(load_form(data({"type": "decimal", "min": "9", "max": "10"})), {}) == []
