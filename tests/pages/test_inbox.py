"""消息: what one was told is read here and leads to its case; failures are for administrators."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import FileStore, open_database
from data.tables import Person
from tests.pages.work import going, here, press, screen, tables, words
from tests.workflows.bureau import Bureau
from tests.workflows.outbox.telling import carried, letters, submitted, telling
from workflows.office import Office
from workflows.outbox.inbox import inbox, mark_read, unread
from workflows.outbox.outside import Hook, Outside


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    """A bureau whose desk is told what is handed in; nobody answers outside."""
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    office.outside = Outside(None, Hook("http://127.0.0.1:9/", "a secret of our own"))
    yield telling(office, {"to": ["head"], "text": "filed"})
    office.db.close()


def test_without_messages_the_page_says_what_will_come(desk: Bureau) -> None:
    with screen(desk, "head", "inbox") as at:
        assert "没有消息" in words(at) and at.button(key="inbox_open").label == "消息"


def test_a_message_is_opened_read_and_leads_to_its_case(desk: Bureau) -> None:
    case = submitted(desk)
    with screen(desk, "head", "inbox") as at:
        assert at.button(key="inbox_open").label == "消息 :blue-badge[1]"
        ((row,),) = (t["rows"] for t in tables(at))
        assert row["state"][0] == "未读" and row["what"][0].endswith("已提交")
        press(at, opened=row["id"])
        assert here(at)["message"] == row["id"] and "有2个区域" in words(at)
        assert unread(desk.office, desk.actor("head")) == 0 and at.button(key="inbox_open").label == "消息"
        at.button(key="inbox_case").click().run()
        assert going(at) == f"/case?case={case}"


def test_it_can_be_kept_for_later(desk: Bureau) -> None:
    submitted(desk)
    (letter,) = letters(desk)
    with screen(desk, "head", "inbox", message=letter.id) as at:
        assert unread(desk.office, desk.actor("head")) == 0
        at.button(key="inbox_unread").click().run()
        assert unread(desk.office, desk.actor("head")) == 1 and "选一条消息" in words(at)
        at.button(key="inbox_read_all").click().run()
        assert unread(desk.office, desk.actor("head")) == 0 and not at.exception


def test_it_is_told_in_the_language_of_its_reader(desk: Bureau) -> None:
    submitted(desk)
    with desk.office.db.write() as session:
        person = session.get_one(Person, desk.people["head"])
        person.language = "en"
        session.add(person)
    with screen(desk, "head", "inbox") as at:
        ((row,),) = (t["rows"] for t in tables(at))
        assert row["what"][0].endswith("was handed in") and row["state"][0] == "Unread"


def test_nobody_opens_the_message_of_another(desk: Bureau) -> None:
    submitted(desk)
    (letter,) = letters(desk)
    with screen(desk, "desk", "inbox", message=letter.id) as at:
        assert letter.text not in words(at) and "没有消息" in words(at)
    mark_read(desk.office, desk.actor("desk"), [letter.id or 0], desk.now)
    assert unread(desk.office, desk.actor("head")) == 1


def test_messages_are_looked_for_by_number_and_word(desk: Bureau) -> None:
    case = submitted(desk)
    number = desk.view(case).number or ""
    for text, count in ((number, 1), ("2个区域", 1), ("没有的", 0)):
        assert inbox(desk.office, desk.actor("head"), text=text).total == count
    with screen(desk, "head", "inbox", q="没有的") as at:
        assert "没有找到消息" in words(at)


def test_an_administrator_sees_what_did_not_go_out_and_sends_it_again(desk: Bureau) -> None:
    submitted(desk)
    carried(desk)
    with screen(desk, "admin", "inbox", view="failed") as at:
        ((row,),) = (t["rows"] for t in tables(at))
        assert row["channel"][0] == "回调" and "连接不上" in row["why"] and row["to"][0] == "某head"
        press(at, opened=None, chosen=[row["id"]], sort=None)
        at.button(key="inbox_again").click().run()
        assert "已重新排队：1 条" in words(at) and not tables(at)
    assert carried(desk) == 1


def test_others_see_no_failures(desk: Bureau) -> None:
    submitted(desk)
    carried(desk)
    with screen(desk, "head", "inbox", view="failed") as at:
        assert "连接不上" not in str(tables(at)) and not [b for b in at.button if b.key == "inbox_again"]
