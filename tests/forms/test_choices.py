"""Choices from lists, people and sources: what is typed becomes keys, what is none is said, all of it can be read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from forms import CodeList, Field, Indexed, ListOptions, Option, Text, check, load_form, load_list, say
from forms.checks import check_form, check_list
from forms.context import context, defaults, stored
from forms.feel import Services
from forms.fields import registry
from forms.finding import Finding
from forms.layout import official_html
from tests.forms.examples import DISTRICTS, code_list

INDUSTRIES: dict[str, Any] = {
    "format": 1,
    "kind": "list",
    "id": "trades",
    "title": "行业",
    "items": [
        {"key": "A", "title": {"zh": "农、林、牧、渔业", "en": "Farming"}},
        {"key": "A01", "title": {"zh": "农业", "en": "Agriculture"}, "parent": "A"},
        {"key": "C", "title": {"zh": "制造业", "en": "Manufacturing"}},
        {"key": "C36", "title": {"zh": "汽车制造业", "en": "Cars"}, "parent": "C"},
        {"key": "C41", "title": {"zh": "其他", "en": "Other"}, "parent": "C"},
        {"key": "A05", "title": {"zh": "其他", "en": "Other"}, "parent": "A"},
        {"key": "Z", "title": "旧业", "until": "2020-12-31"},
        {"key": "Z1", "title": "旧业之一", "parent": "Z"},
    ],
}
ORGANISATIONS = {
    "1": Option("1", Text(zh="市改革办", en="City Bureau"),
                data={"active": True, "kind": "city", "district": "500000"}),
    "2": Option("2", Text(zh="渝北区商务委", en="Yubei Commerce"),
                data={"active": True, "kind": "district", "district": "500112"}),
    "3": Option("3", Text(zh="旧局"), data={"active": False, "kind": "district", "district": "500112"}),
}  # fmt: skip
PEOPLE = {
    "7": Option("7", Text(zh="李红（渝北区商务委）"),
                data={"active": True, "kind": "district", "district": "500112", "organisation": 2,
                      "name": Text(zh="李红"), "roles": frozenset({"clerk"})}),
    "8": Option("8", Text(zh="王强"), data={"active": False, "kind": "city", "district": "500000", "organisation": 1,
                                           "name": Text(zh="王强"), "roles": frozenset()}),
}  # fmt: skip
ENTRIES = [
    Option("E1", Text(zh="甲公司"), data={"id": 11, "values": {"电话": "023-67800000", "区": "500112"}}),
    Option("E2", Text(zh="乙公司"), data={"id": 12, "values": {}}),
    Option("E3", Text(zh="乙公司"), data={"id": 13, "values": {}}),
]
LISTS: dict[str, CodeList] = {"abc": code_list("abc", "甲", "乙", "丙"), "trades": load_list(INDUSTRIES)}
OPTIONS = ListOptions(
    LISTS, DISTRICTS, date(2026, 3, 2), organisations=ORGANISATIONS, people=PEOPLE,
    lookup=lambda source, text: [e for e in ENTRIES if text in (e.key, e.title.zh)] if source == "register/r" else [],
)  # fmt: skip
ROWS = [{"key": "态度", "title": {"zh": "服务态度", "en": "Attitude"}}, {"key": "效率", "title": "办理：效率"}]
SCALE = [{"key": "好", "title": {"zh": "满意", "en": "Good"}}, {"key": "差", "title": {"zh": "一般", "en": "Poor"}}]


def field(kind: str, **more: Any) -> Field:
    needed = {
        "choices": {"options": "abc"}, "cascade": {"options": "trades"}, "matrix": {"rows": ROWS, "columns": SCALE},
        "lookup": {"source": "register/r", "copy": {"电话": "电话", "区": "区"}},
    }  # fmt: skip
    return registry[kind].model_validate({"key": "f", "title": "栏", **needed.get(kind, {}), **more})


TAKEN = {
    "source": "register/r", "id": 11, "key": "E1", "title": "甲公司", "as_of": "2026-03-02",
    "values": {"电话": "023-67800000", "区": "500112"},
}  # fmt: skip
NORMAL = [
    ("choices", "丙、甲", ["甲", "丙"]),
    ("choices", "甲;丙；甲", ["甲", "丙"]),
    ("choices", "乙, 甲\n", ["甲", "乙"]),
    ("choices", ["丙", "甲"], ["甲", "丙"]),
    ("choices", "甲、丁", ["甲", "丁"]),
    ("choices", "、 ;", None),
    ("choices", [], None),
    ("cascade", "C36", "C36"),
    ("cascade", "制造业 / 汽车制造业", "C36"),
    ("cascade", "制造业/汽车制造业", "C36"),
    ("cascade", "汽车制造业", "C36"),
    ("cascade", "cars", "C36"),
    ("cascade", "制造业 / 其他", "C41"),
    ("cascade", "其他", "其他"),
    ("cascade", "农业 / 汽车制造业", "农业 / 汽车制造业"),
    ("cascade", "旧业之一", "旧业之一"),
    ("organisation", "渝北区商务委", "2"),
    ("organisation", "旧局", "3"),
    ("organisation", 2, "2"),
    ("person", "李红（渝北区商务委）", "7"),
    ("person", "李红", "李红"),
    ("matrix", "服务态度：满意；办理：效率：一般", {"态度": "好", "效率": "差"}),
    ("matrix", "Attitude: Good", {"态度": "好"}),
    ("matrix", {"效率": "差", "态度": "好"}, {"态度": "好", "效率": "差"}),
    ("matrix", "都满意", "都满意"),
    ("matrix", {}, None),
    ("lookup", "E1", TAKEN),
    ("lookup", "甲公司", TAKEN),
    ("lookup", "乙公司", "乙公司"),
    ("lookup", {"key": "E1"}, None),
    ("scan", [{"hash": "a", "name": "a.pdf", "size": 1, "kind": "pdf"},
              {"hash": "b", "name": "b.jpg", "size": 1, "kind": "jpg"}],
     [{"hash": "b", "name": "b.jpg", "size": 1, "kind": "jpg"}]),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "raw", "wanted"), NORMAL)
def test_what_is_typed_becomes_keys(kind: str, raw: Any, wanted: Any) -> None:
    found = field(kind).normal(raw, OPTIONS)
    assert found == wanted
    assert field(kind).normal(found, OPTIONS) == found, "the stored form is final"


def test_a_name_with_separators_in_it_is_one_choice() -> None:
    trades = field("choices", options="trades")
    assert trades.normal("制造业、农、林、牧、渔业、汽车制造业", OPTIONS) == ["A", "C", "C36"]


PROBLEMS = [
    (field("choices"), ["甲", "丁"], "“丁”不在可选项中"),
    (field("choices", min=2), ["甲"], "选了 1 项，至少 2 项"),
    (field("choices", max=1), ["甲", "乙"], "选了 2 项，最多 1 项"),
    (field("cascade"), "其他", "“其他”不止一个：制造业 / 其他、农、林、牧、渔业 / 其他"),
    (field("cascade", deepest=True), "C", "只选到“制造业”，还要选下一级，如 汽车制造业、其他"),
    (field("cascade"), "Z1", "“Z1”不在可选项中"),
    (field("organisation"), "3", "“旧局”已停用，不能再选"),
    (field("organisation", where="city"), "2", "“渝北区商务委”不在这一栏的范围内"),
    (field("organisation"), "渝北商务委", "“渝北商务委”不在可选项中，是不是“渝北区商务委”？"),
    (field("person", role="head"), "7", "“李红（渝北区商务委）”不在这一栏的范围内"),
    (field("person"), "8", "“王强”已停用，不能再选"),
    (field("matrix"), {"态度": "好"}, "还有 1 项没有评：办理：效率"),
    (field("matrix"), {"态度": "很好", "效率": "好"}, "“服务态度”填的“很好”不在可选项中，可选：满意、一般"),
    (field("matrix"), "都好", "“都好”不是逐项评价"),
    (field("lookup"), "丁公司", "没有找到“丁公司”，或者不止一个"),
    (field("scan", max_mb=1), [{"hash": "a", "name": "章.pdf", "size": 3_000_000, "kind": "pdf"}],
     "“章.pdf”有 2.9 MB，最大 1 MB"),
]  # fmt: skip


@pytest.mark.parametrize(("f", "value", "sentence"), PROBLEMS)
def test_what_is_wrong_is_said_with_a_way_out(f: Field, value: Any, sentence: str) -> None:
    problem = f.problems(value, OPTIONS)[0]
    assert say(problem).startswith(sentence)
    assert say(problem, "en") != say(problem)


@pytest.mark.parametrize("kind", ["choices", "cascade", "organisation", "person", "matrix", "lookup", "scan"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_shown_and_written_to_a_cell_reads_back(kind: str, lang: str) -> None:
    f = field(kind)
    for number in (1, 2, 3):
        value = f.sample(OPTIONS, number)
        assert f.problems(value, OPTIONS) == []
        if f.typed:
            assert f.normal(f.show(value, OPTIONS, lang), OPTIONS) == value
            assert f.normal(f.cell(value, OPTIONS), OPTIONS) == value
            assert all(f.problems(f.normal(word, OPTIONS), OPTIONS) == [] for word in f.sheet_choices(OPTIONS))


FEEL = [
    ("choices", ["甲", "丙"], 'list contains(f, "丙")', True),
    ("choices", None, "count(f)", 0),
    ("cascade", "C36", 'f.名称 + f.code + f.path[1]', "汽车制造业C36C"),
    ("cascade", "C36", 'list contains(f.path, "C")', True),
    ("organisation", "2", "f.名称 + f.district", "渝北区商务委500112"),
    ("organisation", "3", "f.id = 3", True),
    ("person", "7", "f.名称", "李红"),
    ("matrix", {"态度": "好"}, 'f.态度 = "好" and f.效率 = null', True),
    ("lookup", TAKEN, 'f.key + f.名称', "E1甲公司"),
]


@pytest.mark.parametrize(("kind", "value", "expression", "wanted"), FEEL)
def test_expressions_see_more_than_the_key(kind: str, value: Any, expression: str, wanted: Any) -> None:
    from forms import feel

    form = _form(kind)
    names = context(form, {"f": value} if value else {}, OPTIONS)
    assert feel.evaluate(expression, names) == wanted
    assert feel.compile(expression, {"f": form.fields[0].shape(_keys)}).remarks == ()


def _keys(name: str) -> list[str]:
    return [i.key for i in LISTS[name].items] if name in LISTS else []


def _form(kind: str, *others: dict[str, Any], **more: Any) -> Any:
    f = {"type": kind, **field(kind, **more).model_dump(by_alias=True, exclude_defaults=True, mode="json")}
    pages = [{"id": "p", "title": "页", "fields": [f, *others]}]
    return load_form({"format": 1, "kind": "form", "id": "t", "title": "表", "pages": pages})


def test_several_choices_are_found_by_each_of_them() -> None:
    assert field("choices").index_rows(["甲", "丙", "丁"], OPTIONS) == [Indexed(text="甲"), Indexed(text="丙")]
    assert field("cascade").index_rows("C36", OPTIONS) == [Indexed(text="C36")]
    assert field("lookup").index_rows(TAKEN, OPTIONS) == [Indexed(text="E1")]


def test_a_look_up_brings_what_it_takes_over_and_knows_when_the_source_has_changed() -> None:
    f = field("lookup")
    assert f.brings(TAKEN) == {"电话": "023-67800000", "区": "500112"}
    assert f.brings("丁公司") == {}
    changed = Option("E1", Text(zh="甲公司"), data={"id": 11, "values": {"电话": "023-1", "区": "500112"}})
    assert f.differs(TAKEN, changed) == ["电话"]  # type: ignore[attr-defined]
    assert f.differs(TAKEN, ENTRIES[0]) == []  # type: ignore[attr-defined]


def test_a_default_may_be_a_person_an_organisation_a_path_or_a_matrix() -> None:
    for kind, value, wanted in (
        ("person", {"id": 7}, "7"), ("cascade", {"code": "C36"}, "C36"), ("matrix", {"态度": "好"}, {"态度": "好"}),
        ("choices", ["丙", "甲"], ["甲", "丙"]),
    ):  # fmt: skip
        assert stored(field(kind), value, OPTIONS) == wanted


def test_defaults_take_over_what_the_actor_the_last_submission_and_a_register_say() -> None:
    form = _form(
        "choices", {"key": "人", "type": "text", "title": "人", "default": "actor.name"},
        {"key": "电话", "type": "phone", "title": "电话", "default": 'entry("r", "E1").电话'},
        {"key": "机关", "type": "text", "title": "机关", "default": "actor.organisation_name"},
        default="last.f",
    )  # fmt: skip
    assert check_form(form, LISTS) == []
    extra = {"actor": {"name": "李红", "organisation_name": "商务委"}, "last": {"f": ["甲"]}}
    asked = Services(entry=lambda register, key: {"电话": "023-67800000"} if key == "E1" else None)
    assert defaults(form, OPTIONS, extra, asked) == {
        "f": ["甲"], "人": "李红", "电话": "023-67800000", "机关": "商务委",
    }  # fmt: skip
    assert defaults(form, OPTIONS, None, None) == {}, "nothing is there where nobody can be asked"


CITY = [
    ("", "f", {"f": "甲"}, "渝中区也填了“甲”"),
    ("片", "名", {"片": [{"_id": "1", "名": "甲"}, {"_id": "2", "名": "乙"}]}, "渝中区也填了“甲”"),
]


@pytest.mark.parametrize(("table", "key", "values", "sentence"), CITY)
def test_what_is_unique_in_the_city_is_told_where_it_stands_too(
    table: str, key: str, values: dict[str, Any], sentence: str
) -> None:
    own = {"key": key, "type": "text", "title": key, "find": True, "unique": [{"within": "city", "level": "question"}]}
    f = {"key": table, "type": "table", "title": table, "fields": [own]} if table else own
    pages = [{"id": "p", "title": "页", "fields": [f]}]
    form = load_form({"format": 1, "kind": "form", "id": "t", "title": "表", "pages": pages})
    there = [{"名称": "渝中区", "name": "Yuzhong"}]
    services = Services(declared_elsewhere=lambda value: there if value == "甲" else [])
    found = check(form, values, OPTIONS, services=services)
    assert [say(x.message) for x in found] == [sentence]
    assert found[0].key and found[0].level == "question"
    assert _open(check(form, values, OPTIONS, services=services, answers={found[0].key: "是同一家"})) == []
    assert check(form, values, OPTIONS) == [], "nothing is said where nobody can be asked"


def _open(found: list[Finding]) -> list[Finding]:
    return [f for f in found if f.blocks]


DOUBTFUL: list[tuple[str, dict[str, Any], str]] = [
    ("choices", {"options": "none"}, "no_list"),
    ("choices", {"min": 4}, "more_than_there_are"),
    ("choices", {"min": 3, "max": 2}, "bounds"),
    ("cascade", {"options": "abc"}, "flat_list"),
    ("cascade", {"levels": ["门类"]}, "no_levels"),
    ("matrix", {"rows": []}, "no_lines"),
    ("matrix", {"columns": "none"}, "no_list"),
    ("matrix", {"rows": [ROWS[0], ROWS[0]]}, "twice_item"),
    ("lookup", {}, "copy_nowhere"),
    ("choices", {"unique": [{"within": "city"}]}, "city_not_found"),
]


@pytest.mark.parametrize(("kind", "more", "code"), DOUBTFUL)
def test_a_definition_that_cannot_be_kept_is_found(kind: str, more: dict[str, Any], code: str) -> None:
    found = check_form(_form(kind, **more), LISTS)
    assert code in {f.code for f in found}
    assert all(f.say("zh") and f.say("en") for f in found)


def test_the_parents_of_a_list_are_checked() -> None:
    items = [{"key": "a", "parent": "b"}, {"key": "b", "parent": "a"}, {"key": "c", "parent": "d"}]
    found = check_list(load_list({"format": 1, "kind": "list", "id": "l", "title": "l", "items": items}))
    assert [(f.code, f.pointer) for f in found] == [
        ("parent_circle", "/items/0/parent"), ("parent_circle", "/items/1/parent"), ("no_parent", "/items/2/parent"),
    ]  # fmt: skip
    assert check_list(LISTS["trades"]) == []


def test_what_lies_under_an_entry_of_the_past_may_not_be_chosen_either() -> None:
    assert "Z1" not in OPTIONS.choices("trades")
    assert "Z1" in ListOptions(LISTS, {}, date(2020, 1, 1)).choices("trades")


def test_a_scan_is_printed_where_it_stands_if_pictures_can_be() -> None:
    form = _form("scan")
    values = {"f": [{"hash": "ab", "name": "章<1>.pdf", "size": 1, "kind": "pdf"}]}
    drawn = official_html(form, values, OPTIONS, paper=True, pictures=lambda key: f"/files/{key}/picture")
    assert '<img class="scan" src="/files/ab/picture" alt="章&lt;1&gt;.pdf">' in drawn
    assert "章&lt;1&gt;.pdf" in official_html(form, values, OPTIONS, paper=True) and "<img" not in drawn.replace(
        '<img class="scan"', ""
    )


def test_a_file_that_names_the_same_entry_again_changes_nothing() -> None:
    one = field("lookup")
    taken = one.normal("E1", OPTIONS)
    assert one.same(taken, {**taken, "as_of": "2020-01-01", "values": {}})
    assert not one.same(taken, one.normal("E9", OPTIONS))
    assert not one.same(taken, None)
