"""从官方表格新建: what was recognised stands beside the table, answers are kept, a draft comes out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlmodel import select
from streamlit.testing.v1 import AppTest

from data import FileStore, open_database
from data.tables import Person
from pages.context import now
from tests.forms.official.drawing import docx
from tests.forms.official.samples import APPLICATION, REGION
from tests.pages.shell import open_page
from workflows import editing, official
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.practice.fill import people_only
from workflows.setup import set_up


@pytest.fixture(scope="module")
def staffed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("tables")
    office = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    set_up(office, now(), practice=False)
    people_only(office, now())
    return office


def admin(office: Office) -> int:
    with office.db.read() as session:
        return session.exec(select(Person.id).where(Person.login == "admin")).one() or 0


def person(office: Office) -> Actor:
    number = admin(office)
    with office.db.read() as session:
        return actor_of(office, session, number, now())


def uploaded(office: Office, data: bytes, name: str) -> int:
    number = official.read(office, person(office), data, name, now())
    assert isinstance(number, int)
    return number


def kept(office: Office, number: int) -> official.Kept:
    found = official.opened(office, person(office), number)
    assert isinstance(found, official.Kept)
    return found


@contextmanager
def opened(office: Office, folder: Path, **query: str) -> Iterator[AppTest]:
    with open_page(office, admin(office), "from_table", folder, **query) as at:
        assert not at.exception
        yield at


def words(at: AppTest) -> str:
    return "\n".join(str(h.proto.body) for h in at.get("html"))


def test_the_first_guess_is_open_and_confirming_leads_to_the_next(staffed: Office, tmp_path: Path) -> None:
    number = uploaded(staffed, docx(REGION.blocks), "申报表.docx")
    with opened(staffed, tmp_path, table=str(number)) as at:
        assert "区域类“沙盒监管”申报表" in words(at)
        accept = next(b for b in at.button if b.key and b.key.endswith("_accept"))
        accept.click().run()
        assert not at.exception and "填报区县" in words(at)
        box = next(b for b in at.text_input if b.value == "填报区县")
        box.set_value("所在区县").run()
        next(b for b in at.button if b.key and b.key.endswith("_accept")).click().run()
    answers = kept(staffed, number).answers
    assert [a.title for a in answers.values()] == ["", "所在区县"]
    with opened(staffed, tmp_path, table=str(number)) as at:
        assert "填报区县" not in [b.value for b in at.text_input], "what was answered is not asked again after a reload"


def test_sure_ones_are_accepted_at_once_and_a_draft_leads_to_its_definition(staffed: Office, tmp_path: Path) -> None:
    number = uploaded(staffed, docx(APPLICATION.blocks), "入盒.docx")
    with opened(staffed, tmp_path, table=str(number)) as at:
        at.button(key="from_table_sure").click().run()
        counts = kept(staffed, number).counts
        assert counts.sure_left == 0 and counts.answered > 20
        at.checkbox[0].check().run()
        at.button(key="from_table_make").click().run()
        assert not at.exception
    drafted = {p.name for p in editing.parts(staffed, person(staffed)) if p.drafted_at}
    assert {"form/入盒申请表", "procedure/入盒申请表", "form/入盒申请表_opinion"} <= drafted


def test_every_widget_of_the_preview_is_drawn_and_may_be_tried(staffed: Office, tmp_path: Path) -> None:
    number = uploaded(staffed, docx(APPLICATION.blocks), "试.docx")
    with opened(staffed, tmp_path, table=str(number)) as at:
        pages = next(b for b in at.get("button_group") if "page" in (b.key or ""))
        for option in pages.options:
            assert option
        names = [b.label for b in at.text_input]
        assert any("申请编号" in n for n in names)


def test_a_table_that_is_not_there_is_a_sentence(staffed: Office, tmp_path: Path) -> None:
    with opened(staffed, tmp_path, table="99999") as at:
        assert "不在了" in words(at)
