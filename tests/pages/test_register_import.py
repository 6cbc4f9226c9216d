"""The card that imports into a register, for those who may, and the lists for other systems."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from data import FileStore, open_database
from tests.pages.work import screen, words
from tests.workflows.shops import HERE, Shops, shops
from workflows.jobs.worker import Worker
from workflows.office import Office
from workflows.registers import imports


@pytest.fixture
def street(sqlite_template: Path, tmp_path: Path) -> Iterator[Shops]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20})
    yield found
    office.db.close()


def looked_at(street: Shops, *lines: str) -> None:
    content = "\r\n".join(["辖区,店名,面积", *lines]).encode()
    day = date(2026, 3, 2)
    assert isinstance(
        imports.check_later(street.office, street.actor("bureau"), "shops", content, "店.csv", day, "普查", street.now),
        int,
    )
    run(street)


def run(street: Shops) -> None:
    while Worker(street.office, lambda: street.now).once():
        pass


def test_what_was_looked_at_is_confirmed_and_can_be_taken_back(street: Shops) -> None:
    looked_at(street, f"{HERE},面馆,25", f"{HERE},粉店,30")
    with screen(street, "bureau", "register", register="shops") as at:
        assert "新增 1，变更 1，移出 0，不变 0" in words(at)
        at.button(key="import_confirm").click().run()
        assert not at.exception
    run(street)
    with screen(street, "bureau", "register", register="shops") as at:
        assert "已导入：店.csv" in words(at) and "2 条" in words(at)
        next(b for b in at.button if b.label == "撤回").click().run()
        assert "已撤回这次导入" in words(at)


def test_what_is_wrong_is_listed_and_cannot_be_confirmed(street: Shops) -> None:
    looked_at(street, f"{HERE},,25")
    with screen(street, "bureau", "register", register="shops") as at:
        assert not [b for b in at.button if b.key == "import_confirm"]
        assert "店名" in words(at)


def test_only_those_who_may_import_see_the_card_and_administrators_see_no_entries(street: Shops) -> None:
    for who, shown in (("writer", False), ("admin", True)):
        with screen(street, who, "register", register="shops") as at:
            assert ("批量导入" in words(at)) == shown
            assert ("1 条" in words(at)) != shown
