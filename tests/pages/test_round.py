"""联合审查 on the page of a case: who is asked, what one may see, opinions for one row or for all, what stays."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.work import desk, filed, press, screen, tables, words
from tests.workflows.bureau import HERE, THERE, Bureau

__all__ = ["desk"]


def reviewed(desk: Bureau, subject: str = HERE) -> int:
    """A case that lies in the round, with two regions."""
    case = filed(desk, subject)
    desk.done(case, "accept", "desk")
    return case


def fill(at: AppTest, verdict: str, reason: str = "") -> None:
    fields = (*at.selectbox, *at.radio, *at.button_group)
    next(f for f in fields if str(f.key).endswith(":意见")).set_value(verdict).run()
    if reason:
        next(a for a in at.text_area if a.label.startswith("理由")).set_value(reason).run()


def opine(at: AppTest, verdict: str, reason: str = "", button: str = "act_opinion") -> None:
    at.button(key=button).click().run()
    fill(at, verdict, reason)
    at.button(key="opinion_yes").click().run()
    assert not at.exception


def test_who_is_asked_stands_on_the_page_row_by_row(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        page = words(at)
        assert "联合审查" in page and "0/4 已出意见" in page and page.count("待出意见") == 4
        assert "星云数据谷" in page and "自己出意见后可见他人意见" in page


def test_all_rows_are_answered_at_once_and_the_last_answer_closes_the_case(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        opine(at, "同意")
        assert "已办理：提出意见" in words(at) and "2/4 已出意见" in words(at)
    with screen(desk, "credit", "case", case=case) as at:
        opine(at, "同意")
        page = words(at)
        assert "纳入" in page and "系统" in page and "办结" in page


def test_what_others_said_is_seen_after_ones_own(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        opine(at, "不同意", "边界不清")
    with screen(desk, "credit", "case", case=case) as at:
        assert "边界不清" not in words(at) and "现在还不能看到内容" in words(at)
        opine(at, "同意")
        assert "边界不清" in words(at)


def test_what_is_missing_is_told_in_the_dialog(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="act_opinion").click().run()
        at.button(key="opinion_yes").click().run()
        assert "没有办理成功：提出意见" in words(at) and at.button(key="opinion_yes")


def test_a_return_from_inside_says_what_stays_and_what_stays_is_seen(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        opine(at, "同意")
        at.button(key="act_ask").click().run()
        assert "已出的意见留存" in words(at) and "申报名称" in words(at)
        next(a for a in at.text_area if "补正内容" in a.label).set_value("名称").run()
        next(g for g in at.button_group if "退回原因" in str(g.key)).set_value(["内容有误"]).run()
        at.button(key="ask_yes").click().run()
    rows = desk.sheet(case).values["区域"]
    desk.fill(case, {"区域": [{**rows[0], "申报名称": "新名园区"}, rows[1]]})
    desk.done(case, "answer", "clerk")
    with screen(desk, "desk", "case", case=case) as at:
        page = words(at)
        assert page.count(">沿用<") == 1 and page.count("· 沿用 ·") == 1, "in the round and in its summary"
        assert "1/4 已出意见" in page and "第 2 轮" in page
        assert "查看当时的意见" in page


def test_many_cases_are_answered_from_the_desk(desk: Bureau) -> None:
    cases = [reviewed(desk, HERE), reviewed(desk, THERE)]
    with screen(desk, "credit", "home") as at:
        assert [r["what"][1].split("　")[0] for r in tables(at)[0]["rows"]] == ["联合审查 · 市局信用处"] * 2
        press(at, chosen=[str(c) for c in cases])
        at.button(key="many_opinion").click().run()
        fill(at, "同意")
        at.button(key="many_yes").click().run()
        assert "已提出意见 2 件" in words(at)
