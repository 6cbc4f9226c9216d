"""联合审查 on the page of a case: who is asked, what one may see, opinions for one row or for all."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.pages.joint import joint, reviewed
from tests.pages.work import screen, words
from tests.workflows.bureau import Bureau

__all__ = ["joint"]


def opine(at: AppTest, verdict: str, button: str = "act_opinion") -> None:
    at.button(key=button).click().run()
    fields = (*at.selectbox, *at.radio, *at.button_group)
    next(f for f in fields if str(f.key).endswith(":意见")).set_value(verdict).run()
    at.button(key="opinion_yes").click().run()
    assert not at.exception


def test_who_is_asked_stands_on_the_page_row_by_row(joint: Bureau) -> None:
    case = reviewed(joint)
    with screen(joint, "desk", "case", case=case) as at:
        page = words(at)
        assert "联合审查" in page and "0/4 已出意见" in page and page.count("待出意见") == 4
        assert "星云数据谷" in page and "自己出意见后可见他人意见" in page


def test_all_rows_are_answered_at_once(joint: Bureau) -> None:
    case = reviewed(joint)
    with screen(joint, "desk", "case", case=case) as at:
        opine(at, "同意")
        assert "已办理：意见" in words(at) and "2/4 已出意见" in words(at)


def test_what_others_said_is_seen_after_ones_own(joint: Bureau) -> None:
    case = reviewed(joint)
    with screen(joint, "leader", "case", case=case) as at:
        opine(at, "不同意")
    with screen(joint, "clerk", "case", case=case) as at:
        assert "不同意" not in words(at)
