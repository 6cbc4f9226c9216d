"""Sections that forms share: put below their heading where texts are read together, told where they are written."""

from __future__ import annotations

from typing import Any

import pytest

from forms.canonical import canonical, plain
from forms.checks import check_form, check_section
from forms.definition import Form
from forms.design import Add, AddPage, Edited, Own, Rename, Set, Share, Spot, edited, opened, section_under
from forms.reading import load, parsed
from forms.sharing import SharedSection, as_form, sections_of, whole
from forms.text import Message

CONTACT: dict[str, Any] = {
    "kind": "section", "id": "contact", "title": "联系方式",
    "fields": [
        {"key": "联系人", "type": "text", "title": "联系人", "required": True},
        {"key": "电话", "type": "phone", "title": "电话", "required_when": "联系人 != null"},
    ],
    "rules": [{"id": "named", "at": "联系人", "holds": "string length(联系人) > 1", "message": "写全名"}],
}  # fmt: skip
FORM: dict[str, Any] = {
    "kind": "form", "id": "visit", "title": "走访",
    "pages": [{"id": "p", "title": "页", "fields": [
        {"key": "日期", "type": "date", "title": "日期"},
        {"key": "联系", "type": "section", "title": "怎么联系", "shared": "contact"},
        {"key": "备注", "type": "text", "title": "备注", "visible_when": "电话 = null"},
    ]}],
    "rules": [{"id": "own", "at": "备注", "holds": "备注 != 联系人", "message": "m"}],
}  # fmt: skip
HEADING = "/pages/0/fields/1"


def section(**changed: Any) -> SharedSection:
    return load(SharedSection, {**CONTACT, **changed})


def form(**heading: Any) -> Form:
    made = load(Form, FORM)
    data = plain(made)
    data["pages"][0]["fields"][1].update(heading)
    return Form.model_validate(data)


def found(of: Form, *sections: SharedSection) -> list[tuple[str, str]]:
    return [(f.code, f.pointer) for f in check_form(of, {}, {}, {s.id: s for s in sections})]


def test_everything_sees_an_ordinary_form() -> None:
    written, shared = form(), section()
    made = whole(written, {"contact": shared}).form
    assert list(made.by_path) == ["日期", "联系", "联系人", "电话", "备注"]
    assert [r.id for r in made.rules] == ["own", "named"]
    assert found(written, shared) == [] and made is whole(written, {"contact": shared}).form
    assert list(written.by_path) == ["日期", "联系", "备注"], "what is written stays as it is"


def test_what_is_written_is_a_fixed_point() -> None:
    for model, data in ((Form, FORM), (SharedSection, CONTACT)):
        text = canonical(load(model, data))
        assert canonical(parsed(model, text).model or load(model, data)) == text
    assert '"shared": "contact"' in canonical(form()) and "电话" not in [f.key for f in form().fields]


CASES: list[tuple[str, Form, tuple[SharedSection, ...], list[tuple[str, str]]]] = [
    ("missing", form(visible_when=None), (section(id="contacts"),), [("no_shared_near", f"{HEADING}/shared")]),
    ("key of the form", form(), (section(fields=[*CONTACT["fields"], FORM["pages"][0]["fields"][0]]),),
     [("shared_twice", f"{HEADING}/shared")]),
    ("rule of the form", form(), (section(rules=[{**CONTACT["rules"][0], "id": "own"}]),), [("twice_rule", HEADING)]),
]  # fmt: skip


@pytest.mark.parametrize(("of", "sections", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_what_is_wrong_is_told_at_the_heading(
    of: Form, sections: tuple[SharedSection, ...], expected: list[tuple[str, str]]
) -> None:
    told = [f for f in found(of, *sections) if f[0] not in ("unknown_name", "unknown_name_near")]
    assert [f for f in told if f in expected] == expected and not [f for f in told if f[0] == "twice_field"]


def test_documents_of_the_same_name_are_told() -> None:
    shared = section(sources={"S1": {"title": "甲"}})
    data = {**plain(form()), "sources": {"S1": {"title": "乙"}}}
    assert ("shared_source", f"{HEADING}/shared") in found(Form.model_validate(data), shared)
    same = {**data, "sources": {"S1": {"title": "甲"}}}
    assert found(Form.model_validate(same), shared) == []


def test_a_section_holds_by_itself_and_names_no_other() -> None:
    assert check_section(section(), {}) == []
    inner = {"key": "内", "type": "section", "title": "内", "shared": "contact"}
    told = check_section(section(fields=[*CONTACT["fields"], inner]), {})
    assert [(f.code, f.pointer) for f in told] == [("shared_nested", "/fields/2/shared")]
    outside = [{**CONTACT["fields"][0], "visible_when": "日期 != null"}, CONTACT["fields"][1]]
    wrong = check_section(section(fields=outside), {})
    assert [f.pointer for f in wrong] == ["/fields/0/visible_when"]
    assert found(form(), section(fields=outside)) == [], "told where it is written, once"


def test_a_section_is_edited_as_the_form_that_it_is() -> None:
    text = canonical(section())
    added = edited(text, Add("text", Spot("section"), {"title": "地址"}), SharedSection)
    assert isinstance(added, Edited) and added.chosen == "地址"
    made = opened(added.text)
    assert made is not None and [f.key for f in made.fields] == ["联系人", "电话", "地址"]
    renamed = edited(text, Rename("联系人", "姓名"), SharedSection)
    assert isinstance(renamed, Edited) and '"联系人 != null"' not in renamed.text and "姓名 != null" in renamed.text
    assert edited(text, AddPage("又一页"), SharedSection) == Message("design_section_page")
    same = edited(text, Set("联系人", "required", value=True), SharedSection)
    assert isinstance(same, Edited) and same.text == text


def test_what_stands_under_a_heading_becomes_a_section_and_a_copy_again() -> None:
    shared = section()
    whole_text = canonical(whole(load(Form, {**FORM, "rules": []}), {"contact": section(rules=[])}).form)
    first = edited(whole_text, Set("联系", "shared", None))
    assert isinstance(first, Edited)
    own = opened(first.text)
    assert own is not None
    made = section_under(own, "联系", {"怎么联系"})
    assert made.id == "怎么联系2" and [f.key for f in made.fields] == ["联系人", "电话", "备注"]
    done = edited(first.text, Share("联系", made.id))
    assert isinstance(done, Edited)
    form_ = opened(done.text)
    assert form_ is not None and sections_of(form_) == [made.id] and [f.key for f in form_.fields] == ["日期", "联系"]
    back = edited(done.text, Own("联系", plain(made)))
    assert isinstance(back, Edited) and back.text == first.text
    rules = edited(canonical(form()), Own("联系", plain(shared)))
    assert isinstance(rules, Edited)
    owned = opened(rules.text)
    assert owned is not None and [r.id for r in owned.rules] == ["own", "named"] and not sections_of(owned)
    assert isinstance(edited(done.text, Own("联系", plain(shared))), Message), "another section than it names"
    assert isinstance(edited(done.text, Share("联系", "x")), Message), "it names one already"


def test_a_section_alone_is_a_form_of_one_page() -> None:
    assert [p.fields for p in as_form(section()).pages] == [section().fields]
