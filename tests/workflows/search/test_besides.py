"""What is found by its name beside cases: procedures, people, organisations, for whom they are."""

from __future__ import annotations

import pytest

from forms.text import Text
from tests.workflows.bureau import Bureau
from workflows.search.besides import Besides, besides, called, shown

TITLE = Text(zh="区域类“沙盒监管”申报", en="Sandbox region declaration")
TYPED = {
    "区域申报": True, "區域申報": True, "沙盒监管": True, "declaration region": True, "REGION": True, "quyu": True,
    "申报区域": False, "区报": False, "申领": False, "noise": False, "区域 审批": False,
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), TYPED.items())
def test_a_title_is_meant_by_its_parts_by_its_characters_in_order_and_by_its_sound(text: str, meant: bool) -> None:
    assert called(TITLE, text) == meant


def test_what_was_typed_is_marked_also_where_it_stands_apart() -> None:
    assert shown(TITLE.zh, "區域申報") == (("区域", True), ("类“沙盒监管”", False), ("申报", True))
    assert shown(TITLE.zh, "沙盒") == (("区域类“", False), ("沙盒", True), ("监管”申报", False))


def found(desk: Bureau, who: str, text: str) -> Besides:
    return besides(desk.office, desk.actor(who), text, desk.now)


def test_a_procedure_is_offered_to_start_to_whom_may(desk: Bureau) -> None:
    (clerk,), (leader,) = (found(desk, who, "申报").procedures for who in ("clerk", "auditor"))
    assert (clerk.id, clerk.starts, leader.starts) == (leader.id, True, False)


def test_people_are_told_of_to_administrators_and_colleagues_only(desk: Bureau) -> None:
    names = {who: desk.actor(who).name for who in desk.people}
    by_admin = found(desk, "admin", names["clerk"])
    assert [p.opens for p in by_admin.people if p.id == desk.people["clerk"]] == [True]
    seen = found(desk, "colleague", names["clerk"]).people
    assert [p.opens for p in seen if p.id == desk.people["clerk"]] == [False]
    for stranger in ("clerk2", "desk", "nobody"):
        assert desk.people["clerk"] not in {p.id for p in found(desk, stranger, names["clerk"]).people}
        assert found(desk, stranger, names["clerk"]).organisations == ()
