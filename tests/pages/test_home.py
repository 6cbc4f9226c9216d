"""工作台: what waits for whom, what is expected of whom, and many at once."""

from __future__ import annotations

import pytest

from data.tables import CampaignMember
from tests.pages.work import desk, filed, going, press, screen, tables, words
from tests.workflows.bureau import HERE, PROCEDURE, THERE, Bureau

__all__ = ["desk"]


def expect(desk: Bureau, *districts: str) -> None:
    with desk.office.db.write() as session:
        session.add_all(CampaignMember(campaign_id=desk.campaign, district=d) for d in districts)


def todo(desk: Bureau, who: str) -> list[str]:
    """The bold words of the to-do table."""
    with screen(desk, who, "home") as at:
        return [r["what"][0] for found in tables(at) for r in found["rows"]]


def test_a_case_waits_only_for_whoever_has_to_act(desk: Bureau) -> None:
    filed(desk)
    assert todo(desk, "desk") == ["接收，或退回补正"]
    assert todo(desk, "clerk") == todo(desk, "head") == todo(desk, "leader") == []


def test_an_empty_desk_says_what_will_appear(desk: Bureau) -> None:
    with screen(desk, "leader", "home") as at:
        assert "没有待办" in words(at)
        assert not tables(at)


def test_a_declaration_that_nobody_began_waits_for_its_district(desk: Bureau) -> None:
    expect(desk, HERE, THERE)
    assert todo(desk, "clerk") == ["开始申报"]
    assert todo(desk, "desk") == []
    with screen(desk, "clerk", "home") as at:
        press(at, opened="new0")
        assert going(at) == f"/new?procedure={PROCEDURE}&subject={HERE}"
    desk.start()
    assert todo(desk, "clerk") == ["填好后提交区县局负责人"]


def test_what_is_to_be_filled_in_opens_as_a_form_and_the_rest_as_a_case(desk: Bureau) -> None:
    draft = desk.start()
    with screen(desk, "clerk", "home") as at:
        press(at, opened=str(draft))
        assert going(at) == f"/form?case={draft}"
    there = filed(desk, THERE)
    with screen(desk, "desk", "home") as at:
        press(at, opened=str(there))
        assert going(at) == f"/case?case={there}"


def test_many_are_accepted_at_once_and_each_answers_for_itself(desk: Bureau) -> None:
    cases = [filed(desk, HERE), filed(desk, THERE)]
    with screen(desk, "desk", "home") as at:
        press(at, chosen=[str(c) for c in cases])
        desk.done(cases[0], "accept", "desk")  # a colleague was faster
        at.button(key="many_home_accept").click().run()
        assert "已接收 1 件" in words(at)
        assert "1 件没有办理" in words(at)
    with screen(desk, "desk", "home") as at:
        assert sorted(r["what"][0] for r in tables(at)[0]["rows"])[-2:] == ["逐个区域提出意见，或退回补正"] * 2


def test_many_are_sent_back_with_one_reason_that_is_asked_for_once(desk: Bureau) -> None:
    cases = [filed(desk, HERE), filed(desk, THERE)]
    with screen(desk, "desk", "home") as at:
        press(at, chosen=[str(c) for c in cases])
        at.button(key="many_home_ask").click().run()
        assert "只填一次，用于选中的 2 件" in words(at)
        at.button(key="many_given_yes").click().run()
        assert "没有办理" not in words(at), "what is missing is told in the dialog, for all at once"
        next(g for g in at.button_group if "退回原因" in str(g.key)).set_value(["内容有误"]).run()
        next(a for a in at.text_area if "补正内容" in a.label).set_value("请重新盖章").run()
        desk.done(cases[0], "accept", "desk")  # a colleague was faster
        at.button(key="many_given_yes").click().run()
        assert "已退回补正 1 件" in words(at) and "1 件没有办理" in words(at)
    assert desk.view(cases[1], "desk").steps[0].given["补正内容"] == "请重新盖章"


def test_what_happened_to_a_case_is_told_to_those_who_had_a_part_in_it(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "clerk", "home") as at:
        found = [b for b in at.button if b.key == f"go_case_{case}"]
        assert found and "已报送" in found[0].label
    with screen(desk, "leader", "home") as at:
        assert "近 14 天没有变化" in words(at)


@pytest.mark.parametrize(("who", "starts"), [("clerk", True), ("desk", True), ("head", False), ("nobody", False)])
def test_only_those_who_may_are_offered_to_start(desk: Bureau, who: str, starts: bool) -> None:
    with screen(desk, who, "home") as at:
        assert any(b.key == f"go_new_{PROCEDURE}" for b in at.button) is starts


def test_verbs_for_many_answer_for_each(desk: Bureau) -> None:
    cases = [filed(desk, HERE), filed(desk, THERE)]
    with screen(desk, "desk", "home") as at:
        press(at, chosen=[str(c) for c in cases])
        at.button(key="many_claim").click().run()
        at.button(key="many_yes").click().run()
        assert "已认领 2 件" in words(at)
        assert all("只归您办" in r["what"][1] for r in tables(at)[0]["rows"][-2:])


def test_what_is_ones_own_stands_first_and_can_be_looked_at_alone(desk: Bureau) -> None:
    filed(desk, HERE)
    mine = filed(desk, THERE)
    with screen(desk, "desk", "case", case=mine) as at:
        at.button(key="verb_claim").click().run()
        at.button(key="verb_yes").click().run()
    with screen(desk, "desk", "home") as at:
        assert tables(at)[0]["rows"][0]["id"] == str(mine)
    with screen(desk, "desk", "home", kind="own") as at:
        assert [r["id"] for r in tables(at)[0]["rows"]] == [str(mine)]
