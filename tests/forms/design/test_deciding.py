"""A decision table changed in a grid: rules keep their identity, cells are read as people write them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.checks import check_form
from forms.decision import DecisionTable
from forms.decision.trial import trial
from forms.definition import Form
from forms.design import edited
from forms.design.applying import Edit as Design
from forms.design.deciding import ChangeRules, MoveRules, column_at, grid_of, known_of, laid, marked, rows_of
from forms.design.decision_columns import (
    AddColumn,
    AddDecision,
    DeleteColumn,
    DeleteDecision,
    MoveColumn,
    SetColumn,
    SetDecision,
)
from forms.edits import AddRows, DeleteRows, Edit, SetValue
from forms.paste import parse_block
from forms.text import Message
from tests.forms.examples import OPTIONS

TABLE: dict[str, Any] = {
    "title": "等级", "hit": "U",
    "inputs": [{"name": "户数", "type": "number"}, {"name": "类型", "type": "string", "values": '"园区", "楼宇"'}],
    "outputs": [{"name": "级", "type": "string"}],
    "rules": [
        {"when": ["> 100", "-"], "then": ['"甲"'], "note": "大的"},
        {"when": ["<= 100", '"园区"'], "then": ['if 户数 > 50 then "乙" else "丙"']},
    ],
}  # fmt: skip
FORM = {
    "format": 1, "kind": "form", "id": "f", "title": "f", "decisions": {"等级": TABLE},
    "pages": [{"id": "p", "title": "p", "fields": [{"key": "数量", "type": "integer", "title": "数量"}]}],
}  # fmt: skip
TEXT = json.dumps(FORM, ensure_ascii=False)
OF = DecisionTable.model_validate(TABLE)
ROWS = rows_of(OF)
ONE, TWO = (row["_id"] for row in ROWS)


def made(edit: Design, text: str = TEXT) -> dict[str, Any]:
    done = edited(text, edit)
    assert not isinstance(done, Message), done
    found: dict[str, Any] = json.loads(done.text).get("decisions", {})
    return found


def rules(*edits: Edit) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made(ChangeRules("等级", edits, known_of(ROWS)))["等级"]["rules"]
    return found


FIRST, SECOND = TABLE["rules"]
CHANGES: list[tuple[str, list[Edit], list[dict[str, Any]]]] = [
    ("words", [SetValue("when1", "园区、楼宇", TWO, '"园区"')],
     [FIRST, {**SECOND, "when": ["<= 100", '"园区", "楼宇"']}]),
    ("a word as a result", [SetValue("then0", "甲等", ONE, '"甲"')], [{**FIRST, "then": ['"甲等"']}, SECOND]),
    ("an expression stays one", [SetValue("then0", "户数 + 1", ONE, '"甲"')],
     [{**FIRST, "then": ["户数 + 1"]}, SECOND]),
    ("an emptied cell lets all pass", [SetValue("when0", None, ONE, "> 100")], [{**FIRST, "when": ["-", "-"]}, SECOND]),
    ("a note goes", [SetValue("note", None, ONE, "大的")], [{k: v for k, v in FIRST.items() if k != "note"}, SECOND]),
    ("a rule goes", [DeleteRows((ONE,))], [SECOND]),
    ("an empty rule behind another", [AddRows("rules", ({"_id": "x"},), "", ONE)],
     [FIRST, {"when": ["-", "-"], "then": ["-"]}, SECOND]),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edits", "expected"), CHANGES, ids=[c[0] for c in CHANGES])
def test_a_change_in_the_grid_changes_that_rule_alone(
    what: str, edits: list[Edit], expected: list[dict[str, Any]]
) -> None:
    assert rules(*edits) == expected


def test_what_another_tab_changed_is_not_overwritten() -> None:
    old = known_of([{**ROWS[0], "_id": ONE, "when0": "> 99"}, ROWS[1]])
    done = edited(TEXT, ChangeRules("等级", (SetValue("when0", "> 1", ONE, "> 99"),), old))
    assert isinstance(done, Message) and done.code == "decision_changed_meanwhile"
    assert isinstance(edited(TEXT, ChangeRules("没有", ())), Message)


def test_identities_stay_with_what_the_rules_say() -> None:
    turned = OF.model_copy(update={"rules": [OF.rules[1], OF.rules[0]]})
    assert [row["_id"] for row in rows_of(turned, known_of(ROWS))] == [TWO, ONE]
    doubled = OF.model_copy(update={"rules": [OF.rules[0], OF.rules[0]]})
    assert len({row["_id"] for row in rows_of(doubled, known_of(ROWS))}) == 2


def test_a_block_from_excel_is_read_by_its_headings_or_from_left_to_right() -> None:
    fields = grid_of(OF).tables["rules"].fields
    for block in ("户数\t类型\t级\n<=50\t楼宇\t丁\n50\t园区、楼宇\t戊", "<=50\t楼宇\t丁\n50\t园区、楼宇\t戊"):
        pasted = parse_block(block, fields, OPTIONS).rows
        new = [{"when": ["<=50", '"楼宇"'], "then": ['"丁"']}, {"when": ["50", '"园区", "楼宇"'], "then": ['"戊"']}]
        assert rules(*laid(OF, ROWS, pasted)) == [FIRST, SECOND, *new]
        assert rules(*laid(OF, ROWS, pasted, replace=True)) == new


COLUMNS: list[tuple[str, Design, dict[str, Any]]] = [
    ("a condition", AddColumn("等级", "inputs", "本区 户数"), {
        "inputs": [*TABLE["inputs"], {"name": "本区_户数", "title": "本区 户数", "type": "any"}],
        "rules": [{**FIRST, "when": [*FIRST["when"], "-"]}, {**SECOND, "when": [*SECOND["when"], "-"]}]}),
    ("a condition goes", DeleteColumn("等级", "inputs", 0), {
        "inputs": TABLE["inputs"][1:],
        "rules": [{**FIRST, "when": ["-"]}, {**SECOND, "when": ['"园区"']}]}),
    ("conditions change places", MoveColumn("等级", "inputs", 0, 1), {
        "inputs": TABLE["inputs"][::-1],
        "rules": [{**FIRST, "when": ["-", "> 100"]}, {**SECOND, "when": ['"园区"', "<= 100"]}]}),
    ("a name is spoken of in cells", SetColumn("等级", "inputs", 0, "name", "数"), {
        "inputs": [{"name": "数", "type": "number"}, TABLE["inputs"][1]],
        "rules": [FIRST, {**SECOND, "then": ['if 数 > 50 then "乙" else "丙"']}]}),
    ("whole numbers", SetColumn("等级", "inputs", 0, "type", "whole"), {
        "inputs": [{"name": "户数", "type": "number", "whole": True}, TABLE["inputs"][1]]}),
    ("a policy", SetDecision("等级", "hit", "F"), {"hit": "F"}),
    ("rules change places", MoveRules("等级", (1,), -1), {"rules": [SECOND, FIRST]}),
    ("a rule at the top stays", MoveRules("等级", (0,), -1), {}),
]  # fmt: skip


@pytest.mark.parametrize(("what", "edit", "other"), COLUMNS, ids=[c[0] for c in COLUMNS])
def test_columns_and_policy_are_changed_with_their_cells(what: str, edit: Design, other: dict[str, Any]) -> None:
    found, expected = made(edit)["等级"], TABLE | other
    for kept in (found, expected):  # what is the default is not written
        kept.pop("hit", None) if kept.get("hit") == "U" else None
    assert found == expected


REFUSED = [
    ("twice the same", SetColumn("等级", "inputs", 0, "name", "类型"), "design_key_taken"),
    ("no name", SetColumn("等级", "inputs", 0, "name", "1+1"), "bad_key"),
    ("no title", AddColumn("等级", "inputs", " "), "design_title_needed"),
    ("no such column", DeleteColumn("等级", "outputs", 3), "decision_changed_meanwhile"),
    ("no such table", DeleteDecision("没有"), "no_decision"),
]


@pytest.mark.parametrize(("what", "edit", "code"), REFUSED, ids=[c[0] for c in REFUSED])
def test_what_cannot_be_is_refused(what: str, edit: Design, code: str) -> None:
    done = edited(TEXT, edit)
    assert isinstance(done, Message) and done.code == code


def test_a_new_table_is_whole_and_bears_a_free_name() -> None:
    found = made(AddDecision("数量", frozenset({"数量"})))
    assert set(found) == {"等级", "数量2"}
    wrong = check_form(Form.model_validate({**FORM, "decisions": found}), {})
    assert not [f for f in wrong if f.level == "error" and "数量2" in f.pointer]
    assert made(DeleteDecision("等级")) == {}


def test_findings_stand_at_the_cells_they_speak_of() -> None:
    wrong = {**TABLE, "rules": [*TABLE["rules"], {"when": ["> (", "-"], "then": ['"甲"']},
                                {"when": ["> 200", "-"], "then": ['"甲"']}]}  # fmt: skip
    form = Form.model_validate({**FORM, "decisions": {"等级": wrong}})
    shown = rows_of(form.decisions["等级"])
    at = {(f.place.row, f.place.field) for f in marked("等级", check_form(form, {}), shown)}
    assert {(shown[2]["_id"], "when0"), (shown[3]["_id"], "when0")} <= at
    assert column_at("等级", "/decisions/等级/inputs/1/values") == ("inputs", 1)


def test_a_table_is_tried_out_with_values_as_people_type_them() -> None:
    found = trial("等级", OF, {"户数": "80", "类型": "园区"})
    assert (found.answer, found.rules, found.wrong) == ('"乙"', (1,), ())
    assert trial("等级", OF, {"户数": "80", "类型": "楼宇"}).rules == ()
    assert trial("等级", OF, {"户数": "80 +"}).wrong == ("户数",)
