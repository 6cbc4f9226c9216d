"""A shared section in an office: published and frozen with what names it, renamed through it, made and undone."""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlmodel import select

from data.tables import Version
from forms.canonical import pretty
from forms.design import Rename, opened
from tests.workflows.designing.test_service import ADMINISTRATOR, CLERK, NOW, keys, stocked, text
from workflows import designing, editing, releasing
from workflows.bundle import Bundle, read_bundle
from workflows.designing import Renaming, plan, rename
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.publishing import publish, shipped, users_of

__all__ = ["stocked"]
PROCEDURE = "enterprise_contact"
FORM, SECTION = f"form/{PROCEDURE}", "section/enterprise"
SHARED = ("企业名称", "统一社会信用代码")


def grouped(*headings: str) -> dict[str, str]:
    """A shipped procedure whose form holds the fields itself, with places for headings in their group."""
    texts = dict(shipped()[PROCEDURE])
    fields = json.loads(texts.pop(SECTION))["fields"]
    form, procedure = json.loads(texts[FORM]), json.loads(texts["procedure"])
    form["pages"][0]["fields"] = fields
    procedure["forms"]["main"]["groups"]["企业"] = [*(f["key"] for f in fields), *(headings or ["企业"])]
    return {**texts, FORM: pretty(form), "procedure": pretty(procedure)}


def parted() -> dict[str, str]:
    """A shipped procedure, two fields of its form in a shared section."""
    texts = grouped()
    form = json.loads(texts[FORM])
    fields = form["pages"][0]["fields"]
    at = next(n for n, f in enumerate(fields) if f["key"] == SHARED[0])
    assert [f["key"] for f in fields[at : at + 2]] == list(SHARED)
    heading = {"key": "企业", "type": "section", "title": "企业", "shared": "enterprise"}
    section = {"kind": "section", "id": "enterprise", "title": "企业", "sources": form["sources"]}
    texts[SECTION] = pretty({**section, "fields": fields[at : at + 2]})
    fields[at : at + 2] = [heading]
    return {**texts, FORM: pretty(form)}


def published(office: Office, texts: Mapping[str, str]) -> Bundle:
    made = publish(office, texts, "n", None, NOW)
    assert made, [f.say() for f in made.findings if f.blocks]
    with office.db.read() as session:
        return read_bundle(session, made.versions[0].version_id)


def test_a_version_keeps_the_section_it_was_published_with(stocked: Office) -> None:
    first = published(stocked, parted())
    before = first.form()
    assert set(SHARED) <= before.by_path.keys() and "企业" in before.by_path
    with stocked.db.read() as session:
        assert users_of(session, [SECTION]) == [PROCEDURE], "and whoever looks knows who uses it"
        assert SECTION in session.exec(select(Version)).one().parts
    changed = json.loads(parted()[SECTION])
    changed["fields"].append({"key": "规模", "type": "text", "title": "规模"})
    second = published(stocked, {SECTION: pretty(changed)})
    assert second.number == 2 and "规模" in second.form().by_path
    assert second.group_of("规模") == second.group_of("企业"), "nobody has to list what stands below a heading"
    with stocked.db.read() as session:
        assert read_bundle(session, first.version_id or 0).form().by_path.keys() == before.by_path.keys()


def test_what_a_section_takes_from_a_form_hinders_publishing(stocked: Office) -> None:
    texts = parted()
    published(stocked, texts)
    less = json.loads(texts[SECTION])
    del less["fields"][0]
    made = publish(stocked, {SECTION: pretty(less)}, "n", None, NOW)
    assert not made and any(f.part.startswith("procedure") for f in made.findings if f.blocks)
    gone = {k: v for k, v in texts.items() if k != SECTION}
    wrong = json.loads(gone[FORM])
    for field in wrong["pages"][0]["fields"]:
        field.update({"shared": "nowhere"} if "shared" in field else {})
    codes = {f.finding.code for f in publish(stocked, {**gone, FORM: pretty(wrong)}, "n", None, NOW).findings}
    assert "no_shared" in codes


def test_renaming_in_a_section_renames_in_the_procedures_of_its_forms(stocked: Office) -> None:
    published(stocked, parted())
    before = {n: text(stocked, n) for n in (SECTION, f"procedure/{PROCEDURE}")}
    found = plan(stocked, ADMINISTRATOR, SECTION, SHARED[0], "市场主体")
    assert isinstance(found, Renaming) and not found.left
    assert {SECTION, f"procedure/{PROCEDURE}"} <= {c.part for c in found.changes}
    assert rename(stocked, ADMINISTRATOR, found, NOW) is None
    assert SHARED[0] not in keys(stocked, SECTION) and "市场主体" in text(stocked, f"procedure/{PROCEDURE}")
    assert releasing.check(stocked, ADMINISTRATOR, SECTION, text(stocked, SECTION)).errors == 0
    designing.undo(stocked, ADMINISTRATOR, SECTION, NOW)
    assert {n: text(stocked, n) for n in before} == before
    clash = next(k for k in keys(stocked, FORM) if k != "企业")
    refused = plan(stocked, ADMINISTRATOR, SECTION, SHARED[0], clash)
    assert isinstance(refused, Refusal) and refused.message.code == "design_rename_in"


def test_a_form_that_speaks_of_a_section_follows(stocked: Office) -> None:
    texts = parted()
    form = json.loads(texts[FORM])
    form["rules"] = [{"id": "r", "at": SHARED[0], "holds": f"string length({SHARED[0]}) > 1", "message": "m"}]
    published(stocked, {**texts, FORM: pretty(form)})
    found = plan(stocked, ADMINISTRATOR, SECTION, SHARED[0], "市场主体")
    assert isinstance(found, Renaming) and rename(stocked, ADMINISTRATOR, found, NOW) is None
    rule = json.loads(text(stocked, FORM))["rules"][0]
    assert (rule["at"], rule["holds"]) == ("市场主体", "string length(市场主体) > 1")
    written = opened(text(stocked, FORM))
    assert written is not None and "市场主体" not in written.by_path, "the form still names the section"


def test_fields_under_a_heading_are_shared_as_one_step(stocked: Office) -> None:
    texts = grouped("企业", "其他")
    form = json.loads(texts[FORM])
    fields = form["pages"][0]["fields"]
    at = next(n for n, f in enumerate(fields) if f["key"] == SHARED[0])
    fields.insert(at, {"key": "企业", "type": "section", "title": "企业"})
    fields.insert(at + 3, {"key": "其他", "type": "section", "title": "其他"})
    own = published(stocked, {**texts, FORM: pretty(form)}).form()
    before = text(stocked, FORM)
    assert designing.share(stocked, CLERK, FORM, "企业", NOW) != "section/企业"
    assert designing.share(stocked, ADMINISTRATOR, FORM, "企业", NOW) == "section/企业"
    checked = releasing.check(stocked, ADMINISTRATOR, FORM, text(stocked, FORM))
    assert checked.errors == 0 and checked.bundle is not None and checked.along == ("section/企业",)
    assert list(checked.bundle.form().by_path) == list(own.by_path)
    assert "企业" in designing.known(stocked, ADMINISTRATOR).sections
    assert any(p.name == "section/企业" for p in editing.parts(stocked, ADMINISTRATOR))
    done = designing.design(stocked, ADMINISTRATOR, "section/企业", Rename(SHARED[0], "市场主体"), NOW)
    assert not isinstance(done, Refusal)
    for _ in range(2):
        designing.undo(stocked, ADMINISTRATOR, "section/企业", NOW)
    assert text(stocked, FORM) == before and text(stocked, "section/企业") == ""
