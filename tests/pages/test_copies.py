"""练习: the card beside a draft, and every page as somebody made up, with the way to the others and out."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from pages import context
from tests.pages.shell import SHELL, open_page
from tests.pages.work import words
from tests.workflows.copies.test_copies import PART, made, signed_in, somebody
from tests.workflows.copies.test_copies import drafting as drafting
from tests.workflows.engine.toy import NOON
from workflows import copies
from workflows.office import ADMIN, Office
from workflows.people.grants import Wanted, insert_grant
from workflows.settings import Settings


@pytest.fixture
def administered(drafting: Office) -> Office:
    with drafting.db.write() as session:
        insert_grant(session, 1, Wanted(ADMIN, 1, "*", NOON.date()), None)
    return drafting


def test_the_card_beside_a_draft_offers_everybody_and_wipes(administered: Office, tmp_path: Path) -> None:
    copy = made(administered)
    with open_page(administered, 1, "definitions", tmp_path, now=NOON, part=PART) as at:
        assert not at.exception and "管理员 03-02 12:00 建" in words(at)
        at.button(key=f"copy_wipe_{copy}").click().run()
        assert not at.exception and "练习已清除" in words(at)
    assert copies.copies(administered, context.Actor(1, "", 1, (), frozenset({"admin@*"}))) == []


def test_in_a_copy_every_page_is_that_of_somebody_made_up_until_one_leaves(
    administered: Office, tmp_path: Path
) -> None:
    signed, copy = signed_in(administered), made(administered)
    copies.act_as(administered, signed.session_id, copy, somebody(administered, copy, "填报人"))
    context.install(administered, Settings(folder=tmp_path, database=""))
    who = lambda late=False: copies.visiting(administered, signed)  # noqa: E731
    with patch.object(context, "who", who), patch.object(context, "clock", lambda: NOON):
        at = AppTest.from_file(str(SHELL), default_timeout=30).run()
        assert not at.exception and "您现在是 填报人" in words(at)
        with patch("pages.parts.copy_banner.leave") as left:
            at.button(key="copy_leave").click().run()
        left.assert_called_with(f"/flow?part={quote(PART)}")
        assert copies.visiting(administered, signed) == signed
        at.run()
        assert not at.exception and "您现在是" not in words(at)


def test_a_request_is_answered_from_the_copy_that_its_session_is_in(administered: Office, tmp_path: Path) -> None:
    signed, copy = signed_in(administered), made(administered)
    context.install(administered, Settings(folder=tmp_path, database=""))
    copies.act_as(administered, signed.session_id, copy, somebody(administered, copy, "填报人"))
    with context.answering(copies.visiting(administered, signed)):
        assert context.office() is copies.opened(administered, copy)
    with context.answering(signed):
        assert context.office() is administered
