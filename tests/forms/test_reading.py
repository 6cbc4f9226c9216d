"""Definitions that are wrong: a sentence with offender, nearest name, way out, line and column; never a traceback."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import CodeList, Form, canonical, load_form, load_list, parsed, read_json, registry
from tests.forms.examples import FORM, LISTS

HEAD = '{"format": 1, "kind": "form", "id": "f", "title": "表",\n'
PAGE = HEAD + ' "pages": [{"id": "p", "title": "页", "fields": [\n'


def told(text: str | bytes, lang: str = "zh") -> list[tuple[str, int, int]]:
    return [(f.say(lang), f.line, f.column) for f in parsed(Form, text).findings]


SYNTAX = [
    ("", "文件在这里结束，还应有一个值", 1, 1),
    ('{"a": 1,}', "这里应为双引号中的键，却是“}”", 1, 9),
    ('{"a" 1}', "这里应为“:”，却是“1”", 1, 6),
    ('{"a": 1 "b": 2}', '这里应为“,” / “}”，却是“"”', 1, 9),
    ('{\n "a": tru}', "这里应为一个值，却是“t”", 2, 7),
    ('{"a": "\\ud800"}', '这里应为有效的转义，却是“"”', 1, 7),
    ('{"a": 1, "a": 2}', "“a”在同一个对象里出现了两次，去掉一个", 1, 10),
    ('{"a": 1} x', "这里应为文件结束，却是“x”", 1, 10),
    ("[1]", "最外层应为一个对象 {…}", 1, 1),
    ('{"a":' + "[" * 100, "嵌套超过 60 层", 1, 66),
    ('{"a": ' + "9" * 50 + "}", "这里应为一个值，却是“9”", 1, 7),
    (b"\xff\xfe", "文件不是 UTF-8 编码，另存为 UTF-8 再上传", 1, 1),
]


@pytest.mark.parametrize(("text", "sentence", "line", "column"), SYNTAX)
def test_text_that_is_no_json_is_told_where(text: str | bytes, sentence: str, line: int, column: int) -> None:
    assert told(text) == [(sentence, line, column)]


SHAPE = [
    (HEAD + ' "pages": [], "rule": []}', "不认识的键“rule”，是不是“rules”？", 2, 15),
    (HEAD + ' "pages": {}}', "这里应为列表 […]", 2, 11),
    ('{"format": 1, "kind": "form", "id": "f",\n "pages": []}', "缺少“title”", 1, 1),
    ('{"format": 9, "kind": "form", "id": "f", "title": "t", "pages": []}', "格式 9 比本系统新，先升级系统", 1, 12),
    (
        '{"format": 1, "kind": "from", "id": "f", "title": "t", "pages": []}',
        "“from”不行，应为：form",
        1,
        23,
    ),
    (
        PAGE + '  {"key": "a", "type": "txet", "title": "a"}]}]}',
        "没有字段类型“txet”，是不是“text”？可用的有：" + ", ".join(registry),
        3,
        3,
    ),
    (PAGE + '  {"key": "a", "type": "text", "title": "a", "requird": true}]}]}',
     "不认识的键“requird”，是不是“required”？", 3, 46),
    (PAGE + '  {"key": "a", "type": "integer", "title": "a", "min": "x"}]}]}', "这里应为整数", 3, 56),
    (PAGE + '  {"key": "a", "type": "integer", "title": "a", "min": 1e999}]}]}', "这里应为整数", 3, 56),
    (PAGE + '  {"key": "a", "type": "integer", "title": "a", "min": 1.5}]}]}', "这里应为整数", 3, 56),
    (PAGE + '  {"key": "a", "type": "text", "title": "a", "find": "maybe"}]}]}', "这里应为true 或 false", 3, 54),
    (PAGE + '  {"key": "a", "type": "choice", "title": "a"}]}]}', "缺少“options”", 3, 3),
    (PAGE + '  {"key": "a", "type": "text", "title": 5}]}]}', "这里应为文字", 3, 41),
    (
        PAGE + '  {"key": "1a", "type": "text", "title": "a"}]}]}',
        "“1a”不能作名字：以字母或汉字开头，后面是字母、数字、汉字或 _，不能是保留词",
        3,
        11,
    ),
    (
        PAGE + '  {"key": "t", "type": "table", "title": "t", "fields": [{"key": "a", "type": "text", "title": "a",\n'
        '   "widht": 1}]}]}]}',
        "不认识的键“widht”，是不是“width”？",
        4,
        4,
    ),
    (
        HEAD + ' "pages": [], "print": {"title": "t", "blocks": [{"kind": "lin"}]}}',
        "“lin”不行，应为：line, table, attached, stamp",
        2,
        50,
    ),
    (
        HEAD + ' "pages": [], "print": {"title": "t", "blocks": [\n'
        '  {"kind": "table", "table": "a", "columns": [{"field": "a", "aligned": "left"}]}]}}',
        "不认识的键“aligned”，是不是“align”？",
        3,
        62,
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "sentence", "line", "column"), SHAPE)
def test_a_definition_of_the_wrong_shape_is_told_where(text: str, sentence: str, line: int, column: int) -> None:
    assert told(text) == [(sentence, line, column)]
    assert all("“" in s or s for s, _, _ in told(text, "en"))


def test_several_faults_are_told_at_once_in_the_order_of_the_text() -> None:
    text = PAGE + '  {"key": "a", "type": "text", "titel": "a"},\n  {"key": "b", "type": "tex", "title": "b"}]}]}'
    assert [line for _, line, _ in told(text)] == [3, 4]


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**6), 10**6), st.floats(-1e6, 1e6), st.text()),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), JSON), st.sampled_from([None, 1, 2]))
def test_reading_agrees_with_the_standard_library(data: dict[str, Any], indent: int | None) -> None:
    reading = read_json(json.dumps(data, ensure_ascii=False, indent=indent))
    assert reading.data == data
    assert reading.positions[""] == (1, 1)


@given(st.dictionaries(st.text("ab/~", min_size=1), st.integers(0, 9)), st.sampled_from([None, 1]))
def test_positions_point_at_the_values(data: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=False, indent=indent)
    lines = text.split("\n")
    found = read_json(text).positions
    for key, value in data.items():
        pointer = "/" + key.replace("~", "~0").replace("/", "~1")
        line, column = found[pointer]
        assert lines[line - 1][column - 1 :].startswith(str(value))
        line, column = found["key:" + pointer]
        assert lines[line - 1][column - 1 :].startswith(json.dumps(key))


@given(st.text('{}[]":,0123456789truefalsn\\ \n', max_size=40))
def test_no_text_brings_the_reader_down(text: str) -> None:
    parsed(Form, text)


@given(JSON, st.sampled_from(list(FORM)))
def test_no_value_in_the_wrong_place_brings_the_reader_down(value: Any, key: str) -> None:
    found = parsed(Form, json.dumps({**FORM, key: value}))
    assert all(f.say() and f.say("en") and f.line for f in found.findings)


def test_canonical_text_is_a_fixed_point_and_means_the_same() -> None:
    once = canonical(load_form(FORM))
    assert load_form(once) == load_form(FORM)
    assert canonical(load_form(once)) == once
    assert list(json.loads(once))[:2] == ["format", "kind"]


def test_canonical_text_leaves_out_what_goes_without_saying() -> None:
    noisy = {**FORM, "rules": [{**FORM["rules"][0], "level": "error"}], "print": None}
    text = canonical(load_form(noisy))
    assert '"level": "error"' not in text
    assert '"print"' not in text


def test_canonical_lists_keep_their_dates() -> None:
    given = {**json.loads(canonical(LISTS["yes_no"])), "items": [{"key": "是", "from": "2024-01-01", "until": None}]}
    text = canonical(load_list(given))
    assert '"from": "2024-01-01"' in text
    assert parsed(CodeList, text).model == load_list(given)
