"""Children on the pages of cases and entries, and the revisions of an entry."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import FileStore, open_database
from tests.pages.work import going, screen, tables, words
from tests.workflows.shops import Shops, shops
from workflows.office import Office


@pytest.fixture
def street(sqlite_template: Path, tmp_path: Path) -> Iterator[Shops]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    found = shops(office)
    found.entered({"店名": "面馆", "面积": 20, "员": ("张三",)})
    found.later(days=60)
    yield found
    office.db.close()


def changed(street: Shops) -> int:
    """A change of the shop from April 10 on."""
    case = street.child("writer", "change", entry=1)
    assert isinstance(case, int)
    street.fill(case, "writer", 面积=55, 生效="2026-04-10", 理由="扩店", 人员=[{"_id": "x", "姓名": "王五"}])
    street.done(case, "writer", "submit")
    street.done(case, "bureau", "approve")
    return case


def test_a_change_is_begun_on_the_page_of_the_entry(street: Shops) -> None:
    with screen(street, "writer", "register", register="shops", entry=1) as at:
        next(b for b in at.button if b.label == "新建变更").click().run()
        assert "case=" in going(at)
    with screen(street, "writer", "register", register="shops", entry=1) as at:
        assert next(b for b in at.button if b.label == "新建变更").disabled
        assert "已有一件" in words(at) and any(d["label"] == "子办件" for d in tables(at))


def test_an_entry_tells_its_revisions_and_stands_as_of_a_day(street: Shops) -> None:
    changed(street)
    with screen(street, "writer", "register", register="shops", entry=1) as at:
        told = words(at)
        assert "第 2 次：2026-04-10 至 今" in told and "扩店" in told
        assert "<del>20</del>" in told and "<ins>55</ins>" in told and "增 1，减 1，改 0" in told
    with screen(street, "writer", "register", register="shops", entry=1, on="2026-03-20") as at:
        shown = str([d["rows"] for d in tables(at)])
        assert "张三" in shown and "王五" not in shown


def test_a_case_lists_its_children_and_a_child_leads_to_its_parent(street: Shops) -> None:
    case = street.licence({"店名": "粉店"})
    child = street.child("bureau", "verify", case=case)
    with screen(street, "writer", "case", case=case) as at:
        assert any(d["label"] == "子办件" and len(d["rows"]) == 1 for d in tables(at))
        assert "打开子办件" in words(at)
    with screen(street, "bureau", "case", case=case) as at:  # in its first state the child is the writer's alone
        assert not any(d["label"] == "子办件" for d in tables(at))
    with screen(street, "writer", "case", case=child) as at:
        next(b for b in at.button if b.label.startswith("上级")).click().run()
        assert f"case={case}" in going(at)


def test_the_history_says_what_became_of_the_entry(street: Shops) -> None:
    case = changed(street)
    with screen(street, "bureau", "case", case=case) as at:
        assert "变更条目：面馆，自 2026-04-10 起" in words(at)
