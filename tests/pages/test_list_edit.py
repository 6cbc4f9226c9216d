"""代码表设计: a list is begun, filled from a spreadsheet, mended where it is wrong, taken back; and tells its uses."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from forms.definition import CodeList
from forms.design.list_book import book_of
from forms.reading import load
from tests.pages.work import desk, here, screen, words
from tests.workflows.bureau import Bureau
from workflows import designing, editing
from workflows.editing import Opened

__all__ = ["desk"]
BLOCK = "编码\t名称\t上级编码\t起\n01\t农业\t\t2025年1月1日\n0101\t种植\t01\t\n0102\t养殖\t1\t明年"


def drafted(of: Bureau, part: str) -> dict[str, Any]:
    found = editing.open_part(of.office, of.actor("admin"), part)
    assert isinstance(found, Opened)
    read: dict[str, Any] = json.loads(found.text)
    return read


def paste(at: AppTest, part: str, block: str) -> None:
    at.text_area(key=f"{part}:block").set_value(block).run()
    at.button(key="ls_take").click().run()
    assert not at.exception


def test_a_list_is_begun_filled_from_excel_and_taken_back(desk: Bureau) -> None:
    with screen(desk, "admin", "list_edit") as at:
        at.button(key="ls_begin").click().run()
        assert "先写代码表名称" in words(at)
        at.text_input(key="list_new_title").set_value("养殖类别").run()
        at.button(key="ls_begin").click().run()
        part = here(at)["part"]
        assert part == "list/养殖类别" and "还没有条目" in words(at)
        paste(at, part, BLOCK)
        assert [i["key"] for i in drafted(desk, part)["items"]] == ["01", "0101", "0102"]
        assert drafted(desk, part)["items"][0] == {"key": "01", "title": "农业", "from": "2025-01-01"}
        assert "“明年”不是日期" in words(at) and "第 3 行" in words(at)
        paste(at, part, "编码\t上级编码\t起\n0102\t01\t2025-02-01")
        assert "不是日期" not in words(at) and "检查发现 1 处" in words(at)  # no procedure uses it yet
        at.button(key="ls_undo").click().run()
        assert drafted(desk, part)["items"][2]["from"] == "明年"
        at.button(key="ls_add").click().run()
        assert not at.exception and "第 4 行没有编码也没有名称" in words(at)


def test_a_published_list_is_renamed_and_tells_where_it_is_chosen_from(desk: Bureau) -> None:
    part = next(p for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "list" and p.used_by)
    uses = designing.uses_of_list(desk.office, desk.actor("admin"), part.name.partition("/")[2])
    assert uses and not designing.uses_of_list(desk.office, desk.actor("desk"), part.name.partition("/")[2])
    with screen(desk, "admin", "list_edit", part=part.name) as at:
        assert f"用在 {len(uses)} 个字段" in words(at) and uses[0].path in words(at)
        at.text_input(key=f"list:{part.name}:title:zh").set_value("改过的名称").run()
        assert not at.exception and "改过的名称" in str(drafted(desk, part.name)["title"])
        at.button(key="ls_undo").click().run()
        assert "改过的名称" not in str(drafted(desk, part.name)["title"])


def test_a_list_is_changed_in_its_workbook_and_another_file_is_told_why(desk: Bureau) -> None:
    part = next(p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "list" and p.used_by)
    found = drafted(desk, part)
    changed = {**found, "items": [*found["items"], {"key": "zz9", "title": "新条目"}]}
    with screen(desk, "admin", "list_edit", part=part) as at:
        at.file_uploader(key=f"list_file:{part}").upload("别的.csv", "甲,乙\n1,2\n".encode(), "text/csv").run()
        assert not at.exception and "新增" not in words(at)
        book = book_of(load(CodeList, changed))
        at.file_uploader(key=f"list_file:{part}").upload("代码表.xlsx", book, "application/octet-stream").run()
        assert "新增 1 条" in words(at) and "没有的 0 条" in words(at)
        at.button(key="ls_file_take").click().run()
        assert not at.exception and drafted(desk, part)["items"] == changed["items"]
