"""The designer's services: one edit is one step, kept and undone on both databases, in any number of tabs."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from data.tables import DraftStep, Organisation, Person
from forms.design import Add, Delete, Set, Spot, opened
from workflows import designing, editing, releasing
from workflows.designing import Designed, Reach
from workflows.draft_steps import KEPT
from workflows.engine.types import Actor, Held, Refusal
from workflows.office import ADMIN, Office
from workflows.publishing import Publication, load_folder

PUBLISHED = "form/region_declaration"
NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ADMINISTRATOR = Actor(1, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))
CLERK = Actor(1, "经办人", 1, (Held("clerk", 1, "500112"),), frozenset({"clerk@500112"}))


@pytest.fixture
def stocked(office: Office) -> Office:
    """An office with one person and a new form."""
    with office.db.write() as session:
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOW))
    return office


def begun(office: Office) -> str:
    name = designing.begin(office, ADMINISTRATOR, "巡查记录表", "第一页", NOW)
    assert isinstance(name, str)
    return name


def text(office: Office, name: str) -> str:
    found = editing.open_part(office, ADMINISTRATOR, name)
    assert isinstance(found, editing.Opened)
    return found.text


def keys(office: Office, name: str) -> list[str]:
    form = opened(text(office, name))
    assert form is not None
    return [f.key for f in form.fields]


def add(office: Office, name: str, title: str) -> None:
    done = designing.design(office, ADMINISTRATOR, name, Add("text", Spot("page1"), {"title": title}), NOW)
    assert isinstance(done, Designed) and done.chosen == title


def test_what_nothing_uses_yet_is_a_remark_and_is_not_published(stocked: Office) -> None:
    load_folder(stocked, NOW)
    name = begun(stocked)
    found = releasing.check(stocked, ADMINISTRATOR, name, text(stocked, name))
    assert [(f.finding.code, f.finding.level) for f in found.findings] == [("unused_part", "info")]
    assert found.errors == 0 and found.waits and found.hindered and found.bundle is None
    made = releasing.publish_part(stocked, ADMINISTRATOR, name, text(stocked, name), "试试", NOW)
    assert isinstance(made, Publication) and not made and [f.finding.level for f in made.findings] == ["error"]
    wrong = text(stocked, name).replace('"text"', '"texd"') if '"text"' in text(stocked, name) else "{}"
    editing.keep(stocked, ADMINISTRATOR, name, wrong, NOW)
    broken = releasing.check(stocked, ADMINISTRATOR, name, wrong)
    assert broken.errors and not broken.waits, "a mistake is one, used or not"
    sound = releasing.check(stocked, ADMINISTRATOR, PUBLISHED, text(stocked, PUBLISHED))
    assert not sound.hindered and not sound.waits


def test_a_form_is_begun_and_named_after_its_title(stocked: Office) -> None:
    assert begun(stocked) == "form/巡查记录表" and begun(stocked) == "form/巡查记录表2"
    assert isinstance(designing.begin(stocked, ADMINISTRATOR, "  ", "x", NOW), Refusal)


def test_steps_go_back_and_forward_and_what_is_new_ends_the_way_forward(stocked: Office) -> None:
    name = begun(stocked)
    first = text(stocked, name)
    add(stocked, name, "甲")
    add(stocked, name, "乙")
    assert designing.reach(stocked, ADMINISTRATOR, name) == Reach(2, 0)
    for _ in range(3):  # once more than there are
        assert designing.undo(stocked, ADMINISTRATOR, name, NOW) is None
    assert text(stocked, name) == first and designing.reach(stocked, ADMINISTRATOR, name) == Reach(0, 2)
    designing.redo(stocked, ADMINISTRATOR, name, NOW)
    assert keys(stocked, name) == ["甲"]
    add(stocked, name, "丙")
    assert keys(stocked, name) == ["甲", "丙"] and designing.reach(stocked, ADMINISTRATOR, name) == Reach(2, 0)


def test_what_the_json_box_made_meanwhile_is_a_step_too(stocked: Office) -> None:
    name = begun(stocked)
    add(stocked, name, "甲")
    editing.keep(stocked, ADMINISTRATOR, name, "{", NOW)
    assert designing.reach(stocked, ADMINISTRATOR, name) == Reach(2, 0)
    refused = designing.design(stocked, ADMINISTRATOR, name, Delete(("甲",)), NOW)
    assert isinstance(refused, Refusal) and refused.message.code == "design_unreadable"
    designing.undo(stocked, ADMINISTRATOR, name, NOW)
    assert keys(stocked, name) == ["甲"]
    designing.redo(stocked, ADMINISTRATOR, name, NOW)
    assert text(stocked, name) == "{"


def test_two_tabs_change_the_same_draft_and_neither_loses_what_the_other_did(stocked: Office) -> None:
    name = begun(stocked)
    add(stocked, name, "甲")
    add(stocked, name, "乙")  # the other tab still shows one field
    assert isinstance(designing.design(stocked, ADMINISTRATOR, name, Set("甲", "required", True), NOW), Designed)
    gone = designing.design(stocked, ADMINISTRATOR, name, Set("丁", "required", True), NOW)
    assert isinstance(gone, Refusal) and keys(stocked, name) == ["甲", "乙"]


def test_several_drafts_changed_as_one_go_back_as_one(stocked: Office) -> None:
    one, other = begun(stocked), begun(stocked)
    before = {n: text(stocked, n) for n in (one, other)}
    after = {n: t.replace("第一页", "首页") for n, t in before.items()}
    assert designing.put(stocked, ADMINISTRATOR, after, before, NOW) is None
    late = designing.put(stocked, ADMINISTRATOR, before, before, NOW)
    assert isinstance(late, Refusal) and late.message.code == "design_changed_meanwhile"
    designing.undo(stocked, ADMINISTRATOR, other, NOW)
    assert {n: text(stocked, n) for n in before} == before
    designing.redo(stocked, ADMINISTRATOR, one, NOW)
    assert {n: text(stocked, n) for n in before} == after
    add(stocked, other, "甲")
    refused = designing.undo(stocked, ADMINISTRATOR, one, NOW)
    assert isinstance(refused, Refusal) and refused.message.code == "design_other_changed"
    assert text(stocked, one) == after[one]


def test_the_history_of_a_draft_is_bounded(stocked: Office) -> None:
    name = begun(stocked)
    add(stocked, name, "甲")
    for n in range(KEPT + 5):
        designing.design(stocked, ADMINISTRATOR, name, Set("甲", "title", f"甲{n}"), NOW + timedelta(seconds=n))
    assert designing.reach(stocked, ADMINISTRATOR, name) == Reach(KEPT - 1, 0)


def test_publishing_ends_the_history_and_back_to_what_is_published_is_no_draft(stocked: Office) -> None:
    load_folder(stocked, NOW)
    name = next(p.name for p in editing.parts(stocked, ADMINISTRATOR) if p.kind == "form")
    published = text(stocked, name)
    form = opened(published)
    assert form is not None
    done = designing.design(stocked, ADMINISTRATOR, name, Set(form.fields[0].key, "help", "请填"), NOW)
    assert isinstance(done, Designed)
    designing.undo(stocked, ADMINISTRATOR, name, NOW)
    found = editing.open_part(stocked, ADMINISTRATOR, name)
    assert isinstance(found, editing.Opened) and found.text == published and found.saved_at is None
    designing.redo(stocked, ADMINISTRATOR, name, NOW)
    made = releasing.publish_part(stocked, ADMINISTRATOR, name, done.text, "提示语", NOW)
    assert isinstance(made, Publication) and made
    with stocked.db.read() as session:
        assert session.query(DraftStep).count() == 0


def test_only_administrators_design(stocked: Office) -> None:
    name = begun(stocked)
    tried = [
        designing.design(stocked, CLERK, name, Add("text", Spot("page1")), NOW),
        designing.put(stocked, CLERK, {}, {}, NOW), designing.begin(stocked, CLERK, "x", "y", NOW),
        designing.undo(stocked, CLERK, name, NOW), designing.redo(stocked, CLERK, name, NOW),
    ]  # fmt: skip
    assert all(isinstance(t, Refusal) and t.message.code == "not_admin" for t in tried)
    assert designing.reach(stocked, CLERK, name) == Reach(0, 0)
