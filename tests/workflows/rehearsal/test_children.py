"""Rehearsals open children of cases and of entries, and speak of registers on other days and of what entries hold."""

from __future__ import annotations

from typing import Any

from tests.workflows.shops import CHANGE, HERE, LICENCE, bundle, shop, texts, written
from workflows.definition import Procedure
from workflows.office import Office
from workflows.publishing import publish
from workflows.rehearsal import Rehearsal, rehearse
from workflows.rehearsal.check import check_rehearsal
from workflows.rehearsal.stage import _LONG_AGO

PLAY: list[dict[str, Any]] = [
    {"on": "2026-03-02", "who": "甲", "does": "start",
     "fill": {"生效": "2026-03-02", "说明": "开业", "店铺": [shop("面馆", 20, ("张三",))]}},
    {"does": "submit"},
    {"who": "乙", "does": "start", "child": "verify", "case": "核"},
    {"does": "enter", "refused": "children_open"},
    {"who": "甲", "does": "submit", "case": "核", "fill": {"理由": "属实"}},
    {"who": "乙", "does": "approve", "case": "核", "then": {"state": "approved"}},
    {"does": "enter", "then": {"register.shops": ["面馆"], "register.shops@2026-03-01": []}},
    {"on": "2026-04-01", "who": "甲", "does": "start", "child": "change", "entry": "面馆", "case": "变",
     "fill": {"面积": 44, "生效": "2026-04-10", "理由": "扩店"}},
    {"does": "submit", "case": "变"},
    {"who": "乙", "does": "approve", "case": "变"},
    {"then": {"entry.shops.面馆": {"面积": 20, "人员": ["张三"]}}},
    {"on": "2026-04-10", "then": {"entry.shops.面馆": {"面积": 44, "人员": ["张三"]}}},
    {"on": "2026-04-11", "who": "乙", "does": "start", "child": "change", "entry": "面馆", "case": "三",
     "refused": "child_role"},
]  # fmt: skip


def rehearsal(play: list[dict[str, Any]]) -> Rehearsal:
    return Rehearsal.model_validate({
        "format": 1, "kind": "rehearsal", "id": "changed", "title": "变更", "procedure": "licence",
        "people": {"甲": f"writer@{HERE}", "乙": "bureau"}, "play": play,
    })  # fmt: skip


def test_children_and_registers_are_played(office: Office) -> None:
    assert publish(office, written(texts()), "", None, _LONG_AGO)
    played = rehearse(office, rehearsal(PLAY), None)
    assert [m.say() for m in played.mismatches] == []
    assert ("enter", "waiting") in played.done and ("approve", None) not in played.done


def test_what_is_done_in_children_counts_for_their_procedure(office: Office) -> None:
    assert publish(office, written(texts()), "", None, _LONG_AGO)
    played = rehearse(office, rehearsal(PLAY), None)
    assert ("approve", None) in played.done_in(CHANGE) and ("start", None) not in played.done_in(CHANGE)
    assert ("enter", "waiting") in played.done_in(LICENCE) and ("enter", "waiting") not in played.done_in(CHANGE)


def test_a_child_that_was_not_opened_is_not_found(office: Office) -> None:
    assert publish(office, written(texts()), "", None, _LONG_AGO)
    find = {"who": "乙", "does": "find", "child": "verify", "case": "又"}
    played = rehearse(office, rehearsal([*PLAY[:2], find, PLAY[2], find]), None)  # opened, but it has a name already
    assert [(m.step, m.message.code) for m in played.mismatches] == [(3, "rehearsal.no_case"), (5, "rehearsal.no_case")]


def test_steps_of_children_are_checked_where_their_procedure_is_known() -> None:
    wrong = [*PLAY, {"does": "nothing", "case": "核"}]
    others = {CHANGE: Procedure.model_validate(texts()[f"procedure/{CHANGE}"])}
    assert check_rehearsal(rehearsal(wrong), bundle().procedure) == []
    assert [f.code for f in check_rehearsal(rehearsal(wrong), bundle().procedure, others)] == ["unknown"]
    assert check_rehearsal(rehearsal(PLAY), bundle().procedure, others) == []


def test_names_of_children_and_facts_are_checked() -> None:
    assert check_rehearsal(rehearsal(PLAY), bundle().procedure) == []
    wrong = [*PLAY, {"does": "start", "child": "nothing"}, {"then": {"entry.none.面馆": {}}}]
    assert len(check_rehearsal(rehearsal(wrong), bundle().procedure)) == 2
