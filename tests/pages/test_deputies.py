"""委托代理: given and ended on one's own page; what is done for somebody is shown as such everywhere."""

from __future__ import annotations

from tests.pages.work import desk, filed, screen, tables, words
from tests.workflows.bureau import Bureau

__all__ = ["desk"]


def lend(desk: Bureau, who: str, deputy: str) -> None:
    with screen(desk, who, "account") as at:
        at.selectbox(key="deputy_who").set_value(desk.people[deputy]).run()
        at.button(key="deputy_give").click().run()
        assert "已委托" in words(at) and f"某{deputy} 代 某{who} 办理" in words(at)


def test_a_deputy_does_it_and_the_history_says_for_whom(desk: Bureau) -> None:
    case = filed(desk)
    lend(desk, "desk", "colleague")
    with screen(desk, "colleague", "home") as at:
        assert [r["what"][0] for r in tables(at)[0]["rows"]] == ["代某desk：接收，或退回补正"]
    with screen(desk, "colleague", "case", case=case) as at:
        at.button(key="act_accept").click().run()
        assert "某colleague（代某desk）" in words(at)


def test_a_delegation_ends_when_it_is_taken_back(desk: Bureau) -> None:
    filed(desk)
    lend(desk, "desk", "colleague")
    with screen(desk, "desk", "account") as at:
        at.button(key="revoke_1").click().run()
        assert "委托已收回" in words(at) and "现在没有委托" in words(at)
    with screen(desk, "colleague", "home") as at:
        assert not tables(at)


def test_whom_and_when_has_to_be_said(desk: Bureau) -> None:
    with screen(desk, "desk", "account") as at:
        at.button(key="deputy_give").click().run()
        assert "先选人和起止日期" in words(at)


def test_an_administrator_arranges_it_with_a_reason(desk: Bureau) -> None:
    with screen(desk, "admin", "people", person=desk.people["desk"]) as at:
        at.selectbox(key="deputy_who").set_value(desk.people["leader"]).run()
        at.button(key="deputy_give").click().run()
        assert "已委托" not in words(at)
        at.text_input(key="deputy_reason").set_value("请病假").run()
        at.button(key="deputy_give").click().run()
        assert "已委托" in words(at)
