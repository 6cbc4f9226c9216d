"""A statistical table in a real browser: from a figure to what it counts, closed, corrected, taken away and printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, fill, signed_in
from tests.browser.waiting import drawn


@pytest.fixture
def page(browser: Browser, office_folder: Path, server: str) -> Iterator[Page]:
    practice, witness = Practice.of(office_folder, server), Witness(server)
    with signed_in(browser, server, practice.token("desk1"), 1280) as context:
        witness.watch(context)
        found = context.new_page()
        found.goto("/tables?table=region_register")
        drawn(found)
        yield found
        witness.see(found)
    witness.at_ease()


def test_a_month_is_looked_into_closed_corrected_and_printed(page: Page) -> None:
    figure = page.get_by_role("button", name=re.compile(r"^合计\s期末在册："))
    stood = int(figure.inner_text())
    figure.click()
    drawn(page)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("区域类沙盒名录")
    expect(dialog).to_contain_text(f"/ {stood}")
    page.keyboard.press("Escape")
    drawn(page)
    page.get_by_role("button", name="封存").click()
    page.get_by_role("dialog").get_by_role("button", name="封存").click()
    expect(page.get_by_text(re.compile("由.+封存，此后只能更正"))).to_be_visible()
    drawn(page)
    page.get_by_role("button", name="更正", exact=True).click()
    drawn(page)
    fill(page, "改为", str(stood + 1))
    fill(page, "原因", "漏登一个区域")
    page.get_by_role("dialog").get_by_role("button", name="更正", exact=True).click()
    expect(page.get_by_text("更正说明：")).to_contain_text("原因：漏登一个区域")
    drawn(page)
    with page.expect_download() as taken:
        page.get_by_role("button", name="Excel").click()
    sheet = load_workbook(BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    assert sheet["A1"].value == "区域类沙盒名录变动情况表"
    page.emulate_media(media="print")
    assert not page.locator(".st-key-card_state").is_visible() and page.get_by_text("更正说明：").is_visible()
