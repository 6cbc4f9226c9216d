"""A field renamed: wherever its form speaks of it, by meaning and not by text, and nowhere else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.canonical import canonical
from forms.checks import check_form
from forms.definition import Form
from forms.design import AddRule, DeleteRule, Edited, Rename, Retitle, SetRule, edited, opened
from forms.design.places import meaning_at, places, value_at
from forms.design.uses import uses_of
from forms.feel.renaming import renamed
from forms.fields.table import TableField
from forms.reading import load_form
from forms.text import Message
from tests.forms.shipped import ROOT

FORM = load_form(
    {
        "id": "f", "title": "表",
        "pages": [{"id": "p", "title": "页", "visible_when": "名称 != null", "fields": [
            {"key": "名称", "type": "text", "title": "名称"},
            {"key": "合计", "type": "computed", "title": "合计", "of": "integer",
             "value": "sum(行.数) + count(行[名称 = \"名称\"])"},
            {"key": "行", "type": "table", "title": "行", "row_title": "名称", "totals": [{"of": "数"}], "fields": [
                {"key": "名称", "type": "text", "title": "名称", "unique": [{"with": ["数"]}]},
                {"key": "数", "type": "integer", "title": "数",
                 "required_when": "row.名称 != parent.名称 and 名称 != null"},
                {"key": "内", "type": "table", "title": "内", "fields": [
                    {"key": "丙", "type": "integer", "title": "丙", "visible_when": "parent.数 > 名称"}]},
            ]},
        ]}],
        "rules": [{"id": "r", "each": "行", "at": "数", "also": ["名称"],
                   "holds": "some r in 内 satisfies r.丙 = 数 and last.行[1].名称 = 名称",
                   "message": "{名称}：{数} 与 {previous.数}"}],
        "print": {"title": "表", "blocks": [
            {"kind": "line", "fields": ["名称"]},
            {"kind": "table", "table": "行", "total": ["数"],
             "columns": [{"field": "#"}, {"field": "名称"}, {"field": "数"}]},
            {"kind": "attached", "table": "行.内", "caption": "{名称}", "columns": [{"field": "丙"}]}]},
    }
)  # fmt: skip


def after(path: str, key: str, form: Form = FORM, keep: bool = False) -> dict[str, Any]:
    done = edited(canonical(form), Rename(path, key, keep))
    assert isinstance(done, Edited) and done.chosen.rpartition(".")[2] == key
    found: dict[str, Any] = json.loads(done.text)
    return found


def test_the_outer_field_is_renamed_and_its_namesake_in_the_rows_is_not() -> None:
    form = after("名称", "主体", keep=True)
    fields = form["pages"][0]["fields"]
    assert form["pages"][0]["visible_when"] == "主体 != null" and fields[0]["formerly"] == ["名称"]
    assert fields[1]["value"] == 'sum(行.数) + count(行[名称 = "名称"])', "inside the filter the row's own comes first"
    assert fields[2]["row_title"] == "名称" and form["print"]["blocks"][0]["fields"] == ["主体"]
    assert form["print"]["blocks"][2]["caption"] == "{名称}"


def test_the_rows_field_is_renamed_and_its_namesake_outside_is_not() -> None:
    form = after("行.名称", "主体")
    fields, rule = form["pages"][0]["fields"], form["rules"][0]
    assert form["pages"][0]["visible_when"] == "名称 != null" and fields[0]["key"] == "名称"
    assert fields[1]["value"] == 'sum(行.数) + count(行[主体 = "名称"])', "a text is no name"
    assert fields[2]["row_title"] == "主体" and fields[2]["fields"][1]["required_when"] == (
        "row.主体 != parent.名称 and 主体 != null"
    )
    assert rule["also"] == ["主体"] and rule["holds"].endswith("last.行[1].主体 = 主体")
    assert rule["message"] == "{主体}：{数} 与 {previous.数}"
    assert form["print"]["blocks"][2]["caption"] == "{主体}"


def test_a_table_is_renamed_in_every_path() -> None:
    form = after("行", "区域")
    assert form["pages"][0]["fields"][1]["value"] == 'sum(区域.数) + count(区域[名称 = "名称"])'
    assert form["rules"][0]["each"] == "区域" and form["print"]["blocks"][2]["table"] == "区域.内"


def test_a_key_of_a_row_is_renamed_wherever_it_is_a_key() -> None:
    form = after("行.数", "数量")
    table = form["pages"][0]["fields"][2]
    assert table["totals"] == [{"of": "数量"}] and table["fields"][0]["unique"][0]["with"] == ["数量"]
    assert table["fields"][2]["fields"][0]["visible_when"] == "parent.数量 > 名称"
    assert form["rules"][0]["at"] == "数量" and form["print"]["blocks"][1]["total"] == ["数量"]


@pytest.mark.parametrize(
    ("path", "key", "code"),
    [("名称", "行", "design_key_taken"), ("名称", "if", "bad_key"), ("名称", "a b", "bad_key"),
     ("没有", "甲", "design_no_field")],
)  # fmt: skip
def test_names_that_cannot_be_are_refused(path: str, key: str, code: str) -> None:
    refused = edited(canonical(FORM), Rename(path, key))
    assert isinstance(refused, Message) and refused.code == code


def test_spaces_comments_and_wide_signs_stay() -> None:
    meaning = meaning_at(FORM, "")
    text = '合计　＞ 3 /* 合计 */ and  行 . 数 != null and 名称 = "合计"'
    assert renamed(text, meaning, ("合计",), "总数") == text.replace("合计　", "总数　", 1)
    assert renamed(text, meaning, ("行", "数"), "n") == text.replace("行 . 数", "行 . n")


SHIPPED = sorted((ROOT / "forms/definitions").glob("*.json"))


@pytest.mark.parametrize("file", SHIPPED, ids=lambda p: p.stem)
def test_any_field_of_a_shipped_form_is_renamed_without_a_finding_and_back_to_where_it_was(file: Any) -> None:
    form = opened(file.read_text(encoding="utf-8"))
    if form is None:
        return
    before = sorted((f.level, f.code, f.pointer) for f in check_form(form, {}))
    for path in form.by_path:
        renamed_once = load_form(after(path, "改了名的字段", form))
        assert sorted((f.level, f.code, f.pointer) for f in check_form(renamed_once, {})) == before, path
        new = f"{path.rpartition('.')[0]}.改了名的字段".removeprefix(".")
        assert canonical(load_form(after(new, path.rpartition(".")[2], renamed_once))) == canonical(form)


def test_every_place_of_every_shipped_form_is_there() -> None:
    for file in sorted((ROOT / "forms/definitions").glob("*.json")):
        form = opened(file.read_text(encoding="utf-8"))
        data = json.loads(canonical(form)) if form else {}
        for place in places(form) if form else ():
            assert place.kind == "of_object" or isinstance(value_at(data, place.pointer), str), place
    assert isinstance(FORM.by_path["行"], TableField)


def test_a_title_takes_the_key_along_with_everything_that_speaks_of_it() -> None:
    done = edited(canonical(FORM), Retitle("合计", {"zh": "总 数"}))
    assert isinstance(done, Edited) and done.chosen == "总_数"
    same = edited(canonical(FORM), Retitle("合计", {"zh": "合计", "en": "Total"}))
    assert isinstance(same, Edited) and same.chosen == "合计"


def test_rules_are_added_set_and_taken_away_by_their_id() -> None:
    text = canonical(FORM)
    for edit in (AddRule({"at": "名称", "holds": "名称 != null", "message": "填"}), SetRule("rule", "level", "warning"),
                 DeleteRule("r")):  # fmt: skip
        done = edited(text, edit)
        assert isinstance(done, Edited)
        text = done.text
    assert json.loads(text)["rules"] == [
        {"id": "rule", "level": "warning", "at": "名称", "holds": "名称 != null", "message": "填"}
    ]
    assert isinstance(edited(text, DeleteRule("gone")), Message)


def test_the_rule_map_tells_what_reads_a_field_and_what_it_reads() -> None:
    by_others, own = uses_of(FORM, "行.数")
    assert {(r.use, r.of) for r in by_others} == {
        ("computes", "合计"), ("compares", "行.名称"), ("totals", "行"), ("shows", "行.内.丙"), ("checks", "r"),
        ("prints", ""),
    }  # fmt: skip
    assert {(r.use, r.path) for r in own} == {("requires", "行.名称")}
