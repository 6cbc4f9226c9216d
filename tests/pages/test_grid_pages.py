"""A table with very many rows shows some at a time; a row that is jumped to brings its page with it."""

from __future__ import annotations

from sqlmodel import col, select

from data.tables import SubmissionRow
from pages.parts import grid_pages
from tests.pages.test_job_cards import bureau_desk, desk, work
from tests.pages.work import screen, words
from tests.workflows.bureau import Bureau
from tests.workflows.jobs import many
from workflows.jobs.uploads import upload_later

__all__ = ["bureau_desk", "desk"]

import pytest


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grid_pages, "MOST", 10)


def filled(desk: Bureau, rows: int = 25) -> int:
    case = many.begun(desk)
    content = many.workbook(rows)
    assert isinstance(upload_later(desk.office, desk.actor("clerk"), case, content, "a.xlsx", desk.now), int)
    work(desk)
    return case


def test_pages_and_search_show_some_rows(desk: Bureau) -> None:
    case = filled(desk)
    with screen(desk, "clerk", "form", case=case) as at:
        assert "显示第 1—10 行，共 25 行" in words(at)
        at.number_input(key=f"page:{case}:户").set_value(3).run()
        assert not at.exception and "显示第 21—25 行，共 25 行" in words(at)
        at.text_input(key=f"find:{case}:户").set_value("第7号").run()
        assert "显示第 1—1 行，共 1 行" in words(at)
        at.text_input(key=f"find:{case}:户").set_value("无此字样").run()
        assert not at.exception and "没有一行含有“无此字样”" in words(at)


def test_a_short_table_has_no_pages(desk: Bureau) -> None:
    case = filled(desk, 10)
    with screen(desk, "clerk", "form", case=case) as at:
        assert "显示第" not in words(at)


def test_a_row_that_is_gone_to_brings_its_page(desk: Bureau) -> None:
    case = filled(desk)
    with desk.office.db.read() as session:
        last = session.exec(select(SubmissionRow.row).order_by(col(SubmissionRow.position).desc()).limit(1)).one()
    with screen(desk, "clerk", "form", case=case) as at:
        at.session_state[f"editor:{case}"].go("户", last, "代码")
        at.run()
        assert "显示第 21—25 行" in words(at)
