"""A statistical table is put together by clicking: head, columns, rows, formulas; with real figures beside it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.work import desk, here, screen, words
from tests.workflows.bureau import Bureau
from tests.workflows.statistics.quarter import TABLE, quarter
from workflows import editing
from workflows.editing import Opened

__all__ = ["desk"]


def drafted(of: Bureau, table: str = TABLE) -> dict[str, Any]:
    found = editing.open_part(of.office, of.actor("admin"), f"statistics/{table}")
    assert isinstance(found, Opened)
    read: dict[str, Any] = json.loads(found.text)
    return read


def paper(at: AppTest) -> dict[str, Any]:
    """The preview as it is told to the browser."""
    found = [json.loads(c.proto.json) for c in at.get("bidi_component") if c.proto.HasField("json")]
    return next(d for d in found if "headings" in d)


def test_a_column_is_added_made_a_formula_and_undone(desk: Bureau) -> None:
    quarter(desk)
    with screen(desk, "admin", "table_edit", table=TABLE) as at:
        assert "区域类沙盒申报统计表" in words(at) and paper(at)["headings"][0]["title"] == "申报件数（件）"
        at.button(key="te_add_column").click().run()
        assert not at.exception and here(at)["at"] == "column:新列"
        at.text_input(key="te_node_title").set_value("平均每件区域").run()
        next(g for g in at.button_group if g.key == "te_kind").set_value("value").run()
        at.multiselect(key="te_of").set_value(["件_本期", "件_累计"]).run()
        at.selectbox(key="te_shape").set_value("share").run()
        assert not at.exception
        new = drafted(desk)["columns"][-1]
        assert new["title"] == {"zh": "平均每件区域", "en": "New column"} and new["value"].startswith("if 件_累计 = 0")
        assert paper(at)["headings"][-1]["title"] == "平均每件区域"
        at.button(key="te_undo").click().run()
        at.button(key="te_undo").click().run()
        assert not at.exception and drafted(desk)["columns"][-1].get("value") is None


def test_the_head_is_changed_and_what_is_wrong_stands_beside(desk: Bureau) -> None:
    with screen(desk, "admin", "table_edit", table=TABLE, at="head") as at:
        at.text_input(key="te_number").set_value("沙统99表").run()
        at.text_area(key="te_signed_zh").set_value("局长\n经办人").run()
        kept = drafted(desk)
        assert not at.exception and (kept["number"], kept["signed"]) == ("沙统99表", ["局长", "经办人"])
        assert paper(at)["foot"][:2] == ["局长：", "经办人："]
        at.multiselect(key="te_readers").set_value([]).run()
        assert not at.exception and "先改正下面的问题" in words(at) and "角色" in words(at)


def test_conditions_and_measures_of_a_row_are_chosen(desk: Bureau) -> None:
    quarter(desk)
    with screen(desk, "admin", "table_edit", table=TABLE, at="column:件_本期") as at:
        at.multiselect(key="te_flags").set_value(["returned.no"]).run()
        box = at.selectbox(key="te_measure")
        box.select_index(len(box.options) - 1).run()
        assert not at.exception
        column = drafted(desk)["columns"][0]["columns"][0]
        assert column["where"] == {"returned": False} and column["measure"] not in (None, "count")
        at.selectbox(key="te_happened").set_value(None).run()
        assert not at.exception and "happened" not in drafted(desk)["columns"][0]["columns"][0]


def test_a_new_table_is_begun_from_a_title(desk: Bureau) -> None:
    with screen(desk, "admin", "table_edit") as at:
        at.button(key="te_begin").click().run()
        assert "先写表的名称" in words(at)
        at.selectbox(key="te_new_procedure").set_value("region_declaration").run()
        at.text_input(key="te_new_title").set_value("受理情况表").run()
        at.button(key="te_begin").click().run()
        assert not at.exception and here(at)["table"] == "受理情况表"
        assert len(paper(at)["rows"]) == 1 and drafted(desk, "受理情况表")["columns"][0]["id"] == "本期"


def test_it_is_for_administrators(desk: Bureau) -> None:
    with screen(desk, "desk", "table_edit", table=TABLE) as at:
        assert "te_add_column" not in {b.key for b in at.button}
