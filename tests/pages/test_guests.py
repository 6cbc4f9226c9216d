"""Experts by a link: invited from the page of a case, they see one case and one question, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data.tables import Guest
from tests.pages.shell import open_page
from tests.pages.test_round import reviewed
from tests.pages.work import desk, screen, words
from tests.workflows.bureau import Bureau

__all__ = ["desk"]
NOWHERE = Path("/nowhere")


def fill(at: AppTest, key: str, value: str) -> None:
    fields = (*at.selectbox, *at.radio, *at.button_group)
    next(f for f in fields if str(f.key).endswith(f":{key}")).set_value(value).run()


def invite(bureau: Bureau, case: int) -> str:
    """The link that the lead is shown, once."""
    with screen(bureau, "desk", "case", case=case) as at:
        at.button(key="verb_invite").click().run()
        at.text_input(key=f"invite:{case}:name").set_value("李专家").run()
        at.text_input(key=f"invite:{case}:contact").set_value("13900000000").run()
        at.button(key="invite_yes").click().run()
        assert "链接只显示这一次" in words(at) and "李专家" in words(at)
        return str(at.code[0].value)


@contextmanager
def inside(bureau: Bureau) -> Iterator[AppTest]:
    """The page of whoever came by the link."""
    with bureau.office.db.read() as session:
        guest = session.exec(select(Guest)).one()
    with open_page(bureau.office, guest.person_id, "", NOWHERE, now=bureau.now, task=guest.task_id) as at:
        assert not at.exception
        yield at


def test_an_expert_sees_one_question_answers_it_and_is_thanked(desk: Bureau) -> None:
    case = reviewed(desk)
    assert "token=" in invite(desk, case)
    with inside(desk) as at:
        page = words(at)
        assert "请您参加联合审查" in page and "星云数据谷" in page and "办理历史" not in page and "我的待办" not in page
        assert not at.get("page_link") and not at.text_input
        at.button(key="guest_send").click().run()
        assert "没有填写" in words(at)
        fill(at, "意见", "同意")
        at.button(key="guest_send").click().run()
        assert "谢谢，您的意见已收到" in words(at)
    with screen(desk, "desk", "case", case=case) as at:
        assert "李专家" in words(at) and "1/4 已出意见" in words(at)


def test_a_link_that_was_revoked_has_nothing_to_do(desk: Bureau) -> None:
    case = reviewed(desk)
    invite(desk, case)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="verb_invite").click().run()
        assert "链接有效到" in words(at)
        next(b for b in at.button if b.key.startswith("revoke_")).click().run()
        assert "链接已用或已作废" in words(at)


def test_name_and_contact_have_to_be_given(desk: Bureau) -> None:
    case = reviewed(desk)
    with screen(desk, "desk", "case", case=case) as at:
        at.button(key="verb_invite").click().run()
        at.button(key="invite_yes").click().run()
        assert "写明受邀人的姓名" in words(at)
