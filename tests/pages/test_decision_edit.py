"""决策表设计: a table is begun, filled from a spreadsheet, its gap is filled, tried out, taken back."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.work import desk, here, screen, words
from tests.workflows.bureau import Bureau
from workflows import editing
from workflows.editing import Opened

__all__ = ["desk"]
BLOCK = "户数\t结果\n> 100\t甲\n[50..100]\t乙"


def drafted(of: Bureau, part: str) -> dict[str, Any]:
    found = editing.open_part(of.office, of.actor("admin"), part)
    assert isinstance(found, Opened)
    read: dict[str, Any] = json.loads(found.text).get("decisions", {})
    return read


def press(at: AppTest, key: str) -> None:
    at.button(key=key).click().run()
    assert not at.exception


def test_a_table_is_begun_filled_mended_tried_and_taken_back(desk: Bureau) -> None:
    part = next(p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "form")
    with screen(desk, "admin", "decision_edit") as at:
        press(at, "dt_begin")
        assert "先选放在哪份" in words(at)
        at.selectbox(key="decision_new_where").set_value(part).run()
        at.text_input(key="decision_new_title").set_value("风险档次").run()
        press(at, "dt_begin")
        assert here(at) == {"part": part, "table": "风险档次"}
        key = f"{part}:风险档次"
        at.text_input(key=f"{key}:inputs:0:name").set_value("户数").run()
        at.selectbox(key=f"{key}:inputs:0:kind").set_value("whole").run()
        at.selectbox(key=f"{key}:column").set_value("outputs:0").run()
        at.text_input(key=f"{key}:outputs:0:values").set_value('"甲", "乙", "丙"').run()
        at.text_area(key=f"{key}:block").set_value(BLOCK).run()
        at.radio(key="ls_where").set_value("replace").run()
        press(at, "ls_take")
        held = drafted(desk, part)["风险档次"]
        assert held["inputs"] == [{"name": "户数", "type": "number", "whole": True}]
        assert held["rules"] == [{"when": ["> 100"], "then": ['"甲"']}, {"when": ["[50..100]"], "then": ['"乙"']}]
        assert "户数: &lt;= 49" in words(at)
        press(at, "dt_fill")
        assert drafted(desk, part)["风险档次"]["rules"][-1] == {"when": ["<= 49"], "then": ["-"]}
        assert "户数: &lt;= 49" not in words(at)
        at.text_input(key=f"{key}:try:户数").set_value("60").run()
        assert "结果：&quot;乙&quot;" in words(at) and "适用：第 2 行" in words(at)
        press(at, "dt_undo")
        assert len(drafted(desk, part)["风险档次"]["rules"]) == 2


def test_a_procedure_has_its_tables_on_the_same_page(desk: Bureau) -> None:
    part = next(p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "procedure")
    with screen(desk, "admin", "decision_edit", part=part) as at:
        assert "还没有决策表" in words(at)
        at.text_input(key="dt_more_title").set_value("时限").run()
        press(at, "dt_more_go")
        assert set(drafted(desk, part)) == {"时限"}


def test_a_table_is_renamed_where_it_stands_and_stays_open(desk: Bureau) -> None:
    kinds = ("form", "procedure")
    for part in (next(p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == k) for k in kinds):
        with screen(desk, "admin", "decision_edit", part=part) as at:
            more = [b.key for b in at.text_input if b.key == "dt_more_title"]
            at.text_input(key=more[0]).set_value("风险档次").run()
            press(at, "dt_more_go")
            before = at.session_state[f"decision_desk:{part}:风险档次"]
            drawn = len(at.main.children)
            at.text_input(key=f"{part}:风险档次:head:called").set_value("风险等级").run()
            assert not at.exception and here(at) == {"part": part, "table": "风险等级"}
            assert "风险等级" in drafted(desk, part) and "风险档次" not in drafted(desk, part)
            assert "“风险档次”已改名为“风险等级”" in words(at)
            kept = at.session_state[f"decision_desk:{part}:风险等级"]
            assert kept is before and kept.key == f"{part}:风险档次", "the grid stays: what is ticked in it is drawn so"
            assert f"decision_desk:{part}:风险档次" not in at.session_state
            assert len(at.main.children) == drawn, "a notice moves nothing: the grid below would be drawn anew"
            kept.chosen = ("_r0",)
            at.run()
            assert len(at.main.children) == drawn
            at.selectbox(key=f"{part}:风险等级:rule:_r0:basis:source").select("own").run()
            assert drafted(desk, part)["风险等级"]["rules"][0]["basis"] == "own"
            at.text_input(key=f"{part}:风险等级:head:called").set_value("sum").run()
            assert "风险等级" in drafted(desk, part) and not at.exception
