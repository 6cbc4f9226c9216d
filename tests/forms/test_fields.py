"""Every field type: what is typed becomes one stored form, what is wrong is said."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import uscc as reference

from forms import MESSAGES, Field, check, registry, sample, say
from forms.fields.uscc import ALPHABET, check_character
from tests.forms.examples import OPTIONS, SILENT, code, form

FILE = {"hash": "ab", "name": "盖章.pdf", "size": 1000, "kind": "pdf"}
NEEDED: dict[str, dict[str, Any]] = {
    "choice": {"options": "yes_no"},
    "choices": {"options": "yes_no"},
    "cascade": {"options": "trades"},
    "lookup": {"source": "register/r"},
    "matrix": {"rows": "yes_no", "columns": "yes_no"},
    "table": {"fields": [{"key": "列", "type": "integer", "title": "列"}]},
    "computed": {"value": "1", "of": "integer"},
    "note": {"words": "说明"},
}


def field(kind: str, **more: Any) -> Field:
    return registry[kind].model_validate({"key": "f", "title": "栏", **NEEDED.get(kind, {}), **more})


NORMAL = [
    ("text", "  重庆　云帆\t有限\n公司 ", "重庆 云帆 有限 公司"),
    ("text", "零\u200b宽\u0000", "零宽"),
    ("text", "   ", None),
    ("long_text", " 一 \r\n二\n", "一\n二"),
    ("integer", "１，２３４", 1234),
    ("integer", "48.0", 48),
    ("integer", 48.0, 48),
    ("integer", -5, -5),
    ("integer", "约48", "约48"),
    ("integer", "9" * 30, "9" * 30),
    ("date", "2026年3月1日", "2026-03-01"),
    ("date", "2026/3/1", "2026-03-01"),
    ("date", "20260301", "2026-03-01"),
    ("date", datetime(2026, 3, 1, 8, 0), "2026-03-01"),
    ("date", date(2026, 3, 1), "2026-03-01"),
    ("date", "2026-02-30", "2026-02-30"),
    ("choice", "是", "是"),
    ("choice", "也许", "也许"),
    ("district", "渝北", "500112"),
    ("district", "渝北区", "500112"),
    ("district", "yubei", "500112"),
    ("district", "500112", "500112"),
    ("district", "长安", "长安"),
    ("phone", "１３９ ０２３４ ５６７８", "13902345678"),
    ("phone", "+86 139-0234-5678", "13902345678"),
    ("phone", "(023) 6780 0000", "023-67800000"),
    ("phone", "023 6780 0000 转 12", "023-67800000-12"),
    ("phone", "02367800000", "023-67800000"),
    ("phone", "67800000", "67800000"),
    ("uscc", " ９１500112ma5u7310-a 2", "91500112MA5U7310A2"),
    ("attachment", [{**FILE, "extra": 1}], [FILE]),
    ("attachment", [], None),
    ("table", [{"列": "3", "别的": 1}, "x"], [{"列": 3}]),
    ("table", "x", None),
]


@pytest.mark.parametrize(("kind", "raw", "stored"), NORMAL)
def test_what_is_typed_becomes_one_stored_form(kind: str, raw: Any, stored: Any) -> None:
    assert field(kind).normal(raw, OPTIONS) == stored


GOOD = code(8)
PROBLEMS = [
    (field("text", max_length=3), "四个汉字", "有 4 个字，最多 3 个"),
    (field("long_text", max_length=3), "四个汉字", "有 4 个字，最多 3 个"),
    (field("integer"), "两", "“两”不是整数"),
    (field("integer", min=1), 0, "填的是 0，不能小于 1"),
    (field("integer", max=9), 10, "填的是 10，不能大于 9"),
    (field("date"), "2026-02-30", "“2026-02-30”不是日期"),
    (field("choice"), "也许", "“也许”不在可选项中"),
    (field("district"), "渝北县", "没有名为“渝北县”的区县，是不是“渝北区”？"),
    (field("phone"), "12345", "“12345”不是电话号码"),
    (field("phone"), "67800000", "“67800000”缺少区号"),
    (field("uscc"), GOOD[:17], "有 17 位，应为 18 位"),
    (field("uscc"), GOOD[:17] + "W", f"第 18 位校验码应为“{GOOD[17]}”，填的是“W”"),
    (field("uscc"), GOOD[:10] + "O" + GOOD[11:], "第 11 位是字母“O”，代码中没有这个字母，可能是“0”"),
    (field("uscc"), GOOD[:4] + "A" + GOOD[5:], "第 5 位应为数字，填的是“A”"),
    (field("uscc"), GOOD[:12] + "*" + GOOD[13:], "第 13 位“*”不是数字或大写字母"),
    (field("attachment", accept=["jpg"]), [FILE], "“盖章.pdf”是 pdf 文件，只能用 jpg"),
    (field("attachment", max_mb=1), [{**FILE, "size": 3_000_000}], "“盖章.pdf”有 2.9 MB，最大 1 MB"),
    (field("attachment", max_files=1), [FILE, FILE], "有 2 个文件，最多 1 个"),
    (field("attachment"), "盖章.pdf", "“盖章.pdf”不是文件"),
    (field("table", min_rows=2), [{}], "只有 1 行，至少 2 行"),
    (field("table", max_rows=1), [{}, {}], "有 2 行，最多 1 行"),
]


@pytest.mark.parametrize(("f", "value", "sentence"), PROBLEMS)
def test_what_is_wrong_is_said_with_a_way_out(f: Field, value: Any, sentence: str) -> None:
    problem = f.problems(value, OPTIONS)[0]
    assert say(problem) == sentence
    assert say(problem, "en") != sentence
    assert f.indexed(value, OPTIONS) is None or f.type in ("text", "long_text", "integer")


def test_every_problem_has_a_way_out_in_both_languages() -> None:
    for code_ in MESSAGES:
        zh, en = MESSAGES.pair(code_)
        assert zh.strip()
        assert en.strip()


ANYTHING = st.one_of(
    st.none(), st.text(), st.integers(), st.floats(), st.dates(), st.booleans(),
    st.text("０１２３4567890-—（）()+ 转年月日/.,，ＡBcOＩ区渝北是否", max_size=20),
    st.lists(st.dictionaries(st.sampled_from(["列", "_id", *FILE]), st.text(max_size=3))),
)  # fmt: skip


@given(ANYTHING)
def test_every_type_keeps_its_promises_whatever_comes(raw: Any) -> None:
    for kind in registry:
        f = field(kind)
        stored = f.normal(raw, OPTIONS)
        assert f.normal(stored, OPTIONS) == stored, f"{kind}: the stored form is final"
        for value in (stored,) if stored is not None else ():
            assert all(m.code in MESSAGES for m in f.problems(value, OPTIONS))
            assert f.show(value, OPTIONS, "zh") is not None
            assert isinstance(f.show(value, OPTIONS, "en"), str)
            f.feel(value, OPTIONS)
            f.indexed(value, OPTIONS)
            f.cell(value, OPTIONS)
        assert f.show(None, OPTIONS) == ""
        f.feel(None, OPTIONS)
        assert f.indexed(None, OPTIONS) is None


@pytest.mark.parametrize("kind", list(registry))
def test_every_type_is_named_and_its_sample_is_without_fault(kind: str) -> None:
    f = field(kind)
    assert f.name.zh
    assert f.name.en
    for number in (1, 2):
        value = f.sample(OPTIONS, number)
        assert f.normal(value, OPTIONS) == value
        assert value is None or f.problems(value, OPTIONS) == []
    assert isinstance(f.sheet_choices(OPTIONS), list)


def test_a_sample_of_a_form_has_every_field_filled_plausibly() -> None:
    made = sample(form(), OPTIONS)
    assert {"辖区", "片", "附图"} <= made.keys()
    assert {f.rule for f in check(form(), made, OPTIONS, services=SILENT)} <= {"numbers_agree"}


@given(st.text(ALPHABET, min_size=2, max_size=2), st.text("0123456789", min_size=6, max_size=6),
       st.text(ALPHABET, min_size=9, max_size=9))  # fmt: skip
def test_check_characters_agree_with_the_reference(kind: str, place: str, body: str) -> None:
    assert check_character(kind + place + body) == reference.calc_check_digit(kind + place + body)


@given(st.integers(0, 16), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_found(at: int, other: str) -> None:
    if other != GOOD[at]:
        assert field("uscc").problems(GOOD[:at] + other + GOOD[at + 1 :], OPTIONS)
