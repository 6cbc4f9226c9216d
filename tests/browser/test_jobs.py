"""Long work in a browser: a large upload that can be left and come back to, and a batch of mailed files."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.drafts import Server, served
from tests.browser.waiting import settled
from tests.workflows.bureau import HERE, MONDAY, THERE
from tests.workflows.jobs import many
from tests.workflows.mailed.test_taking import book
from workflows.cases.start import start
from workflows.jobs import service
from workflows.publishing import publish

pytestmark = pytest.mark.browser
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose bureau takes large tables too."""
    with served(tmp_path_factory.mktemp("jobs")) as found:
        found.desk.now = datetime.now(UTC)
        texts = {"procedure": many.PROCEDURE, "form/many_rows": many.FORM, "list/kinds": many.LIST}
        assert publish(found.desk.office, {k: json.dumps(v) for k, v in texts.items()}, "", None, MONDAY)
        yield found


def put(page: Page, *files: tuple[str, bytes]) -> None:
    """Chooses files in the box that is open."""
    chosen = [{"name": n, "mimeType": XLSX, "buffer": c} for n, c in files]
    page.locator('input[type="file"]').last.set_input_files(chosen)  # type: ignore[arg-type]


def test_a_large_upload_is_left_and_come_back_to(browser: Browser, server: Server) -> None:
    desk = server.desk
    case = start(desk.office, desk.actor("clerk"), "many", subject=HERE, key="b", now=desk.now)
    assert isinstance(case, int)
    rows = [many.line(n, many.Random(n)) for n in range(6_000)]
    rows[4_000][1] = "123"
    context = server.signed_in(browser)
    page = context.new_page()
    page.goto(f"/form?case={case}")
    settled(page)
    page.get_by_role("button", name="上传表格").click()
    put(page, ("大表.xlsx", many.workbook(rows)))
    page.get_by_role("button", name="开始处理").click()
    expect(page.get_by_text("可以离开这一页")).to_be_visible()
    bar = page.get_by_role("button", name="报送").bounding_box()
    page.goto("/")
    expect(page.get_by_text("后台处理")).to_be_visible()
    page.goto(f"/form?case={case}")
    expect(page.get_by_text("读到 6000 行，新增 6000 行")).to_be_visible(timeout=90_000)
    expect(page.get_by_text("1 行有要改的地方")).to_be_visible()
    settled(page)
    assert page.get_by_role("button", name="报送").bounding_box() == bar
    expect(page.get_by_text("显示第 1—2000 行，共 6000 行")).to_be_visible()
    page.get_by_placeholder("查找任意一列的文字").fill("第4001号")
    page.keyboard.press("Enter")
    expect(page.get_by_text("显示第 1—1 行，共 1 行")).to_be_visible()
    cell = page.frame_locator("iframe").first.locator('.ag-row[row-index="0"] [col-id="_no"]')
    expect(cell).to_have_text("4002")
    context.close()


def test_mailed_files_are_sorted_out_taken_in_and_answered(browser: Browser, server: Server) -> None:
    desk = server.desk
    context = server.signed_in(browser, "desk")
    page = context.new_page()
    page.goto("/new")
    page.get_by_role("button", name="代收邮件发来的表格").click()
    page.wait_for_url("**/mailed*")
    put(
        page, ("渝中区申报(1).xlsx", book(desk, HERE, "two_regions")), ("沙坪坝.xlsx", book(desk, THERE)),
        ("附件1.xlsx", book(desk, None)),
    )  # fmt: skip
    expect(page.get_by_text("看不出是哪个区县")).to_be_visible()
    expect(page.get_by_text("新建草稿（代报）")).to_have_count(2)
    page.get_by_role("button", name="收取 2 份").click()
    expect(page.get_by_text("收取完毕")).to_be_visible(timeout=60_000)
    expect(page.get_by_text("已新建草稿")).to_have_count(2)
    settled(page)
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载全部回执").click()
    packed = zipfile.ZipFile(waiting.value.path())
    assert len(packed.namelist()) == 3
    assert all(load_workbook(io.BytesIO(packed.read(n))).sheetnames for n in packed.namelist())
    done = service.mine(desk.office, desk.actor("desk"))[0]
    assert [f["does"] for f in done.result["files"]] == ["new", "new", "ask"]
    context.close()
