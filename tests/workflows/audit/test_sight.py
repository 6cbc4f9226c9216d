"""Why could this person see this? Told from what lists and pages really ask."""

from __future__ import annotations

import pytest

from tests.workflows.bureau import HERE, Bureau
from workflows.audit.sight import Sight, by_number, who_sees
from workflows.cases.search import Query, find
from workflows.engine.types import Refusal


def sight(desk: Bureau, case: int) -> Sight:
    found = who_sees(desk.office, desk.actor("auditor"), case, desk.now)
    assert isinstance(found, Sight), found
    return found


def test_every_role_with_its_place_groups_and_people_is_told(desk: Bureau) -> None:
    seen = sight(desk, desk.filed())
    told = [(s.role.zh, s.place.zh if s.place else "", s.groups, s.oversees, s.people) for s in seen.seers]
    assert told == [
        ("区县经办人", "渝中区", ("申报", "盖章"), False, ("某clerk", "某colleague")),
        ("区县局负责人", "渝中区", ("申报", "盖章"), False, ("某head",)),
        ("市局企业处", "", ("申报", "盖章"), False, ("某desk",)),
        ("市局领导", "", ("申报", "盖章"), False, ("某leader",)),
        ("审计", "", ("申报", "盖章", "结论"), True, ("某auditor",)),
    ]


def test_those_who_are_named_are_those_who_find_it(desk: Bureau) -> None:
    case = desk.filed()
    named = {p for s in sight(desk, case).seers for p in s.people}
    finding = {f"某{who}" for who in desk.people if find(desk.office, desk.actor(who), Query()).rows}
    assert named == finding


def test_a_case_is_found_by_its_number(desk: Bureau) -> None:
    case = desk.filed()
    auditor = desk.actor("auditor")
    assert by_number(desk.office, auditor, f" {desk.view(case).number} ") == case
    assert by_number(desk.office, auditor, "没有") is None


@pytest.mark.parametrize(("who", "code"), [("desk", "not_auditor"), ("admin", "not_auditor")])
def test_only_auditors_ask(desk: Bureau, who: str, code: str) -> None:
    found = who_sees(desk.office, desk.actor(who), desk.filed(), desk.now)
    assert isinstance(found, Refusal) and found.message.code == code


def test_a_draft_that_was_never_handed_on_is_no_case_for_an_auditor(desk: Bureau) -> None:
    found = who_sees(desk.office, desk.actor("auditor"), desk.start(subject=HERE), desk.now)
    assert isinstance(found, Refusal) and found.message.code == "no_such_case"
