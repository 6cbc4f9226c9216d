"""A decision table goes out to Excel and comes back as it was, or as somebody changed it there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from forms.chars import clean
from forms.decision import DecisionTable
from forms.decision.from_sheet import from_sheet, written
from forms.decision.to_sheet import to_sheet
from forms.sheet import SheetRefused
from tests.forms.decision.tables import SOUND
from tests.forms.sheet.books import book, edited

FULL = DecisionTable.model_validate({
    "title": {"zh": "监管等级", "en": "Level"},
    "hit": "P",
    "basis": "own",
    "inputs": [
        {"name": "户数", "title": {"zh": "户数", "en": "Firms"}, "type": "number", "whole": True, "values": ">= 0"},
        {"name": "类型", "type": "string", "options": "region_kinds"},
        {"name": "自", "type": "date"},
    ],
    "outputs": [
        {"name": "等级", "type": "string", "values": '"高", "低"', "else": '"低"'},
        {"name": "次数", "type": "number"},
    ],
    "rules": [
        {"when": ["> 100", '"园区", "楼宇"', '< @"2026-01-01"'], "then": ['"高"', "户数 * 2"], "note": "密集",
         "basis": "own"},
        {"when": ["-", 'not("园区")', "-"], "then": ['"低"', "1"]},
    ],
})  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("table", [SOUND, FULL], ids=["plain", "full"])
def test_a_table_comes_back_as_it_went_out(table: DecisionTable, lang: str) -> None:
    found = from_sheet(to_sheet("等级", table, lang), table, lang)
    assert (found.name, found.problems, found.table) == ("等级", [], table)


texts = st.text(st.characters(exclude_categories=["C"]), max_size=8)
cells = st.sampled_from(["-", "> 3", "[1..5)", '"a", "b"', 'not("x")', "1, 2", "true"])


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(cells, cells, texts), max_size=6))
def test_whatever_stands_in_a_table_comes_back(rows: list[tuple[str, str, str]]) -> None:
    table = DecisionTable.model_validate({
        "inputs": [{"name": "a"}, {"name": "b"}],
        "outputs": [{"name": "out"}],
        "rules": [{"when": [one, two], "then": ['"x"'], "note": clean(note).strip()} for one, two, note in rows],
    })
    found = from_sheet(to_sheet("t", table), table)
    assert found.table == table


def test_what_somebody_wrote_there_in_plain_words_is_understood() -> None:
    changed = edited(to_sheet("等级", SOUND), {
        ("决策表", "B3"): "F", ("决策表", "B14"): 250, ("决策表", "C14"): "园区、楼宇", ("决策表", "D14"): "高",
        ("决策表", "E14"): "新加的一行",
    })  # fmt: skip
    found = from_sheet(changed, SOUND).table
    assert found is not None and found.hit == "F"
    assert found.rules[-1].model_dump() == {
        "when": ["250", '"园区", "楼宇"'], "then": ['"高"'], "note": "新加的一行", "basis": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("value", "unary", "text"),
    [
        ("园区", True, '"园区"'), ("园区、楼宇", True, '"园区", "楼宇"'), ("> 3", True, "> 3"), (5, True, "5"),
        (0.1, True, "0.1"),
        ("高", False, '"高"'), ('"高"', False, '"高"'), ("户数 * 2", False, "户数 * 2"), ("TRUE", True, "true"),
        ("not(“园区”)", True, "not(“园区”)"), ("[1..5", True, "[1..5"), ("－", True, "－"), ("户数", True, "户数"),
    ],
)  # fmt: skip
def test_a_cell_is_taken_for_what_it_means(value: Any, unary: bool, text: str) -> None:
    assert written(value, {"户数"}, unary) == text


def test_what_cannot_be_taken_over_is_told_with_its_cell() -> None:
    cells = {"B3": "X", "B5": "1 户", "C7": "颜色", "D4": "条件"}
    found = from_sheet(edited(to_sheet("等级", SOUND), {("决策表", place): said for place, said in cells.items()}))
    assert found.table is None
    told = {(problem.cell, problem.message.code) for problem in found.problems}
    assert told == {("B3", "sheet.no_policy"), ("B5", "bad_key"), ("C7", "sheet.no_type"), ("A4", "sheet.no_outputs")}


def test_a_formula_in_a_decision_table_is_told_with_its_cell() -> None:
    found = from_sheet(edited(to_sheet("等级", SOUND), {("决策表", "B12"): "=1+1"}))
    assert found.table is None
    assert [(problem.cell, problem.message.code) for problem in found.problems] == [("B12", "sheet.formula")]


@pytest.mark.parametrize("data", [book({"表": [["a"]]}), b"PK\x03\x04", b"", b"GIF89a"])
def test_a_file_that_holds_no_decision_table_is_refused(data: bytes) -> None:
    with pytest.raises(SheetRefused):
        from_sheet(data)


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    table = DecisionTable.model_validate({
        "inputs": [{"name": "a"}], "outputs": [{"name": "out"}],
        "rules": [{"when": ["= 1"], "then": ["-1"], "note": "=HYPERLINK(\"x\")"}],
    })  # fmt: skip
    sheet = load_workbook(io.BytesIO(to_sheet("t", table))).active
    assert sheet is not None
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
