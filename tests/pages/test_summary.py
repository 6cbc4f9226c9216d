"""会签汇总 and 建议采纳情况 on the page of a case."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import FileStore, open_database
from tests.pages.work import screen, words
from tests.workflows.bureau import Bureau, bureau
from tests.workflows.summary.test_suggestions import opened, with_suggestions
from workflows.office import Office


@pytest.fixture
def desk(sqlite_template: Path, tmp_path: Path) -> Iterator[Bureau]:
    shutil.copy(sqlite_template, tmp_path / "office.db")
    office = Office(open_database(f"sqlite:///{tmp_path / 'office.db'}"), FileStore(tmp_path / "files"))
    yield bureau(office, with_suggestions)
    office.db.close()


def test_what_differs_is_marked_in_words_and_can_be_seen_alone(desk: Bureau) -> None:
    case, _ = opened(desk, complete=True)
    with screen(desk, "desk", "case", case=case) as at:
        page = words(at)
        assert "◆ 2 处分歧" in page and "意见：同意（500000局）；不同意（500000局）" in page
        table = page[page.index('official summed"') :]
        assert "星云数据谷" in table
        at.toggle(key=f"summed_only_{case}").set_value(True).run()
        assert words(at).count("待出意见") < page.count("待出意见")


def test_suggestions_are_answered_one_by_one_and_the_rest_at_once(desk: Bureau) -> None:
    case, _ = opened(desk, complete=True)
    with screen(desk, "desk", "case", case=case) as at:
        assert "4 条，已答复 0 条" in words(at)
        key = next(str(b.key) for b in at.button_group if str(b.key).endswith("_verdict")).removesuffix("_verdict")
        at.button_group(key=f"{key}_verdict").set_value("rejected").run()
        at.button(key=f"{key}_do").click().run()
        assert "部分采纳、不采纳的，要写明理由" in words(at)
        at.text_input(key=f"{key}_because").set_value("已有坐标").run()
        at.button(key=f"{key}_do").click().run()
        assert "4 条，已答复 1 条" in words(at) and "✕ 不采纳" in words(at) and "已有坐标" in words(at)
        at.button(key="suggestions_rest").click().run()
        assert "4 条，已答复 4 条" in words(at)
        at.button(key=f"{key}_anew").click().run()
        at.button_group(key=f"{key}_verdict").set_value("adopted").run()
        at.button(key=f"{key}_do").click().run()
        assert "✕ 不采纳" not in words(at)


def test_who_may_not_see_the_opinions_sees_no_suggestion(desk: Bureau) -> None:
    case, _ = opened(desk)
    with screen(desk, "clerk", "case", case=case) as at:
        page = words(at)
        assert "边界坐标" not in page and "现在还不能看到内容" in page and "1 份意见现在还不能看到" in page
        assert "没有分歧" not in page, "nobody says what cannot be known"
        assert "这一轮没有提出建议" in page


def test_a_screen_in_english_says_the_same(desk: Bureau) -> None:
    case, _ = opened(desk, complete=True)
    with desk.office.db.write() as session:
        from data.tables import Person

        session.get_one(Person, desk.people["desk"]).language = "en"
    with screen(desk, "desk", "case", case=case) as at:
        page = words(at)
        assert "Summary of opinions" in page and "◆ 2 differences" in page and "4 in all, 0 answered" in page
