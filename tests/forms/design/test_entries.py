"""A code list changed in a grid: entries keep their identity, and what cannot be kept is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.checks import check_list
from forms.definition import CodeList
from forms.design import edited
from forms.design.entries import GRID, ITEMS, ChangeEntries, known_of, laid, marked, rows_of
from forms.edits import AddRows, DeleteRows, Edit, SetValue
from forms.paste import parse_block
from forms.text import Message
from tests.forms.examples import OPTIONS

LIST: dict[str, Any] = {
    "format": 1, "kind": "list", "id": "grades", "title": "等级",
    "items": [
        {"key": "A", "title": {"zh": "甲", "en": "First"}, "from": "2024-08-01"},
        {"key": "A1", "title": "甲一", "parent": "A"},
        {"key": "B", "title": "乙"},
    ],
}  # fmt: skip
TEXT = json.dumps(LIST, ensure_ascii=False)
ROWS = rows_of(CodeList.model_validate(LIST))
A, A1, B = (row["_id"] for row in ROWS)


def after(*edits: Edit, text: str = TEXT) -> list[dict[str, Any]]:
    done = edited(text, ChangeEntries(edits, known_of(ROWS)), CodeList)
    assert not isinstance(done, Message), done
    found: list[dict[str, Any]] = json.loads(done.text)["items"]
    return found


CHANGES: list[tuple[str, list[Edit], list[dict[str, Any]]]] = [
    ("an end", [SetValue("until", "2025-01-01", B)], [*LIST["items"][:2], {**LIST["items"][2], "until": "2025-01-01"}]),
    ("a key takes those below along", [SetValue("key", "甲级", A)],
     [{**LIST["items"][0], "key": "甲级"}, {**LIST["items"][1], "parent": "甲级"}, LIST["items"][2]]),
    ("a title is taken away", [SetValue("zh", None, B)], [*LIST["items"][:2], {"key": "B"}]),
    ("a row goes", [DeleteRows((A1,))], [LIST["items"][0], LIST["items"][2]]),
    ("a key from the title", [AddRows(ITEMS, ({"_id": "n", "zh": "丙 （差）"},))],
     [*LIST["items"], {"key": "丙_差", "title": "丙 （差）"}]),
]  # fmt: skip


@pytest.mark.parametrize(("edits", "items"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_change_of_a_row_is_one_of_its_entry(edits: list[Edit], items: list[dict[str, Any]]) -> None:
    assert after(*edits) == items


def test_a_change_that_meets_another_is_refused() -> None:
    other = TEXT.replace("乙", "别的")
    done = edited(other, ChangeEntries((SetValue("zh", "丁", B, "乙"),), known_of(ROWS)), CodeList)
    assert isinstance(done, Message) and done.code == "list_changed_meanwhile"


def test_rows_keep_their_identity_when_others_go_or_stand_twice() -> None:
    less = CodeList.model_validate({**LIST, "items": [*LIST["items"][1:], LIST["items"][2]]})
    found = rows_of(less, known_of(ROWS))
    assert [r["_id"] for r in found[:2]] == [A1, B] and len({r["_id"] for r in found}) == 3


def test_a_block_from_excel_changes_what_is_there_and_adds_the_rest() -> None:
    block = "编码\t名称\t起\nB\t乙等\t2025年1月1日\nC\t丙\t2025.2.1"
    pasted = parse_block(block, GRID.tables[ITEMS].fields, OPTIONS).rows
    items = after(*laid(ROWS, pasted))
    assert items[2:] == [
        {"key": "B", "title": "乙等", "from": "2025-01-01"}, {"key": "C", "title": "丙", "from": "2025-02-01"}
    ]  # fmt: skip
    assert [i["key"] for i in after(*laid(ROWS, pasted, replace=True))] == ["B", "C"]


def test_what_is_wrong_stands_at_its_cell() -> None:
    wrong = {**LIST, "items": [*LIST["items"], {"key": "", "until": "明年"}, {"key": "B", "parent": "Z"}]}
    of = CodeList.model_validate(wrong)
    found = rows_of(of, known_of(ROWS))
    places = {(f.rule, f.place.field, found.index(next(r for r in found if r["_id"] == f.place.row)))
              for f in marked(check_list(of), found)}  # fmt: skip
    assert places >= {("no_item_key", "key", 3), ("bad_date", "until", 3), ("no_parent", "above", 4)}
