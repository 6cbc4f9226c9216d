"""What a person is told about a filled form: place, problem, way out."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forms import Access, Finding, check, compute, normal, prune, say
from forms.feel import Services
from tests.forms.examples import FORM, OPTIONS, SILENT, code, entries, form, values


def said(findings: list[Finding], lang: str = "zh") -> list[str]:
    return [f"{f.level} {f.label.say(lang)}: {say(f.message, lang)} / {say(f.todo, lang)}" for f in findings if f.todo]


def area(**fields: Any) -> dict[str, Any]:
    return {"_id": "a1", "片名": "东片", "报数": 2, "户": entries(1, 2), **fields}


def test_values_without_a_fault_have_no_findings() -> None:
    assert check(form(), values(), OPTIONS, services=SILENT) == []


CASES = [
    ("missing", values(辖区=None), ["error 辖区: 没有填写 / 填写后才能提交"]),
    ("no rows", {"辖区": "500112"}, ["error 片区: 一行也没有 / 至少增加 1 行"]),
    (
        "numbers disagree",
        values(area(报数=49)),
        ["error 片区 1　填报户数: 填 49 户，明细 2 户，相差 47 户 / 按明细改为 2"],
    ),
    ("missing in an inner row", values(area(户=[{"_id": "x", "代码": code(1)}], 报数=1)),
     ["error 片区 1　明细 第 1 行　户名: 没有填写 / 填写后才能提交"]),
    (
        "wrong check character",
        values(area(户=[{"_id": "x", "户名": "甲", "代码": code(1)[:17] + "0"}], 报数=1)),
        [f"error 片区 1　明细 第 1 行　信用代码: 第 18 位校验码应为“{code(1)[17]}”，填的是“0” / 请对照营业执照"],
    ),
    (
        "twice in one table",
        values(area(户=[*entries(1, 2), {"_id": "x", "户名": "乙", "代码": code(1)}], 报数=3)),
        ["error 片区 1　明细 第 3 行　信用代码: 与第 1 行重复 / 同一内容只能填一次"],
    ),
    (
        "twice in two tables is a question",
        values(area(), area(_id="a2", 片名="西片", 户=[{"_id": "x", "户名": "乙", "代码": code(2)}], 报数=1)),
        ["question 片区 2　明细 第 1 行　信用代码: 与片区 1　明细 第 2 行重复 / 改正，或写明原因"],
    ),
    ("required by another value", values(area(报数=101, 户=entries(*range(101)))),
     ["error 片区 1　说明: 没有填写 / 填写后才能提交"]),
    ("required when shown", values(公开="否"), ["error 不公开的缘由: 没有填写 / 填写后才能提交"]),
    ("hidden and wrong", values(公开="是", 缘由="字" * 5000), []),
    (
        "an empty place is judged once",
        values(area(报数=None)),
        ["error 片区 1　填报户数: 填 — 户，明细 2 户，相差 — 户 / 按明细改为 2"],
    ),
    ("a wrong value is not judged by rules", values(area(报数="两")),
     ["error 片区 1　填报户数: “两”不是整数 / 只填数字，如 48"]),
    (
        "warning about a table",
        values(area(), area(_id="b", 片名="西", 户=entries(3, 4)), area(_id="c", 片名="南", 户=entries(5, 6))),
        ["warning 片区: 有 3 个片区 / 核对一下；确认无误可以不改"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("filled", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_findings_name_place_problem_and_way_out(filled: dict[str, Any], expected: list[str]) -> None:
    assert said(check(form(), filled, OPTIONS, services=SILENT)) == expected


def test_findings_speak_english() -> None:
    found = check(form(), values(area(报数=49)), OPTIONS, services=SILENT)
    assert said(found, "en")[0].startswith("error Area 1 · Stated: 49 stated, 2 listed")


def test_findings_stand_in_the_order_of_the_form() -> None:
    second = area(_id="a2", 片名="西片", 户=[{"_id": "x"}, *entries(3)])
    found = check(form(), values(area(报数=49), second, 辖区=None), OPTIONS, services=SILENT)
    assert [f.place.path for f in found] == ["辖区", "片.报数", "片.户.户名"]


class Elsewhere:
    """Others that declared the same, which may change."""

    def __init__(self, *places: str) -> None:
        self.services = Services(declared_elsewhere=lambda value: list(places) if value == code(1) else [])


def asked(answers: dict[str, str], *places: str, **changes: Any) -> Finding:
    found = check(form(), values(area(**changes)), OPTIONS, answers=answers, services=Elsewhere(*places).services)
    return next(f for f in found if f.level == "question")


def test_a_question_blocks_until_it_is_answered() -> None:
    question = asked({}, "江北区")
    assert question.blocks
    assert not asked({question.key: "总部迁来"}, "江北区").blocks


def test_an_answer_falls_when_the_facts_change() -> None:
    answers = {asked({}, "江北区").key: "总部迁来"}
    assert asked(answers, "江北区", "南岸区").blocks
    assert not asked(answers, "江北区", 说明="别的变化").blocks


class Only(Access):
    """Somebody who may write and read only what is named."""

    def __init__(self, write: set[str], read: set[str]) -> None:
        self.write, self.read = write, read

    def may_write(self, path: str) -> bool:
        return path in self.write

    def may_read(self, path: str) -> bool:
        return path in self.read


def test_nobody_is_asked_to_mend_what_is_not_theirs() -> None:
    wrong = values(area(报数=49, 片名=None), 辖区=None)
    assert [f.place.path for f in check(form(), wrong, OPTIONS, access=Only({"辖区"}, set()))] == ["辖区"]
    assert [f.place.path for f in check(form(), wrong, OPTIONS, access=Only(set(), {"片.报数"}))] == ["片.报数"]


def test_every_one_of_ten_thousand_rows_is_checked() -> None:
    long = {"holds": "string length(户名) < 50 and 户名 != 片名", "message": "太长"}
    wide = form(rules=[*FORM["rules"], {"id": "length", "each": "片.户", "at": "户名", **long}])
    raw = {"辖区": "渝北", "片": [
        {"片名": f"{n}", "报数": 5000, "户": [{"户名": f"户{n}-{m}", "代码": code(n * 5000 + m)} for m in range(5000)]}
        for n in range(2)]}  # fmt: skip
    filled = normal(wide, raw, OPTIONS)
    found = check(wide, filled, OPTIONS, services=SILENT)
    assert {f.place.path for f in found} == {"片.说明"}


TYPED = st.one_of(st.none(), st.text(), st.integers())
ANY_ROW = st.dictionaries(st.sampled_from(["片名", "报数", "说明", "_id", "别的"]), TYPED)
ANY_AREA = st.builds(lambda row, inner: {**row, "户": inner}, ANY_ROW, st.lists(ANY_ROW, max_size=2))
ANY_FIELDS = dict.fromkeys(["辖区", "电话", "开始", "公开", "缘由", "附图"], TYPED)
ANY = st.fixed_dictionaries({}, optional={**ANY_FIELDS, "片": st.lists(ANY_AREA, max_size=3)})


@given(ANY)
def test_whatever_was_typed_is_answered_with_sentences(raw: dict[str, Any]) -> None:
    stored = normal(form(), raw, OPTIONS)
    for finding in check(form(), stored, OPTIONS, services=SILENT):
        assert finding.label.zh
        assert say(finding.message, "en")
        assert finding.todo and say(finding.todo)
    assert prune(form(), compute(form(), stored, OPTIONS)) == stored
    assert {k: v for k, v in normal(form(), stored, OPTIONS).items() if k != "片"} == {
        k: v for k, v in stored.items() if k != "片"
    }


def test_rows_without_identity_are_checked_too() -> None:
    found = check(form(), {"辖区": "500112", "片": [{"报数": 1, "户": [{"户名": "x"}]}]}, OPTIONS, services=SILENT)
    assert [f.label.zh for f in found] == ["片区 1　名称"]


def test_computed_values_are_shown_and_never_stored() -> None:
    shown = compute(form(), values(area(), area(_id="b", 片名="西", 户=entries(3))), OPTIONS)
    assert shown["总数"] == 3
    assert [r["实数"] for r in shown["片"]] == [2, 1]
    assert "实数" not in normal(form(), shown, OPTIONS)["片"][0]
