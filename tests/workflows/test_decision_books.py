"""Decision tables leave a draft as workbooks and come back into it, or say in which cell they cannot."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from forms import load_form
from forms.sheet.result import Problem
from tests.forms.decision.tables import SOUND
from tests.workflows.engine.toy import FORM
from tests.workflows.test_editing import admin, clerk, toys
from tests.workflows.test_editing import stocked as stocked
from workflows import editing, releasing
from workflows.decision_books import book, take_book
from workflows.engine.types import Refusal
from workflows.office import Office

__all__ = ["toys"]

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PART, NAME = "form/permit", "等级表"


@pytest.fixture
def drafted(toys: Office) -> Office:
    """A form with a decision table, as somebody's draft."""
    table = SOUND.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = json.dumps({**FORM, "decisions": {NAME: table}}, ensure_ascii=False)
    editing.keep(toys, admin(), PART, text, NOW)
    return toys


def taken_out(office: Office, **cells: Any) -> bytes:
    """The workbook of the table with some cells written over."""
    content = book(office, admin(), PART, NAME, "zh")
    assert isinstance(content, bytes)
    found = load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        found.active[place] = value
    out = io.BytesIO()
    found.save(out)
    return out.getvalue()


def put_back(office: Office, content: bytes, name: str = NAME) -> list[Problem] | Refusal:
    return take_book(office, admin(), PART, name, content, "zh", NOW)


def on_the_desk(office: Office) -> str:
    opened = editing.open_part(office, admin(), PART)
    assert isinstance(opened, editing.Opened)
    return opened.text


def test_a_changed_cell_replaces_the_table_and_nothing_else_and_is_examined_like_any_edit(drafted: Office) -> None:
    before = load_form(on_the_desk(drafted))
    assert put_back(drafted, taken_out(drafted, B11="> 200")) == []
    after = load_form(on_the_desk(drafted))
    assert after.decisions[NAME].rules[0].when == ["> 200", '"园区"']
    assert after.model_copy(update={"decisions": before.decisions}) == before
    found = releasing.check(drafted, admin(), PART, on_the_desk(drafted)).findings
    assert [f.finding.code for f in found] == ["gap"], "from 101 to 200 no rule applies any more"


def test_the_same_table_back_changes_no_word_of_it(drafted: Office) -> None:
    before = load_form(on_the_desk(drafted))
    assert put_back(drafted, taken_out(drafted)) == []
    assert load_form(on_the_desk(drafted)) == before


@pytest.mark.parametrize(
    ("cells", "cell", "code"),
    [({"B3": "X"}, "B3", "sheet.no_policy"), ({"B5": "1户"}, "B5", "bad_key"), ({"B7": "猫"}, "B7", "sheet.no_type")],
)
def test_what_is_wrong_is_told_with_its_cell_and_nothing_is_replaced(
    drafted: Office, cells: dict[str, Any], cell: str, code: str
) -> None:
    before = on_the_desk(drafted)
    found = put_back(drafted, taken_out(drafted, **cells))
    assert isinstance(found, list) and [(p.cell, p.message.code) for p in found] == [(cell, code)]
    assert on_the_desk(drafted) == before


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"", NAME, "sheet."), (b"PK\x03\x04", NAME, "sheet."), (None, "没有", "no_decision")],
)
def test_what_is_no_such_table_is_refused_in_words(
    drafted: Office, content: bytes | None, name: str, code: str
) -> None:
    found = put_back(drafted, taken_out(drafted) if content is None else content, name)
    assert isinstance(found, Refusal) and found.message.code.startswith(code)


def test_the_workbook_of_another_table_is_not_taken_for_this_one(drafted: Office) -> None:
    found = put_back(drafted, taken_out(drafted, B1="别的表"))
    assert isinstance(found, Refusal) and found.message.code == "other_decision"


def test_tables_are_for_administrators(drafted: Office) -> None:
    for answer in (
        book(drafted, clerk(), PART, NAME, "zh"),
        take_book(drafted, clerk(), PART, NAME, b"", "zh", NOW),
    ):
        assert isinstance(answer, Refusal) and answer.message.code == "not_admin"
