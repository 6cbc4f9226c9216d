"""名录与参数: a shared register is begun, gets a field and a procedure; parameters are changed in panels."""

from __future__ import annotations

import json
from typing import Any

from tests.pages.work import desk, here, screen, words
from tests.workflows.bureau import Bureau
from workflows import editing
from workflows.editing import Opened

__all__ = ["desk"]
PROCEDURE = "procedure/region_declaration"


def drafted(of: Bureau, part: str) -> dict[str, Any]:
    found = editing.open_part(of.office, of.actor("admin"), part)
    assert isinstance(found, Opened)
    read: dict[str, Any] = json.loads(found.text)
    return read


def test_a_shared_register_is_begun_gets_a_field_and_a_procedure(desk: Bureau) -> None:
    with screen(desk, "admin", "panels") as at:
        at.text_input(key="panels_new_title").set_value("重点企业")
        at.button(key="pn_begin").click().run()
        part = here(at)["part"]
        assert part == "register/重点企业" and "没有事项使用" in words(at)
        at.segmented_control(key="panels_tab").set_value("fields").run()
        at.text_input(key=f"flow:{part}:/fields:new").set_value("所在街道").run()
        assert drafted(desk, part)["fields"]["所在街道"] == {"title": "所在街道", "type": "text"}
        at.selectbox(key=f"panels_use:{part}").set_value(PROCEDURE).run()
        assert not at.exception and drafted(desk, PROCEDURE)["registers"]["重点企业"] == {"shared": True}


def test_a_shipped_register_opens_under_every_tab_and_stays_as_it_is(desk: Bureau) -> None:
    parts = editing.parts(desk.office, desk.actor("admin"))
    part = next(p.name for p in parts if p.kind == "register")
    with screen(desk, "admin", "panels", part=part) as at:
        for tab in ("fields", "tables", "lists", "follows"):
            at.segmented_control(key="panels_tab").set_value(tab).run()
            assert not at.exception and "notice bad" not in words(at)
    assert not [p for p in editing.parts(desk.office, desk.actor("admin")) if p.drafted_at]


def test_the_columns_of_a_list_are_chosen_named_and_moved(desk: Bureau) -> None:
    parts = [p.name for p in editing.parts(desk.office, desk.actor("admin")) if p.kind == "register"]
    part = next(p for p in parts if drafted(desk, p).get("lists"))
    key, listed = next(iter(drafted(desk, part)["lists"].items()))
    names = list(listed["columns"])
    at_columns = f"flow:{part}:/lists/{key}/columns"

    def now() -> dict[str, str]:
        found: dict[str, str] = drafted(desk, part)["lists"][key]["columns"]
        return found

    with screen(desk, "admin", "panels", part=part) as at:
        at.segmented_control(key="panels_tab").set_value("lists").run()
        offered = at.selectbox(key=f"{at_columns}:new").options
        assert "条目名称" in offered and "纳入日期" not in offered, "what is a column already is not offered again"
        at.text_input(key=f"{at_columns}:0:heading").set_value("第一列").run()
        assert list(now()) == ["第一列", *names[1:]] and now()["第一列"] == listed["columns"][names[0]]
        at.button(key=f"{at_columns}:0:1").click().run()
        assert list(now()) == [names[1], "第一列", *names[2:]]
        at.selectbox(key=f"{at_columns}:new").set_value("entry.title").run()
        assert list(now().items())[-1] == ("条目名称", "entry.title")
        at.text_input(key=f"{at_columns}:0:heading").set_value("第一列").run()
        assert list(now())[0] == names[1], "two columns of one name would be one"
        at.button(key=f"{at_columns}:{len(names)}:gone").click().run()
        assert list(now()) == [names[1], "第一列", *names[2:]] and not at.exception


def test_what_a_procedure_leaves_open_is_changed_in_panels(desk: Bureau) -> None:
    with screen(desk, "admin", "panels", part=PROCEDURE) as at:
        key, declared = next(iter(drafted(desk, PROCEDURE)["parameters"].items()))
        at.number_input(key=f"flow:{PROCEDURE}:/parameters/{key}/max").set_value(77).run()
        assert drafted(desk, PROCEDURE)["parameters"][key].items() <= {**declared, "max": 77}.items()
        for kind in ("register", "campaign"):
            at.segmented_control(key="panels_kind").set_value(kind).run()
            assert not at.exception


def test_a_paper_is_begun_with_its_template_in_the_workflow_designer(desk: Bureau) -> None:
    with screen(desk, "admin", "flow", part=PROCEDURE) as at:
        at.session_state["flow_view"], at.session_state["flow_kind"] = "parts", "paper"
        at.run()
        at.text_input(key="fw_new_title:paper").set_value("告知书")
        at.file_uploader(key="fw_paper_file").upload("告知书.docx", b"PK", "application/octet-stream")
        at.button(key="fw_new_go").click().run()
        assert not at.exception
    assert drafted(desk, PROCEDURE)["papers"]["告知书"]["template"] == "告知书"
    assert drafted(desk, "paper/告知书")["docx"] == "UEs="
