"""Templates of other versions are read by what their columns were called, or refused by name."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import load_workbook

from forms import Form, load_form, say
from forms.sheet import Read, SheetRefused, read, template
from tests.forms.sheet.books import edited
from tests.forms.shipped import options

BASE: dict[str, Any] = {
    "format": 1,
    "kind": "form",
    "id": "older",
    "title": "企业情况表",
    "pages": [
        {
            "id": "one",
            "title": "一",
            "fields": [
                {"key": "单位", "type": "text", "title": "填报单位"},
                {"key": "电话", "type": "text", "title": "联系电话"},
                {
                    "key": "企业",
                    "type": "table",
                    "title": "企业",
                    "row_title": "名称",
                    "fields": [
                        {"key": "名称", "type": "text", "title": "企业名称"},
                        {"key": "人数", "type": "text", "title": "职工人数"},
                        {"key": "简称", "type": "text", "title": "企业简称"},
                        {
                            "key": "产品",
                            "type": "table",
                            "title": "产品",
                            "fields": [{"key": "品名", "type": "text", "title": "产品名称"}],
                        },
                    ],
                },
            ],
        }
    ],
}
VALUES = {
    "单位": "某局",
    "电话": "023",
    "企业": [
        {"_id": "a", "名称": "甲", "人数": "12", "简称": "小甲", "产品": [{"_id": "p", "品名": "灯"}]},
        {"_id": "b", "名称": "乙", "人数": "十二"},
    ],
}


def changed(change: Callable[[list[dict[str, Any]], list[dict[str, Any]]], None]) -> Form:
    """The form after a change of its fields and of those of its table."""
    text = copy.deepcopy(BASE)
    fields = text["pages"][0]["fields"]
    change(fields, fields[2]["fields"])
    return load_form(text)


def file(version: str = "3") -> bytes:
    return template(load_form(BASE), options(), version, "zh", VALUES)


def codes(found: Read) -> list[str]:
    return [n.code for n in found.notes]


def renamed(fields: list[dict[str, Any]], cells: list[dict[str, Any]]) -> None:
    fields[1] |= {"key": "手机", "title": "手机号码", "formerly": ["电话"]}
    cells[0] |= {"key": "全称", "title": "单位全称", "formerly": ["名称"]}
    fields[2] |= {"key": "主体", "title": "经营主体", "formerly": ["企业"], "row_title": "全称"}
    cells[3] |= {"key": "货品", "title": "货品", "formerly": ["产品"]}


def test_renamed_fields_and_tables_are_found_by_their_former_keys() -> None:
    found = read(changed(renamed), file(), options())
    assert found.values["手机"] == "023"
    first, second = found.values["主体"]
    assert (first["_id"], first["全称"], first["货品"]) == ("a", "甲", [{"_id": "p", "品名": "灯"}])
    assert (second["_id"], second["全称"]) == ("b", "乙")
    assert codes(found) == ["sheet.older"] and not found.problems
    assert "3" in say(found.notes[0])


def test_a_field_with_another_key_and_the_same_title_is_the_same() -> None:
    found = read(changed(lambda fields, _: fields[0].update(key="机构")), file(), options())
    assert found.values["机构"] == "某局"


def test_a_field_of_another_type_is_read_as_that_type() -> None:
    form = changed(lambda _, cells: cells[1].update(type="integer"))
    found = read(form, file(), options())
    assert [row.get("人数") for row in found.values["企业"]] == [12, "十二"]


def shortened(fields: list[dict[str, Any]], cells: list[dict[str, Any]]) -> None:
    del cells[2], fields[1]


def test_fields_that_are_gone_are_named_and_no_other_takes_their_place() -> None:
    form = changed(shortened)
    found = read(form, file(), options())
    assert [row.get("名称") for row in found.values["企业"]] == ["甲", "乙"]
    told = {str(n.data["titles"]) for n in found.notes if n.code == "sheet.unknown"}
    assert told == {"['企业简称']", "['联系电话']"}


def test_new_fields_are_named_and_the_required_ones_once_more() -> None:
    new = {"key": "地址", "type": "text", "title": "地址", "required": True}

    def longer(fields: list[dict[str, Any]], cells: list[dict[str, Any]]) -> None:
        fields.append(new)
        cells.append(new)

    found = read(changed(longer), file(), options())
    assert [str(t) for n in found.notes if n.code == "sheet.new_required" for t in n.data["titles"]] == ["地址"] * 2
    assert sorted(codes(found)) == ["sheet.missing", "sheet.missing", "sheet.new_required", "sheet.older"]


def test_what_an_older_template_does_not_speak_of_stays() -> None:
    form = changed(lambda fields, cells: cells.append({"key": "地址", "type": "text", "title": "地址"}))
    before = copy.deepcopy(VALUES)
    before["企业"][0]["地址"] = "甲路 1 号"  # type: ignore[index]
    assert read(form, file(), options()).over(form, before)["企业"][0]["地址"] == "甲路 1 号"


def test_a_later_template_is_refused_by_name() -> None:
    form = changed(renamed)
    assert read(form, file("3"), options(), version="3").values
    with pytest.raises(SheetRefused) as refused:
        read(form, file("4"), options(), version="3")
    assert refused.value.message.code == "sheet.newer_version"
    assert "4" in say(refused.value.message) and "3" in say(refused.value.message)


def test_a_template_with_nothing_in_common_is_refused_by_name() -> None:
    other = copy.deepcopy(BASE)
    other["pages"][0]["fields"] = [{"key": "天气", "type": "text", "title": "天气"}]
    with pytest.raises(SheetRefused) as refused:
        read(load_form(other), file("版本 2"), options())
    assert refused.value.message.code == "sheet.other_version" and "版本 2" in say(refused.value.message)


def test_a_template_of_before_columns_were_noted_is_read_by_its_headings() -> None:
    about = load_workbook(io.BytesIO(file()))["_about"]
    facts = [cell for row in about.iter_rows(max_col=1) for cell in row if str(cell.value).startswith("column:")]
    cells = {("_about", cell.coordinate): "x" for cell in facts}
    found = read(changed(lambda _, cells: cells[1].update(type="integer")), edited(file(), cells), options())
    assert [row.get("人数") for row in found.values["企业"]] == [12, "十二"]
    assert codes(found) == ["sheet.older"]


@pytest.mark.parametrize("said", ["", "[", "{}", '["text"]', '["text", 3]', "null"])
def test_what_somebody_wrote_over_the_notes_does_no_harm(said: str) -> None:
    cells = {("_about", f"B{n}"): said for n in range(10, 20)}
    read(changed(renamed), edited(file(), cells), options())
