"""事项包: a file that came is shown before anything is taken; what is no package is told in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.tables import Campaign
from tests.pages.shell import open_page
from tests.pages.work import tables, words
from tests.workflows.engine.toy import NOON, THERE
from tests.workflows.packs.test_packs import ID, begun, sent
from tests.workflows.test_publishing import texts
from workflows import packs
from workflows.cases import start
from workflows.office import ADMIN, Office
from workflows.people.actors import actor_on
from workflows.people.grants import Wanted, insert_grant
from workflows.publishing import publish


@pytest.fixture(scope="module")
def offices(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Office, Office]:
    """One that sends, one that receives; both have an administrator."""
    found = [begun(tmp_path_factory.mktemp(name), sqlite_template, name) for name in ("甲市", "乙市")]
    for office, title in zip(found, ("摆摊许可", "本地名"), strict=True):
        assert publish(office, texts(title=title), "", None, NOON)
        with office.db.write() as session:
            insert_grant(session, 1, Wanted(ADMIN, 1, "*", NOON.date()), None)
    return found[0], found[1]


def test_a_package_is_shown_and_the_fingerprint_asked_for_before_anything_can_be_taken(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    sender, receiver = offices
    key = receiver.files.put(sent(sender))
    told = packs.fingerprint(packs.my_key(sender).public)
    with open_page(receiver, 1, "packs", tmp_path, pack=key) as at:
        assert not at.exception
        assert "与本机关不同 1 处" in words(at) and told not in words(at)
        assert at.button(key="pack_drafts").disabled and at.button(key="pack_publish").disabled
        at.text_input(key="pack_print").set_value("A1B2").run()
        at.button(key="pack_confirm").click().run()
        assert "指纹对不上" in words(at)
        at.text_input(key="pack_print").set_value(told.lower()).run()
        at.button(key="pack_confirm").click().run()
        assert not at.button(key="pack_drafts").disabled and at.button(key="pack_publish").disabled
        at.button(key="pack_drafts").click().run()
        assert "已存为 1 份草稿" in words(at)


@pytest.mark.parametrize("key", ["0" * 64, "nonsense", "../../office.db"])
def test_an_address_of_no_package_shows_the_page_without_one(
    offices: tuple[Office, Office], tmp_path: Path, key: str
) -> None:
    with open_page(offices[1], 1, "packs", tmp_path, pack=key) as at:
        assert not at.exception and "与本机关不同" not in words(at)


def test_the_open_cases_here_are_tried_before_anything_is_taken(
    offices: tuple[Office, Office], tmp_path: Path
) -> None:
    sender, receiver = offices
    with receiver.db.write() as session:
        insert_grant(session, 1, Wanted("writer", 1, THERE, NOON.date()), None)
        session.add(Campaign(id=1, procedure=ID, title="一", opens=NOON.date(), closes=NOON.date()))
    with receiver.db.read() as session:
        writer = actor_on(session, 1, NOON.date())
    case = start.start(receiver, writer, ID, subject=THERE, campaign=1, key="k", now=NOON)
    assert isinstance(case, int), case
    with open_page(receiver, 1, "packs", tmp_path, now=NOON, pack=receiver.files.put(sent(sender))) as at:
        assert "1 件在办的继续用现在的版本" in words(at) and not tables(at)
        at.toggle(key="pack_foresee").set_value(True).run()
        assert not at.exception and "共 1 件" in words(at)
        (table,) = tables(at)
        assert len(table["rows"]) == 1
