"""Parameters: set by administrators within bounds, looked up from the narrowest scope, with who set what."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.workflows.bureau import HERE, PROCEDURE, Bureau, sample
from workflows.engine.types import Refusal
from workflows.parameters import set_value, shown, value_of

WHY = "渝市监发〔2026〕1号"


def put(desk: Bureau, name: str, where: str, value: Any, who: str = "admin", why: str = WHY) -> Refusal | None:
    return set_value(desk.office, desk.actor(who), PROCEDURE, name, where, value, why, desk.now)


@pytest.mark.parametrize(
    ("name", "where", "value", "code"),
    [
        ("首次区域上限", "", 0, "parameter_bounds"), ("首次区域上限", "", 51, "parameter_bounds"),
        ("首次区域上限", "", "2", "parameter_integer"), ("首次区域上限", "", True, "parameter_integer"),
        ("首次区域上限", "campaign:1", 2, "parameter_scope"), ("申报截止", "campaign:1", "3月", "parameter_date"),
        ("申报截止", "campaign:1", 3, "parameter_date"), ("没有", "", 1, "no_parameter"),
        ("首次区域上限", "", None, "parameter_not_set"), ("申报截止", "campaign:1", None, "parameter_not_set"),
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_in_words(desk: Bureau, name: str, where: str, value: Any, code: str) -> None:
    found = put(desk, name, where, value)
    assert isinstance(found, Refusal) and found.message.code == code


@pytest.mark.parametrize("value", [3, None])
@pytest.mark.parametrize("why", ["", " 　"])
def test_nothing_is_set_or_taken_back_without_a_reason(desk: Bureau, value: Any, why: str) -> None:
    assert put(desk, "首次区域上限", "", 4) is None
    found = put(desk, "首次区域上限", "", value, why=why)
    assert isinstance(found, Refusal) and found.message.code == "parameter_reason"
    assert next(p for p in shown(desk.office, PROCEDURE) if p.name == "首次区域上限").value == 4


def test_only_administrators_set_parameters(desk: Bureau) -> None:
    found = put(desk, "首次区域上限", "", 3, "desk")
    assert isinstance(found, Refusal) and found.message.code == "not_admin"


def test_a_value_counts_from_then_on_and_can_be_taken_back(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, {**sample("three_regions"), "填报区县": HERE})
    refused = desk.act(case, "submit", "clerk")
    assert isinstance(refused, Refusal) and refused.guard == "when"
    assert put(desk, "首次区域上限", "", 3) is None
    assert desk.view(case).offers[0].why_not is None
    assert put(desk, "首次区域上限", "", None) is None
    assert isinstance(desk.act(case, "submit", "clerk"), Refusal)
    history = next(p for p in shown(desk.office, PROCEDURE) if p.name == "首次区域上限").history
    assert [(h.value, h.by, h.basis) for h in history] == [(None, "某admin", WHY), (3, "某admin", WHY)]


def test_a_campaign_closes_when_its_parameter_says_so(desk: Bureau) -> None:
    assert put(desk, "申报截止", f"campaign:{desk.campaign}", "2026-03-01") is None
    with desk.office.db.read() as session:
        bundle = desk.office.newest(session, PROCEDURE)
        assert bundle is not None
        assert value_of(session, bundle.procedure, "申报截止", HERE, desk.campaign) == date(2026, 3, 1)
        assert value_of(session, bundle.procedure, "申报截止", HERE, 99) is None
    assert desk.sheet(desk.start()).late
