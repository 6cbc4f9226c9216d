"""A board is checked before it is published: what it names exists and may be counted, kinds fit what they show."""

from __future__ import annotations

import json
from typing import Any

import pytest

from forms.reading import load
from workflows.checks.board import Kit, check_board
from workflows.checks.texts import check_texts
from workflows.model.boards import Board
from workflows.publishing import shipped

PROCEDURE = "region_declaration"
CASES: dict[str, Any] = {"kind": "cases", "procedures": [PROCEDURE]}
ENTRIES = {"kind": "entries", "register": "sandbox_regions"}
WRONG: dict[str, tuple[dict[str, Any], str, str]] = {
    "a stage that there is not": ({"where": {"stages": ["city", "citty"]}}, "/where/stages/1", "unknown_near"),
    "a state that there is not": ({"where": {"states": ["nowhere"]}}, "/where/states/0", "unknown"),
    "an outcome that there is not": ({"part": {"outcomes": ["won"]}}, "/part/outcomes/0", "unknown_near"),
    "a field that there is not": ({"by": [{"kind": "field", "field": "填报区"}]}, "/by/0/field", "unknown_near"),
    "a field that is not counted": ({"by": [{"kind": "field", "field": "联系人"}]}, "/by/0/field", "board_not_counted"),
    "a value of no field": ({"where": {"values": {"颜色": ["红"]}}}, "/where/values/颜色", "unknown"),
    "a number that there is not": ({"measure": {"kind": "sum", "field": "case.人数"}},
                                   "/measure/field", "unknown_near"),
    "a number that is not counted": ({"measure": {"kind": "sum", "field": "联系电话"}},
                                     "/measure/field", "board_not_counted"),
    "a register that there is not": ({"source": {"kind": "entries", "register": "x"}, "by": ["district"]},
                                     "/source/register", "unknown"),
    "a table that there is not": ({"source": {**ENTRIES, "table": "x"}, "by": ["district"]},
                                  "/source/table", "unknown"),
    "rows of no table": ({"source": {**CASES, "kind": "rows", "table": "x"}, "by": ["district"]},
                         "/source/table", "unknown"),
    "a round that there is not": ({"source": {**CASES, "kind": "tasks", "rounds": ["x"]}, "by": ["role"]},
                                  "/source/rounds/0", "unknown"),
    "a role that there is not": ({"source": {**CASES, "kind": "tasks", "roles": ["x"]}, "by": ["role"]},
                                 "/source/roles/0", "unknown"),
    "a transition that there is not": ({"source": {**CASES, "kind": "steps", "transitions": ["x"]}, "by": ["role"]},
                                       "/source/transitions/0", "unknown"),
    "a choice of a step that there is not": (
        {"source": {**CASES, "kind": "steps"}, "by": [{"kind": "given", "field": "退回原"}]},
        "/by/0/field", "unknown_near"),
    "a text of a step, which is not counted": (
        {"source": {**CASES, "kind": "steps"}, "by": [{"kind": "given", "field": "补正内容"}]},
        "/by/0/field", "board_not_counted"),
    "choices of steps for what is no step": ({"by": [{"kind": "given", "field": "退回原因"}]},
                                             "/by/0", "board_dimension"),
    "a condition on no choice of a step": ({"where": {"given": {"颜色": ["红"]}}}, "/where/given/颜色", "unknown"),
    "too few dimensions": ({"kind": "heat", "by": ["stage"]}, "/by", "board_dimensions"),
    "too many dimensions": ({"kind": "bar", "by": ["stage", "district"]}, "/by", "board_dimensions"),
    "a source that the kind cannot show": ({"kind": "sankey", "source": ENTRIES, "by": []}, "/source", "board_source"),
    "a measure that the source has not": ({"source": ENTRIES, "by": ["district"], "measure": "duration"},
                                          "/measure", "board_measure"),
    "a dimension that the source has not": ({"source": ENTRIES, "by": ["stage"]}, "/by/0", "board_dimension"),
    "a map that is not of places": ({"kind": "tiles", "by": ["stage"]}, "/by/0", "board_not_a_place"),
    "a line that is not of time": ({"kind": "line", "by": ["stage"]}, "/by/0", "board_not_a_period"),
    "a flow without levels": ({"kind": "sankey", "by": []}, "/levels", "board_levels"),
    "a flow through stages that there are not": ({"kind": "sankey", "by": [], "levels": ["district", "x"]},
                                                 "/levels/1", "unknown"),
    "a part of what is no number of things": ({"measure": "duration", "by": ["stage"], "part": {"late": True}},
                                              "/part", "board_part"),
    "a target that says nothing": ({"target": {"title": "目标"}}, "/target", "board_target"),
    "a target of a parameter that there is not": ({"target": {"parameter": "x"}}, "/target/parameter", "unknown"),
    "a column that there is not": ({"kind": "table", "by": [], "columns": ["colour"]}, "/columns/0", "unknown_near"),
}  # fmt: skip


def kits() -> list[Kit]:
    bundle, _ = check_texts(shipped()[PROCEDURE])
    assert bundle is not None
    return [Kit(bundle.procedure, bundle.forms, bundle.lists)]


def board(*charts: dict[str, Any], **more: Any) -> Board:
    return load(Board, {"id": "b", "title": "b", "sections": [{"id": "s", "charts": list(charts)}], **more})


@pytest.mark.parametrize("why", WRONG)
def test_what_is_wrong_with_a_chart_is_told_at_its_place_with_a_way_out(why: str) -> None:
    changes, pointer, code = WRONG[why]
    chart = {"id": "c", "kind": "bar", "source": CASES, "by": ["stage"], **changes}
    found = [(f.pointer, f.code) for f in check_board(board(chart), kits(), whole=True)]
    assert (f"/sections/0/charts/0{pointer}", code) in found, found
    for finding in check_board(board(chart), kits(), whole=True):
        assert finding.say("zh") and finding.say("en")


def test_a_sound_board_has_no_findings() -> None:
    assert check_board(board({"id": "c", "source": CASES, "by": ["stage"]}), kits(), whole=True) == []


def test_two_charts_of_one_name_and_a_sentence_about_no_chart() -> None:
    chart = {"id": "c", "source": CASES, "by": ["stage"]}
    twice = board(chart, {**chart, "by": ["state"]}, sentence=["d"])
    assert {f.code for f in check_board(twice, kits(), whole=True)} == {"board_twice", "unknown"}


def test_an_unknown_key_and_an_unknown_kind_are_refused_by_name() -> None:
    texts = shipped()[PROCEDURE]
    own = json.loads(texts["board/declarations"])
    own["sections"][0]["charts"][0]["colour"] = "red"
    own["sections"][0]["charts"][1]["kind"] = "pie"
    bundle, found = check_texts({**texts, "board/declarations": json.dumps(own)})
    assert bundle is None
    said = " ".join(f.say() for f in found if f.blocks)
    assert "colour" in said and "pie" in said and "bar" in said


def test_a_board_that_the_procedure_names_has_to_be_there() -> None:
    texts = {k: v for k, v in shipped()[PROCEDURE].items() if k != "board/declarations"}
    _, found = check_texts(texts)
    assert [f.finding.code for f in found if f.blocks] == ["board_missing"]


def test_names_of_procedures_that_are_not_at_hand_are_left_to_those() -> None:
    other = {"kind": "cases", "procedures": ["elsewhere"]}
    chart = {"id": "c", "source": other, "by": ["stage"], "where": {"stages": ["x"]}}
    assert check_board(board(chart), kits()) == []
