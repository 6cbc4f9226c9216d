"""A register in a browser: found in, seen as of a day, changed and ended by children, imported into with wrong rows."""

from __future__ import annotations

import io
import re
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from data import FileStore, migrate, open_database
from tests.browser.drafts import Server
from tests.browser.steps import Witness
from tests.browser.waiting import settled
from tests.workflows.shops import Shops, shops
from workflows.office import Office

pytestmark = pytest.mark.browser
LONG_AGO, LATELY = date.today() - timedelta(days=60), date.today() - timedelta(days=15)
LIST = "/register?register=shops"


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the street office: three shops came in two months ago, one was changed since."""
    folder = tmp_path_factory.mktemp("street")
    db = open_database(f"sqlite:///{folder / 'office.db'}")
    migrate(db)
    found = shops(Office(db, FileStore(folder)))
    found.now = datetime.now(UTC) - timedelta(days=60)
    entered = [{"店名": n, "面积": 20, "员": ("张三", "李四")} for n in ("面馆", "粉店", "茶楼")]
    found.entered(*entered, on=LONG_AGO.isoformat())
    found.now = datetime.now(UTC)
    ended(found, child(found, "面馆"), 面积=55, 生效=LATELY.isoformat(), 理由="扩店")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        server = Server(folder, found, probe.getsockname()[1])  # type: ignore[arg-type]
    server.start()
    yield server
    server.stop()
    db.close()


def child(street: Shops, title: str) -> int:
    """A change of a shop."""
    entry = street.entry(title)
    case = street.child("writer", "change", entry=entry.first_id or entry.id)
    assert isinstance(case, int), case
    return case


def ended(street: Shops, case: int, **values: Any) -> None:
    street.fill(case, "writer", **values)
    street.done(case, "writer", "submit")
    street.done(case, "bureau", "approve")


def office(street: Server) -> Shops:
    found: Any = street.desk
    found.now = datetime.now(UTC)
    return found  # type: ignore[no-any-return]


@pytest.fixture
def witness(street: Server) -> Iterator[Witness]:
    watching = Witness(street.url)
    yield watching
    watching.at_ease()


def opened(browser: Browser, street: Server, witness: Witness, who: str, to: str) -> Page:
    """A page as somebody has it before them."""
    context = street.signed_in(browser, who)
    witness.watch(context)
    page = context.new_page()
    page.goto(to)
    settled(page)
    return page


def entry(page: Page, title: str) -> None:
    page.get_by_text(title, exact=True).first.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    settled(page)


def test_an_entry_is_found_and_seen_as_it_stood_on_a_day(browser: Browser, street: Server, witness: Witness) -> None:
    page = opened(browser, street, witness, "writer", LIST)
    expect(page.get_by_text("3 条")).to_be_visible()
    box = page.locator(".st-key-card_filters").get_by_role("textbox", name="查找")
    box.fill("面")
    box.press("Enter")
    expect(page.get_by_text("1 条")).to_be_visible()
    entry(page, "面馆")
    facts = page.locator(".st-key-card_facts")
    expect(facts.get_by_text("55", exact=True)).to_be_visible()
    told = page.locator(".st-key-card_revisions")
    expect(told.get_by_text("扩店")).to_be_visible()
    assert [told.locator(tag).first.inner_text() for tag in ("del", "ins")] == ["20", "55"]
    expect(page.get_by_role("heading", name=re.compile(r"人员\s证照"))).to_be_visible()
    told.get_by_role("button", name="看这一天的内容").click()
    expect(facts.get_by_text("20", exact=True)).to_be_visible()
    page.goto(f"{LIST}&on={(LONG_AGO - timedelta(days=1)).isoformat()}")
    expect(page.get_by_text("没有条目", exact=True)).to_be_visible()


def test_a_change_begins_on_the_page_of_the_entry_one_at_a_time_and_its_end_is_seen_there(
    browser: Browser, street: Server, witness: Witness
) -> None:
    page = opened(browser, street, witness, "writer", LIST)
    entry(page, "粉店")
    here = page.url
    page.get_by_role("button", name="新建变更").click()
    page.wait_for_url(re.compile(r"case=\d+"))
    case = int(re.search(r"case=(\d+)", page.url)[1])  # type: ignore[index]
    page.goto(here)
    settled(page)
    expect(page.get_by_role("button", name="新建变更")).to_be_disabled()
    expect(page.get_by_text("已有一件").first).to_be_visible()
    ended(office(street), case, 移出=True, 生效=LATELY.isoformat(), 理由="关店")
    page.reload()
    settled(page)
    expect(page.locator(".head").get_by_text("已移出")).to_be_visible()
    expect(page.locator(".st-key-card_facts").get_by_text("关店")).to_be_visible()


def test_what_is_right_in_a_file_is_taken_in_and_the_rest_comes_back_to_be_mended(
    browser: Browser, street: Server, witness: Witness
) -> None:
    page = opened(browser, street, witness, "bureau", LIST)
    card = page.locator(".st-key-card_import")
    card.get_by_text("导入一份文件").click()
    content = "辖区,店名,面积\r\n渝中区,茶楼,33\r\n没有的区,书店,1\r\n渝中区,药房,很大".encode()
    card.locator("input[type=file]").set_input_files(
        {"name": "店铺.csv", "mimeType": "text/csv", "buffer": content}
    )
    reason = card.get_by_role("textbox", name="依据或理由")
    reason.fill("普查")
    reason.press("Tab")
    settled(page)
    card.get_by_role("button", name="核对", exact=True).click()
    expect(card.get_by_text("留下 2 条要改").first).to_be_visible(timeout=60_000)
    told = card.locator(".errs li").all_inner_texts()
    assert len(told) == 2 and "A3" in told[0] and "C4" in told[1], told
    expect(card.locator(".errs li small")).to_have_count(2)  # what to do
    card.get_by_role("button", name="只导入对的 1 条，留下 2 条").click()
    expect(card.get_by_text("已导入：店铺.csv")).to_be_visible(timeout=60_000)
    assert office(street).entry("茶楼").body["面积"] == 33
    with page.expect_download() as download:
        card.get_by_role("button", name="下载留下的").click()
    rows = load_workbook(io.BytesIO(download.value.path().read_bytes()))["店铺名录"]
    said = [(str(r[2]), str(r[5])) for r in rows.iter_rows(min_row=3, values_only=True)]
    assert [name for name, _ in said] == ["书店", "药房"] and all(why != "None" for _, why in said)
    card.get_by_text("以前的导入").click()
    card.get_by_role("button", name="撤回").first.click()
    expect(card.get_by_text("已撤回这次导入")).to_be_visible()
    assert office(street).entry("茶楼").body["面积"] == 20
