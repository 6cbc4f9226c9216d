"""A field renamed in everything that speaks of it: one step over drafts, shown before, undone as one."""

from __future__ import annotations

import json

from tests.workflows.designing.test_deciding import PAPER, docx, words_of
from tests.workflows.designing.test_service import ADMINISTRATOR, CLERK, NOW, stocked, text
from workflows import designing, editing, releasing
from workflows.checks.texts import check_texts
from workflows.designing import Renaming, plan, rename
from workflows.engine.types import Refusal
from workflows.office import Office
from workflows.publishing import load_folder

__all__ = ["stocked"]
FORM, PROCEDURE = "form/region_declaration", "procedure/region_declaration"


def renaming(office: Office, path: str, key: str) -> Renaming:
    found = plan(office, ADMINISTRATOR, FORM, path, key)
    assert isinstance(found, Renaming)
    return found


def test_the_subject_of_a_case_is_renamed_in_roles_titles_effects_groups_and_papers_as_one_step(
    stocked: Office,
) -> None:
    load_folder(stocked, NOW)
    before = {n: text(stocked, n) for n in (FORM, PROCEDURE)}
    found = renaming(stocked, "填报区县", "申报区县")
    assert not found.left and {c.part for c in found.changes} == {FORM, PROCEDURE, "paper/region_receipt"}
    assert {n: text(stocked, n) for n in before} == before, "nothing changes before it was seen"
    assert rename(stocked, ADMINISTRATOR, found, NOW) is None
    procedure = json.loads(text(stocked, PROCEDURE))
    assert procedure["roles"]["clerk"]["where"] == "district(申报区县)" and procedure["case"]["subject"] == "申报区县"
    assert procedure["case"]["title"].startswith("申报区县.名称") and '"填报区县"' not in text(stocked, PROCEDURE)
    assert json.loads(text(stocked, FORM))["pages"][0]["fields"][0]["formerly"] == ["填报区县"]
    assert releasing.check(stocked, ADMINISTRATOR, FORM, text(stocked, FORM)).errors == 0
    assert len(text(stocked, PROCEDURE).splitlines()) == len(before[PROCEDURE].splitlines()), "all else stays"
    late = rename(stocked, ADMINISTRATOR, found, NOW)
    assert isinstance(late, Refusal) and late.message.code == "design_changed_meanwhile"
    designing.undo(stocked, ADMINISTRATOR, PROCEDURE, NOW)
    assert {n: text(stocked, n) for n in before} == before


def test_a_template_that_is_drafted_follows_as_it_is_drafted(stocked: Office) -> None:
    load_folder(stocked, NOW)
    editing.keep(stocked, ADMINISTRATOR, PAPER, docx("{{ 联系人 }} 起草"), NOW)
    assert rename(stocked, ADMINISTRATOR, renaming(stocked, "联系人", "经办人"), NOW) is None
    assert words_of(stocked) == "{{ 经办人 }} 起草"


def test_fields_of_rows_follow_into_boards_tables_rounds_messages_and_loops_of_papers(stocked: Office) -> None:
    load_folder(stocked, NOW)
    parts = {
        "区域": {"board/declarations", "statistics/region_quarter", "paper/region_receipt", FORM, PROCEDURE},
        "区域.所属类型": {"board/declarations", "statistics/region_quarter", FORM, PROCEDURE},
        "区域.申报名称": {"paper/region_receipt", FORM, PROCEDURE},
        "区域.结论": {FORM, PROCEDURE},
    }
    texts = releasing.drafted(stocked, ADMINISTRATOR, FORM, text(stocked, FORM))["region_declaration"]
    for path, expected in parts.items():
        found = renaming(stocked, path, "改了的名")
        assert {c.part for c in found.changes} == expected and not found.left, path
        own = {("procedure" if n == PROCEDURE else n): t for n, t in found.texts.items()}
        assert not [f for f in check_texts({**texts, **own})[1] if f.blocks], path
    assert any(c.pointer.startswith("/messages/") for c in renaming(stocked, "区域.结论", "x").changes)


def test_what_only_a_person_can_decide_is_told(stocked: Office) -> None:
    load_folder(stocked, NOW)
    left = renaming(stocked, "区域.经营主体.名称", "全称").left
    assert [(f.part, f.finding.pointer) for f in left] == [("procedure", "/transitions/conclude/do/0/rows/经营主体")]


def test_what_cannot_be_renamed_is_refused(stocked: Office) -> None:
    load_folder(stocked, NOW)
    wrong = (("联系人", "联系电话", "design_key_taken"), ("没有", "甲", "design_no_field"), ("联系人", "if", "bad_key"))
    for path, key, code in wrong:
        refused = plan(stocked, ADMINISTRATOR, FORM, path, key)
        assert isinstance(refused, Refusal) and refused.message.code == code
    assert isinstance(plan(stocked, CLERK, FORM, "联系人", "甲"), Refusal)
    editing.keep(stocked, ADMINISTRATOR, PROCEDURE, "{", NOW)
    assert renaming(stocked, "联系人", "甲").path == "甲", "a draft that cannot be read is left out"
