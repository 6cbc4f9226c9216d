"""Edits of a form: each gives a form that loads, or a refusal in words; a form's bytes change by edits alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forms.canonical import canonical
from forms.design import (
    Add,
    AddPage,
    Delete,
    DeleteAt,
    DeletePage,
    Duplicate,
    Edited,
    Insert,
    Move,
    MovePage,
    PutAt,
    Set,
    SetForm,
    SetPage,
    Spot,
    edited,
    empty_form,
    key_for,
    opened,
    place_of,
)  # fmt: skip
from forms.fields import registry
from forms.messages import MESSAGES, say
from forms.reading import load_form
from forms.text import Message
from tests.forms.shipped import ROOT

SHIPPED = sorted((ROOT / "forms/definitions").glob("*.json"))
FORM = canonical(
    load_form(
        {
            "id": "f",
            "title": "表",
            "pages": [
                {
                    "id": "p",
                    "title": "第一页",
                    "fields": [
                        {"key": "甲", "type": "text", "title": "甲"},
                        {"key": "节", "type": "section", "title": "节"},
                        {"key": "乙", "type": "text", "title": "乙"},
                        {
                            "key": "行",
                            "type": "table",
                            "title": "行",
                            "fields": [
                                {"key": "甲", "type": "text", "title": "甲"},
                                {"key": "内", "type": "table", "title": "内", "fields": [
                                    {"key": "丙", "type": "integer", "title": "丙"}]},
                            ],
                        },
                    ],
                },
                {"id": "q", "title": "第二页", "fields": []},
            ],
        }
    )
)  # fmt: skip


def after(*edits: Any, text: str = FORM) -> dict[str, Any]:
    for edit in edits:
        done = edited(text, edit)
        assert isinstance(done, Edited), say(done)
        text = done.text
    found: dict[str, Any] = json.loads(text)
    return found


def keys(form: dict[str, Any], page: int = 0) -> list[str]:
    return [f["key"] for f in form["pages"][page]["fields"]]


@pytest.mark.parametrize("kind", sorted(registry))
def test_every_type_can_be_added_and_loads(kind: str) -> None:
    done = edited(FORM, Add(kind, Spot(page="p", before="乙")))
    assert isinstance(done, Edited)
    added = opened(done.text)
    assert added is not None and added.by_path[done.chosen].type == kind
    assert keys(json.loads(done.text))[2] == done.chosen


@pytest.mark.parametrize(
    ("edit", "order"),
    [
        (Move(("甲",), Spot(page="p")), ["节", "乙", "行", "甲"]),
        (Move(("节", "乙"), Spot(page="p", before="甲")), ["节", "乙", "甲", "行"]),
        (Move(("甲",), Spot(page="p", before="甲")), ["甲", "节", "乙", "行"]),
        (Move(("节", "乙"), Spot(page="p", before="乙")), ["甲", "节", "乙", "行"]),
        (Move(("甲",), Spot(page="q")), ["节", "乙", "行"]),
        (Delete(("甲", "乙")), ["节", "行"]),
        (Duplicate("甲"), ["甲", "甲2", "节", "乙", "行"]),
        (Add("text", Spot(page="p", before="gone")), ["甲", "节", "乙", "行", "单行文字"]),
        (Add("text", Spot(page="p"), {"title": "联系 电话（座机）"}), ["甲", "节", "乙", "行", "联系_电话_座机"]),
    ],
)
def test_fields_stand_where_they_are_put(edit: Any, order: list[str]) -> None:
    assert keys(after(edit)) == order


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Move(("行",), Spot(table="行.内")), "design_into_itself"),
        (Move(("甲",), Spot(table="行")), "design_key_there"),
        (Add("table", Spot(table="行")), "design_second_inner"),
        (Add("table", Spot(table="行.内")), "design_too_deep"),
        (Add("section", Spot(table="行")), "design_told_in_table"),
        (Add("text", Spot(table="甲")), "design_no_table"),
        (Add("nonsense", Spot(page="p")), "design_no_type"),
        (Add("text", Spot(page="gone")), "design_no_page"),
        (Set("没有", "title", "x"), "design_no_field"),
        (Set("甲", "key", "丁"), "design_not_set"),
        (Set("甲", "width", "wide"), "design_unfit"),
        (Set("甲", "colour", "red"), "design_unfit"),
        (DeletePage("p"), "design_page_full"),
        (SetForm("pages", []), "design_not_set"),
        (DeleteAt("/rules/3"), "design_no_place"),
        (Delete(()), "design_nothing"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Any, code: str) -> None:
    refused = edited(FORM, edit)
    assert isinstance(refused, Message) and refused.code == code
    assert all(say(refused, lang) for lang in ("zh", "en"))


def test_a_text_that_cannot_be_read_is_left_alone() -> None:
    refused = edited("{", AddPage("x"))
    assert isinstance(refused, Message) and refused.code == "design_unreadable"


def test_properties_pages_and_places_are_set() -> None:
    form = after(
        Set("行.甲", "required", True), Set("甲", "title", {"zh": "甲方", "en": "Party A"}), AddPage("附件"),
        MovePage("q", -1), SetPage("q", "title", "先"), SetForm("title", "新表"), DeletePage("page2"),
        PutAt("/rules/-", {"id": "r", "at": "甲", "holds": "甲 != null", "message": "要填"}),
        PutAt("/rules/0/level", "warning"),
    )  # fmt: skip
    assert [p["id"] for p in form["pages"]] == ["q", "p"] and form["title"] == "新表"
    assert form["pages"][1]["fields"][3]["fields"][0]["required"] is True
    assert form["rules"][0]["level"] == "warning"
    assert "rules" not in after(DeleteAt("/rules/0"), text=json.dumps(form))


def test_a_property_set_to_its_default_is_not_written() -> None:
    assert "width" not in after(Set("甲", "width", 2), Set("甲", "width", 1))["pages"][0]["fields"][0]


def test_what_is_inserted_gets_free_keys_and_brings_its_documents() -> None:
    field = {"key": "甲", "type": "text", "title": "甲", "basis": "doc 一"}
    form = after(Insert((field, field), Spot(page="q"), {"doc": {"title": "文件"}}))
    assert keys(form, 1) == ["甲2", "甲3"] and form["sources"] == {"doc": {"title": "文件"}}


def test_a_pointer_leads_to_what_can_be_selected() -> None:
    form = opened(FORM)
    assert form is not None
    assert place_of(form, "/pages/0/fields/3/fields/1/fields/0/min") == ("p", "行.内.丙")
    assert place_of(form, "/pages/1/title") == ("q", "") and place_of(form, "/rules/0") == ("", "")
    assert place_of(form, "/pages/9/fields/x") == ("", "")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_shipped_form_goes_through_the_designer_unchanged(path: Any) -> None:
    text = path.read_text(encoding="utf-8")
    form = opened(text)
    if form is None:
        return  # a code list
    nothing = edited(text, SetForm("title", form.title.model_dump()))
    assert isinstance(nothing, Edited) and nothing.text == text, "an edit that changes nothing leaves every byte"
    there = edited(text, Set(form.fields[0].key, "width", form.fields[0].width % 4 + 1))
    assert isinstance(there, Edited) and there.text != text
    back = edited(there.text, Set(form.fields[0].key, "width", form.fields[0].width))
    assert isinstance(back, Edited) and back.text == canonical(form) == canonical(load_form(back.text))


PATHS = st.sampled_from(["甲", "节", "乙", "行", "行.甲", "行.内", "行.内.丙", "甲2", "没有"])
SPOTS = st.builds(
    Spot, st.sampled_from(["p", "q", "gone"]), st.sampled_from(["", "", "行", "行.内"]),
    st.sampled_from(["", "甲", "丙", "行"]),
)  # fmt: skip
EDITS = st.one_of(
    st.builds(Add, st.sampled_from(sorted(registry)), SPOTS),
    st.builds(Move, st.lists(PATHS, max_size=3, unique=True).map(tuple), SPOTS),
    st.builds(Delete, st.lists(PATHS, max_size=2, unique=True).map(tuple)),
    st.builds(Duplicate, PATHS),
    st.builds(Set, PATHS, st.sampled_from(["width", "required", "title"]), st.sampled_from([None, 2, True, "x"])),
    st.builds(AddPage, st.just("页")),
    st.builds(DeletePage, st.sampled_from(["p", "q"])),
    st.builds(MovePage, st.sampled_from(["p", "q"]), st.integers(-2, 2)),
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, max_size=8))
def test_any_sequence_of_edits_leaves_a_canonical_form_with_keys_that_stand_once(edits: list[Any]) -> None:
    text = FORM
    for edit in edits:
        done = edited(text, edit)
        if isinstance(done, Message):
            assert done.code in MESSAGES
            continue
        form = load_form(done.text)
        assert canonical(form) == done.text
        assert not done.chosen or done.chosen in form.by_path
        assert len(form.by_path) == done.text.count('"key": '), "no key twice on a level"
        text = done.text


@given(st.text(max_size=40), st.sets(st.text(max_size=8), max_size=3))
def test_a_key_made_of_any_title_is_a_key(title: str, taken: set[str]) -> None:
    key = key_for(title, taken)
    assert key not in taken
    load_form(empty_form(key, "x", "y"))
