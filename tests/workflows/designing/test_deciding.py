"""A decision table renamed: the procedure of its form, its registers and templates follow as one step."""

from __future__ import annotations

import io
import json
from typing import Any

from docx import Document

from forms.canonical import pretty
from tests.forms.design.test_deciding import TABLE
from tests.workflows.designing.test_service import ADMINISTRATOR, CLERK, NOW, stocked, text
from workflows import designing, editing
from workflows.engine.types import Refusal
from workflows.model.papers import PaperFile, paper_text
from workflows.office import Office
from workflows.publishing import load_folder

__all__ = ["stocked"]
FORM, PROCEDURE, PAPER = "form/region_declaration", "procedure/region_declaration", "paper/region_receipt"
MARK = "{{ 等级(联系人) }} 等级"


def drafted(office: Office, part: str, change: Any) -> None:
    data = json.loads(text(office, part))
    change(data)
    editing.keep(office, ADMINISTRATOR, part, pretty(data) + "\n", NOW)


def docx(words: str) -> str:
    made, out = Document(), io.BytesIO()
    made.add_paragraph(words)
    made.save(out)
    return paper_text("region_receipt", out.getvalue())


def words_of(office: Office) -> str:
    file = PaperFile.model_validate_json(text(office, PAPER))
    return Document(io.BytesIO(file.content)).paragraphs[0].text


def calling(office: Office) -> None:
    """A table of the form that a transition of the procedure calls, and a template that should not."""
    load_folder(office, NOW)
    drafted(office, FORM, lambda form: form.update(decisions={"等级": TABLE}))
    drafted(
        office, PROCEDURE, lambda p: p["transitions"]["submit"].update(when='等级(count(区域), "园区") != "等级"')
    )
    editing.keep(office, ADMINISTRATOR, PAPER, docx(MARK), NOW)


def test_what_calls_a_table_of_the_form_follows_in_the_procedure_and_in_templates_and_is_undone_at_once(
    stocked: Office,
) -> None:
    calling(stocked)
    parts = (FORM, PROCEDURE, PAPER)
    before = {part: text(stocked, part) for part in parts}
    along = designing.rename_decision(stocked, ADMINISTRATOR, FORM, "等级", "档次", NOW)
    assert not isinstance(along, Refusal) and set(along) == {PROCEDURE, PAPER}
    submit = json.loads(text(stocked, PROCEDURE))["transitions"]["submit"]
    assert submit["when"] == '档次(count(区域), "园区") != "等级"'
    assert words_of(stocked) == "{{ 档次(联系人) }} 等级"
    assert list(json.loads(text(stocked, FORM))["decisions"]) == ["档次"]
    designing.undo(stocked, ADMINISTRATOR, FORM, NOW)
    assert {part: text(stocked, part) for part in parts} == before


def test_a_table_of_the_procedure_is_called_by_its_templates_too(stocked: Office) -> None:
    load_folder(stocked, NOW)
    drafted(stocked, PROCEDURE, lambda p: p.update(decisions={"等级": TABLE}))
    editing.keep(stocked, ADMINISTRATOR, PAPER, docx(MARK), NOW)
    assert designing.rename_decision(stocked, ADMINISTRATOR, PROCEDURE, "等级", "档次", NOW) == (PAPER,)
    assert words_of(stocked) == "{{ 档次(联系人) }} 等级"


def test_a_name_that_means_something_around_it_is_refused_and_nothing_changes(stocked: Office) -> None:
    calling(stocked)
    drafted(stocked, PROCEDURE, lambda p: p.update(decisions={"档次": TABLE}))
    before = text(stocked, FORM)
    taken = [(FORM, "等级", "档次"), (FORM, "等级", "联系人"), (PROCEDURE, "档次", "联系人")]
    wrong = [(*each, "design_key_taken") for each in taken] + [(FORM, "没有", "x", "no_decision")]
    for part, old, new, code in wrong:
        refused = designing.rename_decision(stocked, ADMINISTRATOR, part, old, new, NOW)
        assert isinstance(refused, Refusal) and refused.message.code == code, (part, old, new)
    assert isinstance(designing.rename_decision(stocked, CLERK, FORM, "等级", "级", NOW), Refusal)
    assert text(stocked, FORM) == before
