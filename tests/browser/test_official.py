"""从官方表格新建 in a browser: the annex of the guiding opinion becomes a form and a procedure by a few presses."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.waiting import drawn, settled
from tests.forms.official.drawing import docx
from tests.forms.official.samples import REGION


def test_a_blank_table_is_confirmed_piece_by_piece_and_becomes_a_draft(
    page: Page, sign_in: Callable[..., None]
) -> None:
    sign_in(page, "admin", "/from_table")
    file = {"name": "申报表.docx", "mimeType": "application/octet-stream", "buffer": docx(REGION.blocks)}
    page.locator("input[type=file]").set_input_files([file])
    expect(page.get_by_text("共 12 处，待确认 12 处")).to_be_visible()
    page.get_by_role("button", name="申报名称", exact=True).click()  # in the table as it is printed
    box = page.get_by_role("textbox", name="名称", exact=True)
    expect(box).to_have_value("申报名称")
    box.fill("园区名称")
    box.press("Tab")
    settled(page)
    page.get_by_role("button", name="确认，看下一处").click()
    expect(page.get_by_text("待确认 11 处")).to_be_visible()
    page.reload()
    drawn(page)
    page.get_by_role("button", name="接受有把握的 11 处").click()
    expect(page.get_by_text("都确认了").first).to_be_visible()
    page.get_by_text("连同流程草稿").click()
    drawn(page)
    page.get_by_role("button", name="保存为草稿").click()
    expect(page).to_have_url(re.compile("/flow[?]"))
    drawn(page)
    expect(page.get_by_text("区域类“沙盒监管”申报").first).to_be_visible()
    assert page.context.foreign == []  # type: ignore[attr-defined]
