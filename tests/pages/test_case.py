"""办件: as much as one may see, the actions one has, once, and what came of them."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from forms.edits import Answer
from tests.pages.work import content, desk, filed, going, screen, words
from tests.workflows.bureau import HERE, THERE, Bureau, sample
from workflows.cases.drafts import Saved, save

__all__ = ["desk"]


def actions(at: AppTest) -> dict[str, bool]:
    """Action → whether it can be pressed."""
    return {b.key.removeprefix("act_"): not b.disabled for b in at.button if b.key.startswith("act_")}


def primary(at: AppTest) -> list[str]:
    return [b.key for b in at.button if b.proto.type == "primary"]


@pytest.mark.parametrize("query", [{}, {"case": "999"}, {"case": "x"}, {"case": "１２"}, {"case": "9" * 40}])
def test_a_case_that_is_not_there_is_a_sentence(desk: Bureau, query: dict[str, str]) -> None:
    with screen(desk, "desk", "case", **query) as at:
        assert "没有这件办件，或者您不能查看它" in words(at)


def test_a_case_of_others_shows_nothing_of_itself(desk: Bureau) -> None:
    case = desk.start()
    with screen(desk, "clerk2", "case", case=case) as at:
        assert "没有这件办件，或者您不能查看它" in words(at)
        assert "渝中区" not in words(at)


def test_the_page_shows_facts_form_and_history(desk: Bureau) -> None:
    with screen(desk, "leader", "case", case=filed(desk)) as at:
        page = words(at)
        for part in ("沙申2026-500103-001", "2026年第一批", "已报送", "星云数据谷", "审核报送", "盖章.pdf", "办理历史"):
            assert part in page
        assert actions(at) == {} and "现在由市局企业处办理" in page


def test_forbidden_actions_stay_with_their_reason(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    desk.done(case, "submit", "clerk")
    with screen(desk, "head", "case", case=case) as at:
        assert actions(at) == {"endorse": False, "bounce": True}
        assert "先填好：盖章扫描件" in words(at)
    desk.stamp(case)
    with screen(desk, "head", "case", case=case) as at:
        assert actions(at) == {"endorse": True, "bounce": True}
        assert primary(at) == ["act_endorse"]


def test_a_draft_leads_to_its_form_until_it_can_be_handed_in(desk: Bureau) -> None:
    case = desk.start()
    with screen(desk, "clerk", "case", case=case) as at:
        assert primary(at) == ["fill"] and actions(at)["submit"] is False
    desk.fill(case, content())
    with screen(desk, "clerk", "case", case=case) as at:
        assert primary(at) == ["act_submit"]
        at.button(key="fill").click().run()
        assert going(at) == f"/form?case={case}"


def test_an_action_is_taken_and_the_next_case_offered(desk: Bureau) -> None:
    first, second = filed(desk, HERE), filed(desk, THERE)
    with screen(desk, "desk", "case", case=first) as at:
        at.button(key="act_accept").click().run()
        assert "已办理：接收" in words(at)
        assert "联合审查" in words(at)
        at.button(key="next_case").click().run()
        assert going(at) == f"/case?case={second}"


def test_somebody_who_was_faster_leaves_a_sentence_and_the_case_as_it_is_now(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        desk.done(case, "accept", "desk")
        at.button(key="act_accept").click().run()
        assert not at.exception
        assert "没有办理成功：接收" in words(at) and "页面上是最新情况" in words(at)
        assert "act_ask" in [b.key for b in at.button]


def reasons(at: Any, *chosen: str) -> None:
    """Chooses why a case is returned."""
    next(g for g in at.button_group if "退回原因" in str(g.key)).set_value(list(chosen)).run()


def test_a_notice_is_asked_for_with_the_action_and_shown_to_who_has_to_mend(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="act_ask").click().run()
        at.button(key="ask_yes").click().run()
        assert "没有填写" in words(at)
        box = next(a for a in at.text_area if "补正内容" in a.label)
        box.set_value("请核对<b>数量</b>").run()
        reasons(at, "内容有误", "材料不齐")
        at.button(key="ask_yes").click().run()
        assert "已办理：退回补正" in words(at)
    with screen(desk, "clerk", "case", case=case) as at:
        assert "请核对&lt;b&gt;数量&lt;/b&gt;" in words(at)
        assert primary(at) == ["fill"]


def test_cancelling_does_nothing(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="act_ask").click().run()
        at.button(key="ask_no").click().run()
        assert not [b for b in at.button if b.key == "ask_yes"]
        assert "已报送" in words(at)


def test_what_was_changed_since_the_return_stands_on_the_page(desk: Bureau) -> None:
    case = filed(desk)
    desk.done(case, "ask", "desk", {"退回原因": ["内容有误"], "补正内容": "电话"})
    desk.fill(case, {"联系电话": "023-12345678"})
    desk.done(case, "answer", "clerk")
    with screen(desk, "desk", "case", case=case) as at:
        page = words(at)
        assert "退回后改了什么" in page
        assert "<ins>023-12345678</ins>" in page


def test_what_the_clerk_explained_is_read_by_those_who_decide_and_stays(desk: Bureau) -> None:
    case = desk.start()
    one, two = sample()["区域"]
    two["经营主体"] = [one["经营主体"][0], *two["经营主体"][1:]]
    desk.fill(case, {**content(), "区域": [one, two]})
    asked = [f.key for f in desk.sheet(case).findings if f.level == "question" and f.key]
    answers = [Answer(key, "两个园区<b>都有</b>场所") for key in asked]
    assert answers and isinstance(save(desk.office, desk.actor("clerk"), case, answers, desk.now), Saved)
    desk.done(case, "submit", "clerk")
    desk.stamp(case)
    desk.done(case, "endorse", "head")
    desk.done(case, "accept", "desk")
    for ended in (False, True):
        if ended:
            desk.decided(case)
        with screen(desk, "leader", "case", case=case) as at:
            assert "填报说明" in words(at) and "两个园区&lt;b&gt;都有&lt;/b&gt;场所" in words(at)


def test_an_ended_case_says_so(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    with screen(desk, "clerk", "case", case=case) as at:
        at.button(key="act_drop").click().run()
        assert "办件就此结束" in words(at)
        at.button(key="ask_yes").click().run()
        assert "办件已结束，不能再改" in words(at) and actions(at) == {}


def test_late_and_on_behalf_stand_beside_the_title(desk: Bureau) -> None:
    desk.later(days=30)
    case = desk.start("desk", THERE, on_behalf=True)
    desk.fill(case, content(THERE), "desk")
    desk.done(case, "submit", "desk")
    with screen(desk, "head2", "case", case=case) as at:
        head = next(str(h.proto.body) for h in at.get("html") if "<h1>" in str(h.proto.body))
        assert "逾期报送" in head and "代报" in head
        assert "（代500106局）" in words(at)


def test_any_two_versions_can_be_compared(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "clerk", "case", case=case) as at:
        at.button(key="compare").click().run()
        assert not at.exception
        assert {"cmp_from", "cmp_to"} <= {s.key for s in at.selectbox}


@pytest.mark.parametrize("who", ["clerk", "head", "desk", "leader"])
def test_in_english_no_chinese_of_the_screen_is_left(desk: Bureau, who: str) -> None:
    from workflows.people.accounts import set_language

    case = filed(desk)
    set_language(desk.office, desk.people[who], "en")
    with screen(desk, who, "case", case=case) as at:
        page = words(at)
        for part in ("Case number", "Filed", "History", "Workflow"):
            assert part in page
        for part in ("办件编号", "办理历史", "流程", "您是"):
            assert part not in page


def test_what_was_written_can_be_kept_as_a_phrase_and_let_go(desk: Bureau) -> None:
    case = filed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="act_ask").click().run()
        next(a for a in at.text_area if "补正内容" in a.label).set_value("请补齐第二页。").run()
        at.button(key="keep_补正内容").click().run()
        offered = next(s for s in at.selectbox if "常用语" in (s.label or ""))
        assert "请补齐第二页。" in offered.options and len(offered.options) > 1
        forget = next(b for b in at.button if b.key.startswith("forget_"))
        forget.click().run()
        offered = next(s for s in at.selectbox if "常用语" in (s.label or ""))
        assert "请补齐第二页。" not in offered.options


def test_a_comparison_shows_what_changed_and_what_is_the_same_when_asked(desk: Bureau) -> None:
    case = desk.start()
    desk.fill(case, content())
    desk.done(case, "submit", "clerk")
    desk.done(case, "bounce", "head", {"退回原因": ["内容有误"], "补正内容": "核对"})
    desk.fill(case, {"联系人": "改后的联系人"})
    with screen(desk, "clerk", "form", case=case) as at:
        next(b for b in at.button if b.key == "compare").click().run()
        assert "<ins>改后的联系人</ins>" in words(at) and "有 1 处不同" in words(at)
        assert 'class="same"' not in words(at)
        next(t for t in at.toggle if t.key == f"cmp_every:{case}").set_value(True).run()
        assert 'class="same"' in words(at)
        before = next(s for s in at.selectbox if s.key == "cmp_from")
        before.set_value((case, None)).run()
        assert "两边相同" in words(at) and not at.exception


def test_another_case_can_be_put_beside_this_one(desk: Bureau) -> None:
    here, there = filed(desk), filed(desk, THERE)
    with screen(desk, "desk", "case", case=here) as at:
        at.button(key="compare").click().run()
        before = next(s for s in at.selectbox if s.key == "cmp_from")
        before.set_value((there, None)).run()
        assert not at.exception and "配对" in words(at) and "增加" in words(at)
