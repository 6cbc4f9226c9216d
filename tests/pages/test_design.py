"""表单设计: every type can be put on the canvas and has a panel; edits are kept, undone, refused in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from forms.design import Add, Delete, Duplicate, Move, Spot, opened
from forms.design.properties import properties
from forms.fields import registry
from forms.messages import MESSAGES
from pages.context import now
from pages.parts.design_asked import _DRAWN
from pages.parts.design_canvas import FAMILIES, edit_of
from pages.parts.design_preview import SHOWN, around
from pages.parts.drag_rows import moved_by
from tests.pages.shell import open_page
from tests.pages.test_definitions import person, staffed, words
from workflows import designing, editing
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import actor_of

__all__ = ["staffed"]
TITLE = "巡查记录表"


def admin(office: Office) -> Actor:
    with office.db.read() as session:
        return actor_of(office, session, person(office, "admin"), now())


@pytest.fixture
def part(staffed: Office) -> str:
    made = designing.begin(staffed, admin(staffed), TITLE, "第一页", now())
    assert isinstance(made, str)
    return made


@contextmanager
def opened_design(office: Office, part: str, folder: Path) -> Iterator[AppTest]:
    with open_page(office, person(office, "admin"), "design", folder, part=part) as at:
        assert not at.exception
        yield at


def keys(office: Office, part: str) -> list[str]:
    found = editing.open_part(office, admin(office), part)
    assert isinstance(found, editing.Opened)
    form = opened(found.text)
    assert form is not None
    return list(form.by_path)


def add(office: Office, part: str, kind: str, table: str = "", **more: Any) -> str:
    made = designing.design(office, admin(office), part, Add(kind, Spot("" if table else "page1", table), more), now())
    assert isinstance(made, designing.Designed)
    return made.chosen


def test_every_property_of_every_type_has_a_label_a_sentence_and_a_box() -> None:
    for kind in registry:
        assert registry[kind].sign and registry[kind].family in FAMILIES
        for prop in properties(kind):
            assert f"design.prop.{prop.name}" in MESSAGES, prop
            assert prop.code in MESSAGES or f"doc.key.{prop.name}" in MESSAGES, prop
            assert prop.kind in _DRAWN, prop


def test_a_form_is_begun_by_its_title(staffed: Office, tmp_path: Path) -> None:
    with open_page(staffed, person(staffed, "admin"), "design", tmp_path) as at:
        at.text_input(key="design_new_title").input("回访表").run()
        at.button(key="dz_begin").click().run()
        assert at.query_params["part"] in ("form/回访表", ["form/回访表"]) and not at.exception
        assert "回访表" in words(at)


def test_every_type_is_drawn_with_its_panel_and_its_preview(staffed: Office, part: str, tmp_path: Path) -> None:
    paths = [add(staffed, part, kind) for kind in sorted(registry)]
    with opened_design(staffed, part, tmp_path) as at:
        for n, path in enumerate(paths):
            at.session_state[f"design_at:{part}"] = ("", path)
            at.session_state["design_tab"] = ("basic", "rules", "basis")[max(0, n - len(paths) + 3)]
            at.run()
            assert not at.exception, path
        at.session_state["design_tab"] = "basic"
        at.run()
        at.text_input(key=f"design:{part}:{paths[-1]}:title:zh").input("新标题").run()
        assert not at.exception and "新标题" in words(at)


def test_a_property_is_kept_undone_and_done_again(staffed: Office, part: str, tmp_path: Path) -> None:
    path = add(staffed, part, "text")
    with opened_design(staffed, part, tmp_path) as at:
        at.session_state[f"design_at:{part}"] = ("", path)
        at.run()
        key = f"design:{part}:{path}:required"
        at.toggle(key=key).set_value(True).run()
        assert at.toggle(key=key).value is True
        at.button(key="dz_undo").click().run()
        assert at.toggle(key=key).value is False
        at.button(key="dz_redo").click().run()
        assert at.toggle(key=key).value is True and not at.exception


def test_a_condition_is_built_from_boxes(staffed: Office, part: str, tmp_path: Path) -> None:
    add(staffed, part, "integer", title="数量")
    path = add(staffed, part, "text", title="说明")
    with opened_design(staffed, part, tmp_path) as at:
        at.session_state[f"design_at:{part}"] = ("", path)
        at.session_state["design_tab"] = "rules"
        at.run()
        key = f"design:{part}:{path}:visible_when"
        at.button(key=f"{key}:add").click().run()
        at.selectbox(key=f"{key}:0:subject").select("field:数量").run()
        at.selectbox(key=f"{key}:0:way").select(">=").run()
        at.text_input(key=f"{key}:0:v0").input("3").run()
        assert not at.exception
        found = editing.open_part(staffed, admin(staffed), part)
        assert isinstance(found, editing.Opened) and '"visible_when": "数量 >= 3"' in found.text
        at.button(key=f"{key}:0:gone").click().run()
        found = editing.open_part(staffed, admin(staffed), part)
        assert isinstance(found, editing.Opened) and "visible_when" not in found.text


def test_the_printed_page_is_begun_changed_and_taken_back(staffed: Office, part: str, tmp_path: Path) -> None:
    field, table = add(staffed, part, "text"), add(staffed, part, "table")
    add(staffed, part, "integer", table)

    def blocks() -> list[Any]:
        found = editing.open_part(staffed, admin(staffed), part)
        form = opened(found.text) if isinstance(found, editing.Opened) else None
        return list(form.print.blocks) if form and form.print else []

    with opened_design(staffed, part, tmp_path) as at:
        at.session_state["design_view"] = "print"
        at.run()
        for press in ("begin", "add_line", "add_table"):
            at.button(key=f"dz_print_{press}").click().run()
            assert not at.exception
        assert [b.kind for b in blocks()] == ["line", "table", "stamp", "line", "table"]
        of = f"design_print:{part}:4"
        at.multiselect(key=f"{of}:columns").set_value(["#"]).run()
        at.number_input(key=f"{of}:rows").set_value(7).run()
        at.toggle(key=f"{of}:own").set_value(False).run()
        made = blocks()[4]
        assert ([c.field for c in made.columns], made.rows, made.total) == (["#"], 7, [])
        at.selectbox(key=f"{of}:column").set_value("#").run()
        at.text_input(key=f"{of}:0:width").set_value("10%").run()
        assert blocks()[4].columns[0].width == "10%"
        at.button(key="dz_block_drop_0").click().run()
        at.button(key="dz_block_up_3").click().run()
        assert [b.kind for b in blocks()] == ["table", "stamp", "table", "line"]
        assert "印出来" in words(at) and registry["text"].name.zh in words(at)
        at.button(key="dz_print_drop").click().run()
        assert not blocks() and not at.exception and field
        at.button(key="dz_undo").click().run()
        assert len(blocks()) == 4


def test_a_form_that_cannot_be_read_leads_to_its_json(staffed: Office, part: str, tmp_path: Path) -> None:
    editing.keep(staffed, admin(staffed), part, "{", now())
    with opened_design(staffed, part, tmp_path) as at:
        assert "JSON" in words(at)


def test_what_is_no_form_is_begun_anew_and_every_shipped_form_is_drawn(staffed: Office, tmp_path: Path) -> None:
    forms = [p.name for p in editing.parts(staffed, admin(staffed)) if p.kind == "form" and not p.drafted_at]
    before = {name: editing.open_part(staffed, admin(staffed), name) for name in forms}
    with opened_design(staffed, "nonsense", tmp_path) as at:
        for name in ("nonsense", "form/nowhere"):
            at.query_params["part"] = name
            at.run()
            assert at.text_input(key="design_new_title"), name
        for name in forms:
            at.query_params["part"] = name
            at.run()
            assert not at.exception, name
    after = {name: editing.open_part(staffed, admin(staffed), name) for name in forms}
    assert after == before, "looking at a form changes nothing"


CANVAS = [
    ({"do": "add", "kind": "date", "spot": {"page": "page1", "table": "", "before": ""}}, Add("date", Spot("page1"))),
    ({"do": "move", "paths": ["甲"], "spot": {"table": "行", "before": "乙"}}, Move(("甲",), Spot("", "行", "乙"))),
    ({"do": "delete", "paths": ["甲"]}, Delete(("甲",))),
    ({"do": "duplicate", "path": "甲"}, Duplicate("甲")),
    ({"do": "move", "paths": "甲", "spot": 3}, Move((), Spot())),
    ({"do": "nonsense"}, None),
    ({}, None),
]


@pytest.mark.parametrize(("wire", "edit"), CANVAS)
def test_what_the_canvas_sends_is_an_edit_or_nothing(wire: dict[str, Any], edit: Any) -> None:
    assert edit_of(wire) == edit


def test_what_was_tried_in_the_preview_stays_when_another_field_comes(
    staffed: Office, part: str, tmp_path: Path
) -> None:
    first, other = add(staffed, part, "text", title="事项名称"), add(staffed, part, "text", title="说明")

    def box(at: AppTest, path: str) -> Any:
        return next(b for b in at.text_input if b.key.startswith("value:") and f":{path}" in b.key)

    with opened_design(staffed, part, tmp_path) as at:
        at.session_state[f"design_at:{part}"] = ("", first)
        at.run()
        box(at, first).set_value("我写的").run()
        before = box(at, first).key
        add(staffed, part, "integer", title="数量")
        at.run()
        assert (box(at, first).value, box(at, first).key) == ("我写的", before)
        found = editing.open_part(staffed, admin(staffed), part)
        assert isinstance(found, editing.Opened)
        form = json.loads(found.text)
        next(f for f in form["pages"][0]["fields"] if f["key"] == other)["type"] = "integer"
        editing.keep(staffed, admin(staffed), part, json.dumps(form, ensure_ascii=False), now())
        at.run()
        assert box(at, first).value == "我写的" and not at.exception


def test_a_long_section_is_shown_in_pieces_that_stay(staffed: Office, part: str) -> None:
    for _ in range(SHOWN + 2):
        add(staffed, part, "text")
    found = editing.open_part(staffed, admin(staffed), part)
    form = opened(found.text) if isinstance(found, editing.Opened) else None
    assert form is not None
    fields = form.pages[0].fields
    pieces = [[f.key for f in around(fields, each.key)[0]] for each in fields]
    assert all(each.key in piece for each, piece in zip(fields, pieces, strict=True))
    assert [len(p) for p in pieces] == [SHOWN] * SHOWN + [2, 2]
    assert pieces[0] == pieces[SHOWN - 1]


def test_a_rule_and_unique_rest_on_a_document(staffed: Office, part: str, tmp_path: Path) -> None:
    path = add(staffed, part, "text", title="名称", unique=[{"within": "form"}])
    with opened_design(staffed, part, tmp_path) as at:
        at.session_state[f"design_at:{part}"], at.session_state["design_tab"] = ("", path), "rules"
        at.run()
        at.button(key="dz_add_rule").click().run()
        boxes = [b.key for b in at.selectbox if b.key.endswith(":basis:source")]
        assert len(boxes) == 2 and not at.exception
        for box in boxes:
            at.selectbox(key=box).select("own").run()
            assert not at.exception
        found = editing.open_part(staffed, admin(staffed), part)
        assert isinstance(found, editing.Opened)
        form = json.loads(found.text)
        assert form["rules"][0]["basis"] == "own" == form["pages"][0]["fields"][0]["unique"][0]["basis"]


@pytest.mark.parametrize(
    ("wire", "found"),
    [
        ({"at": 0, "by": 2}, (0, 2)), ({"at": 2, "by": -2}, (2, -2)), ({"at": 0, "by": 3}, None),
        ({"at": 0, "by": 0}, None), ({"at": "0", "by": 1}, None), ({"at": -1, "by": 1}, None), (None, None),
    ],
)  # fmt: skip
def test_a_row_is_dragged_only_among_those_there_are(wire: Any, found: Any) -> None:
    assert moved_by(wire, 3) == found
