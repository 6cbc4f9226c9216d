"""The printed page of a form, changed block by block; what is begun prints everything and is sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from forms.canonical import plain
from forms.checks import check_form
from forms.definition import Form
from forms.design import edited
from forms.design.applying import Edit
from forms.design.printing import (
    AddBlock,
    BeginPrint,
    ChangeBlock,
    DropPrint,
    MoveBlock,
    TitlePrint,
    begun,
    block_at,
    blocks_of,
)
from forms.layout import official_html
from forms.text import Message
from forms.values import sample
from tests.forms.examples import OPTIONS

SHIPPED = sorted((Path(__file__).parents[3] / "forms" / "definitions").glob("*.json"))
LINE, STAMP = {"kind": "line", "fields": ["甲"]}, {"kind": "stamp", "title": "（盖章）"}
FORM: dict[str, Any] = {
    "format": 1, "kind": "form", "id": "f", "title": "表",
    "pages": [{"id": "p", "title": "p", "fields": [
        {"key": "甲", "type": "text", "title": "甲"}, {"key": "乙", "type": "text", "title": "乙"}]}],
    "print": {"title": "表", "blocks": [LINE, STAMP]},
}  # fmt: skip


def made(edit: Edit, form: dict[str, Any] = FORM) -> Any:
    done = edited(json.dumps(form, ensure_ascii=False), edit)
    assert not isinstance(done, Message), done
    return json.loads(done.text).get("print")


CHANGES: list[tuple[str, Edit, Any]] = [
    ("a field more", ChangeBlock(0, LINE, {**LINE, "fields": ["甲", "乙"]}),
     [{**LINE, "fields": ["甲", "乙"]}, STAMP]),
    ("a block goes", ChangeBlock(0, LINE, None), [STAMP]),
    ("a block moves", MoveBlock(1, STAMP, -1), [STAMP, LINE]),
    ("a block at the end", AddBlock(LINE), [LINE, STAMP, LINE]),
    ("a block behind another", AddBlock(STAMP, 0), [LINE, STAMP, STAMP]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edit", "blocks"), CHANGES, ids=[c[0] for c in CHANGES])
def test_blocks_are_changed_one_by_one(what: str, edit: Edit, blocks: Any) -> None:
    assert made(edit)["blocks"] == blocks


def test_the_page_is_titled_and_dropped() -> None:
    assert made(TitlePrint("新表"))["title"] == "新表"
    assert made(DropPrint()) is None
    assert made(BeginPrint()) == FORM["print"]  # one that is there is not begun anew


@pytest.mark.parametrize(
    ("edit", "code"),
    [(ChangeBlock(0, STAMP, None), "design_block_changed"), (MoveBlock(7, LINE, 1), "design_block_changed")],
)
def test_a_block_that_is_not_what_was_seen_is_left_alone(edit: Edit, code: str) -> None:
    done = edited(json.dumps(FORM), edit)
    assert isinstance(done, Message) and done.code == code


def test_without_a_page_nothing_is_changed() -> None:
    done = edited(json.dumps({k: v for k, v in FORM.items() if k != "print"}), AddBlock(LINE))
    assert isinstance(done, Message) and done.code == "design_no_print"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: p.stem)
def test_a_page_begun_from_a_form_prints_all_of_it(path: Path) -> None:
    read = json.loads(path.read_text(encoding="utf-8"))
    read.pop("print", None)
    form = Form.model_validate({**read, "print": begun(Form.model_validate(read))})
    wrong = [f for f in check_form(form, {}) if f.pointer.startswith("/print") and f.level == "error"]
    assert not wrong, [f.say() for f in wrong]
    assert list(blocks_of(form)) == plain(form)["print"]["blocks"]
    drawn = official_html(form, sample(form, OPTIONS), OPTIONS, paper=True)
    assert all(f.title.zh in drawn for f in form.fields if f.type in ("text", "date", "integer"))


def test_findings_lead_to_their_block() -> None:
    assert (block_at("/print/blocks/3/fields/0"), block_at("/print/title"), block_at("/pages/0")) == (3, None, None)
