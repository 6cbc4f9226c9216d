"""The widgets of lists, people, matrices, look-ups and scans, as a person meets them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from data import FileStore, open_database
from tests.pages.shell import open_page
from tests.workflows.bureau import HERE, Bureau, bureau
from tests.workflows.rich import enrich
from workflows.attachments import readable, store
from workflows.office import Office

ROWS = [{"key": "态度", "title": "服务态度"}, {"key": "效率", "title": "办理效率"}]
SCALE = [{"key": "好", "title": "满意"}, {"key": "差", "title": "不满意"}]
FIELDS: list[dict[str, Any]] = [
    {"key": "情形", "type": "choices", "title": "情形", "options": "region_kinds"},
    {"key": "类型", "type": "choice", "title": "类型", "options": "region_kinds", "look": "buttons"},
    {"key": "行业", "type": "cascade", "title": "行业", "options": "industries", "levels": ["门类", "大类"]},
    {"key": "经办", "type": "person", "title": "经办人"},
    {"key": "评价", "type": "matrix", "title": "评价", "rows": ROWS, "columns": SCALE},
    {"key": "前案", "type": "lookup", "title": "前案", "source": "procedure/region_declaration",
     "copy": {"备注": "联系人"}},
    {"key": "备注", "type": "text", "title": "备注"},
    {"key": "章", "type": "scan", "title": "章"},
]  # fmt: skip


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Bureau:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    db = open_database(f"sqlite:///{tmp_path / 'office.db'}")
    return bureau(Office(db, FileStore(tmp_path / "files")))


def _page(desk: Bureau, case: int, folder: Path, who: str = "clerk") -> Any:
    return open_page(desk.office, desk.people[who], "form", folder, now=desk.now, case=str(case))


def test_what_is_chosen_is_saved_and_a_level_above_empties_those_below(desk: Bureau, tmp_path: Path) -> None:
    enrich(desk, FIELDS)
    case = desk.start()
    with _page(desk, case, tmp_path) as at:
        assert not at.exception
        key = f"value:{case}:"
        at.multiselect(key=f"{key}情形").set_value(["孵化园", "园区"]).run()
        at.selectbox(key=f"{key}行业:0").set_value("C").run()
        at.selectbox(key=f"{key}行业:1").set_value("36").run()
        at.selectbox(key=f"{key}经办").set_value(str(desk.people["colleague"])).run()
        at.button_group(key=f"{key}类型").set_value("园区").run()
        at.button_group(key=f"{key}评价:态度").set_value("好").run()
        values = desk.sheet(case).values
        assert values["情形"] == ["园区", "孵化园"] and values["行业"] == "36" and values["类型"] == "园区"
        assert values["经办"] == str(desk.people["colleague"]) and values["评价"] == {"态度": "好"}
        at.selectbox(key=f"{key}行业:1").set_value(None).run()
        assert desk.sheet(case).values["行业"] == "C", "nothing chosen below means what is chosen above"
        at.selectbox(key=f"{key}行业:1").set_value("36").run()
        at.selectbox(key=f"{key}行业:0").set_value("E").run()
        assert desk.sheet(case).values["行业"] == "E" and at.selectbox(key=f"{key}行业:1").value is None
        assert not at.exception


def test_a_case_that_is_looked_up_brings_its_values_in_one_save(desk: Bureau, tmp_path: Path) -> None:
    enrich(desk, FIELDS)
    old = desk.filed(HERE)
    number = desk.view(old).number
    desk.done(old, "accept", "desk")
    desk.decided(old)
    case = desk.start()
    with _page(desk, case, tmp_path) as at:
        key = f"value:{case}:前案"
        at.text_input(key=f"{key}:find").set_value("渝中").run()
        hits = at.selectbox(key=f"{key}:hit")
        assert len(hits.options) == 1
        changes = desk.sheet(case).changes
        hits.select_index(0).run()
        sheet = desk.sheet(case)
        assert sheet.values["前案"]["key"] == number and sheet.values["备注"] == "陈立军"
        assert sheet.changes == changes + 1
        assert any(f"case={old}" in m.value for m in at.markdown), "the way to it"
        assert not any("来源有变" in m.value for m in at.markdown)
        desk.fill(case, {"前案": {**sheet.values["前案"], "values": {"备注": "旧人"}}})
        at.run()
        assert any("来源有变" in m.value for m in at.markdown)
        at.button(key=f"{key}:again").click().run()
        assert desk.sheet(case).values["前案"]["values"] == {"备注": "陈立军"}
        at.button(key=f"{key}:away").click().run()
        assert "前案" not in desk.sheet(case).values
        at.text_input(key=f"{key}:find").set_value(number).run()
        assert desk.sheet(case).values["前案"]["key"] == number, "a key in full is chosen at once"
        assert not at.exception


def test_a_scan_is_seen_and_its_picture_is_for_those_who_may_have_it(desk: Bureau, tmp_path: Path) -> None:
    enrich(desk, FIELDS)
    case = desk.start()
    content = (Path(__file__).parents[2] / "workflows/definitions/region_declaration/samples/stamped.pdf").read_bytes()
    file = store(desk.office, desk.actor("clerk"), content, "章.pdf", desk.now)
    assert isinstance(file, dict)
    desk.fill(case, {"章": [file]})
    with _page(desk, case, tmp_path) as at:
        assert any(f"/preview/{file['hash']}" in str(h.proto.body) for h in at.get("html"))
    assert readable(desk.office, desk.actor("clerk"), file["hash"]) is not None
    assert readable(desk.office, desk.actor("clerk2"), file["hash"]) is None
