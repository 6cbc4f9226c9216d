"""Definitions as an administrator edits them: drafts of one's own, findings, versions with a note."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from data.tables import Organisation, Person
from forms.text import Message
from tests.workflows.test_publishing import texts
from workflows import editing, releasing
from workflows.engine.types import Actor, Held, Refusal
from workflows.messages import say
from workflows.office import ADMIN, Office
from workflows.publishing import Publication, load_folder, publish

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.fixture
def stocked(office: Office) -> Office:
    """An office with the shipped procedures and one person."""
    load_folder(office, NOW)
    with office.db.write() as session:
        session.add(Organisation(id=1, name="市局", district="500000"))
        session.flush()
        session.add(Person(id=1, login="admin", name="管理员", organisation_id=1, created_at=NOW))
    return office


def admin() -> Actor:
    return Actor(1, "管理员", 1, (Held(ADMIN, 1, "*"),), frozenset({"admin@*"}))


def clerk() -> Actor:
    return Actor(1, "经办人", 1, (Held("clerk", 1, "500112"),), frozenset({"clerk@500112"}))


def first(office: Office, kind: str) -> str:
    return next(p.name for p in editing.parts(office, admin()) if p.kind == kind and len(p.used_by) < 2)


def test_the_shipped_definitions_can_be_opened_and_have_no_findings_that_block(stocked: Office) -> None:
    parts = editing.parts(stocked, admin())
    kinds = {"procedure", "form", "section", "list", "register", "statistics", "board", "paper", "policy"}
    assert {p.kind for p in parts} == kinds
    for part in parts:
        opened = editing.open_part(stocked, admin(), part.name)
        assert isinstance(opened, editing.Opened) and opened.saved_at is None
        assert releasing.check(stocked, admin(), part.name, opened.text).errors == 0, part.name


def test_what_is_typed_is_a_draft_until_it_equals_what_is_published(stocked: Office) -> None:
    name = first(stocked, "form")
    published = editing.open_part(stocked, admin(), name)
    assert isinstance(published, editing.Opened)
    editing.keep(stocked, admin(), name, "{", NOW)
    draft = editing.open_part(stocked, admin(), name)
    assert isinstance(draft, editing.Opened) and draft.text == "{" and draft.saved_at == NOW
    editing.keep(stocked, admin(), name, published.text, NOW)
    assert editing.open_part(stocked, admin(), name) == published


def test_a_broken_text_is_answered_with_line_and_column(stocked: Office) -> None:
    name = first(stocked, "form")
    found = releasing.check(stocked, admin(), name, '{\n  "format": 1,\n  "kind": "form"\n  "id": "x"\n}')
    assert found.errors and (found.findings[0].finding.line, found.findings[0].finding.column) == (4, 3)
    assert found.bundle is None


def test_a_form_that_changed_makes_a_new_version_of_every_procedure_that_uses_it(stocked: Office) -> None:
    name = first(stocked, "form")
    opened = editing.open_part(stocked, admin(), name)
    assert isinstance(opened, editing.Opened)
    data = json.loads(opened.text)
    data["title"] = {"zh": "改了名的表", "en": "A renamed form"}
    text = json.dumps(data, ensure_ascii=False, indent=2)
    editing.keep(stocked, admin(), name, text, NOW)
    made = releasing.publish_part(stocked, admin(), name, text, "改名", NOW)
    assert isinstance(made, Publication) and [v.number for v in made.versions if v.new] == [2]
    rows = editing.versions(stocked, admin(), made.versions[0].procedure)
    assert [(r.number, r.note, r.by) for r in rows][0] == (2, "改名", "管理员")
    after = editing.open_part(stocked, admin(), name)
    assert isinstance(after, editing.Opened) and after.saved_at is None and after.text == text
    assert editing.version_texts(stocked, admin(), rows[0].version_id)[name] == text


def test_publishing_asks_for_a_note(stocked: Office) -> None:
    name = first(stocked, "form")
    opened = editing.open_part(stocked, admin(), name)
    assert isinstance(opened, editing.Opened)
    renamed = json.dumps({**json.loads(opened.text), "title": "另一个名字"}, ensure_ascii=False)
    refused = releasing.publish_part(stocked, admin(), name, renamed, " ", NOW)
    assert isinstance(refused, Refusal) and refused.message.code == "note_needed"
    unsound = releasing.publish_part(stocked, admin(), name, "{}", "改名", NOW)
    assert isinstance(unsound, Publication) and not unsound.versions, "what is wrong comes before the note"


def test_nobody_but_an_administrator_sees_or_changes_definitions(stocked: Office) -> None:
    name = first(stocked, "form")
    assert editing.parts(stocked, clerk()) == []
    for refused in (
        editing.open_part(stocked, clerk(), name),
        editing.keep(stocked, clerk(), name, "{}", NOW),
        releasing.publish_part(stocked, clerk(), name, "{}", "x", NOW),
    ):
        assert isinstance(refused, Refusal)
        assert all(say(Message(refused.message.code, refused.message.data), lang) for lang in ("zh", "en"))


def test_a_pasted_text_says_itself_where_it_belongs(stocked: Office) -> None:
    assert editing.named('{"kind": "form", "id": "inspection"}') == "form/inspection"
    assert editing.named('{"kind": "list", "id": "kinds"}') == "list/kinds"
    assert editing.named("[1]") is None
    assert editing.named("no json") is None


def test_the_current_version_is_the_one_offered_on_the_day(stocked: Office) -> None:
    with stocked.db.read() as session:
        for procedure in stocked.procedures(session):
            assert stocked.current_version(session, procedure, date(2026, 3, 2)) is not None
            assert stocked.current_version(session, procedure, date(1999, 1, 1)) is None


@pytest.mark.parametrize("name", ["nothing", "", "nothing/region_declaration", "/"])
def test_a_kind_of_definition_that_there_is_not_is_a_sentence(stocked: Office, name: str) -> None:
    opened = editing.open_part(stocked, admin(), name)
    assert isinstance(opened, Refusal) and opened.message.code == "no_such_part"
@pytest.fixture
def toys(stocked: Office) -> Office:
    """The same with two procedures that share a form."""
    assert publish(stocked, texts(), "", None, NOW)
    assert publish(stocked, texts(id="second_permit"), "", None, NOW)
    return stocked


def renamed(was: str, now: str) -> tuple[str, str]:
    """The form of the toys with another name for a field, and the procedure that goes with it."""
    return tuple(texts()[part].replace(f'"{was}', f'"{now}') for part in ("form/permit", "procedure"))  # type: ignore[return-value]


def blocking(office: Office, name: str, body: str) -> set[str]:
    return {f.part for f in releasing.check(office, admin(), name, body).findings if f.blocks}


def test_a_finding_names_the_procedure_it_is_in(toys: Office) -> None:
    form, _ = renamed("开始", "始于")
    assert blocking(toys, "form/permit", form) == {"procedure/stall_permit", "procedure/second_permit"}


def test_drafts_that_belong_together_are_checked_and_published_together_from_whichever_is_open(toys: Office) -> None:
    form, procedure = renamed("事由", "缘由")
    body = procedure.replace("+ 事由", "+ 缘由")
    drafts = {
        "form/permit": form, "procedure/stall_permit": body,
        "procedure/second_permit": body.replace('"stall_permit"', '"second_permit"').replace(
            '"stalls"', '"second_permit_stalls"'
        ),
    }  # fmt: skip
    for name, text in drafts.items():
        editing.keep(toys, admin(), name, text, NOW)
    checked = releasing.check(toys, admin(), "form/permit", form)
    assert not checked.errors and set(checked.along) == drafts.keys() - {"form/permit"}
    assert checked.bundle is not None and "缘由" in checked.bundle.form().by_path
    made = releasing.publish_part(toys, admin(), "form/permit", form, "改名", NOW)
    assert isinstance(made, Publication) and {(v.procedure, v.number) for v in made.versions} == {
        ("stall_permit", 2), ("second_permit", 2),
    }  # fmt: skip
    assert all(editing.open_part(toys, admin(), n).saved_at is None for n in drafts)  # type: ignore[union-attr]


def test_drafts_that_have_nothing_to_do_with_it_stay_where_they_are(toys: Office) -> None:
    editing.keep(toys, admin(), "form/elsewhere", '{"kind": "form", "id": "elsewhere"}', NOW)
    checked = releasing.check(toys, admin(), "procedure/stall_permit", texts(title="新名")["procedure"])
    assert not checked.errors and checked.along == ()
