"""A list in a browser: narrowed, its columns chosen, kept as a view, shared, on a colleague's desk, taken away."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import insert
from sqlmodel import select

from data.tables import Submission, SubmissionRow
from tests.browser.drafts import Server, served
from tests.browser.waiting import drawn, settled
from tests.pages.work import filed
from tests.workflows.bureau import HERE, PROCEDURE
from workflows.exports.service import ROWS

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("views")) as found:
        found.desk.now = datetime.now(UTC)
        enlarge(found, filed(found.desk, HERE))
        yield found


def enlarge(server: Server, case: int) -> None:
    """So many enterprises that the list is a large one."""
    with server.desk.office.db.write() as session:
        submission = session.exec(select(Submission.id).where(Submission.case_id == case)).one()
        region = session.exec(
            select(SubmissionRow.row).where(SubmissionRow.submission_id == submission, SubmissionRow.table == "区域")
        ).first()
        same = {"submission_id": submission, "table": "区域.经营主体", "parent": region, "since": 1, "until": None}
        more = ({"row": f"more{n}", "position": 1000.0 + n, "body": {"名称": f"=第 {n} 户"}} for n in range(ROWS))
        session.connection().execute(insert(SubmissionRow), [{**same, **row} for row in more])


def come(browser: Browser, server: Server, who: str, to: str) -> Page:
    page = server.signed_in(browser, who).new_page()
    page.goto(to)
    settled(page)
    return page


def test_a_view_goes_from_one_desk_to_another_and_its_cases_into_a_file(browser: Browser, server: Server) -> None:
    page = come(browser, server, "desk", f"/cases?procedure={PROCEDURE}&districts={HERE}")
    page.get_by_role("button", name="列", exact=False).last.click()
    chosen = page.get_by_role("combobox", name="显示的列，按选择的先后排列")
    chosen.fill("申报名称")  # a long list shows only what is near
    page.get_by_role("option", name="区域·申报名称").click()
    expect(page.locator("desk-table, table").get_by_text("区域·申报名称").first).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="视图").first.click()
    box = page.get_by_role("textbox", name="保存当前条件和列")
    box.fill("渝中一览")
    box.press("Tab")
    page.get_by_role("button", name="存为新视图").click()
    expect(page.get_by_role("button", name="渝中一览")).to_be_visible()
    page.get_by_role("button", name="渝中一览").click()
    page.get_by_role("button", name="管理视图").click()
    drawn(page)  # a menu opened while the dialog is still being drawn is closed again
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="共享给").click()
    page.get_by_role("option", name="500000局").click()
    expect(dialog.get_by_text("500000局")).to_be_visible()
    settled(page)

    page = come(browser, server, "leader", "/")
    card = page.locator(".st-key-card_views")
    expect(card).to_contain_text("某desk共享")
    card.get_by_role("button", name="渝中一览").click()
    page.wait_for_url("**/cases?*view=*")
    settled(page)
    expect(page.get_by_text("区域·申报名称").first).to_be_visible()
    page.get_by_role("button", name="导出").click()
    page.get_by_role("button", name="转入后台导出").click()
    expect(page.get_by_text("已开始导出")).to_be_visible()

    page.goto("/")
    link = page.get_by_role("link", name="下载")
    expect(link).to_be_visible(timeout=90_000)
    with page.expect_download() as begun, page.expect_popup():
        link.click()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.xlsx"
        begun.value.save_as(path)
        compare(path, server)
    page.goto("/inbox")
    settled(page)
    expect(page.get_by_text("导出完成：办件清单").first).to_be_visible()


def compare(path: Path, server: Server) -> None:
    """The workbook holds what the office holds."""
    book = load_workbook(path, read_only=True)
    lines = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}
    assert lines["办件"][1][:2] == ("编号", "办件") and "区域·申报名称" in lines["办件"][1]
    head = next(n for n, line in enumerate(lines["经营主体"]) if line[0] == "编号")
    firms = lines["经营主体"][head + 1 :]
    more = [f for f in firms if str(f[2]).startswith("more")]
    assert len(more) == ROWS and more[7][4] == "=第 7 户"
    number = server.desk.view(1, "desk").number
    assert {f[0] for f in firms} == {number}
