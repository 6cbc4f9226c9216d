"""A shared section in a browser: taken, seen locked, made one's own, shared; a printed block dragged by its handle."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drafts import served
from tests.browser.waiting import drawn
from tests.forms.shipped import sections

pytestmark = pytest.mark.browser
SECTION = "sandbox_pilot"
PRINTED = "form/region_declaration"
BLOCK = "[class*='st-key-dz_block_pick_'] button p"


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The administrator of a bureau with everything that is shipped."""
    with served(tmp_path) as server:
        context = server.signed_in(browser, "admin", height=1000)
        yield context.new_page()
        context.close()


def blocks(page: Page) -> list[str]:
    """What the printed blocks say, from the top."""
    return [" ".join(words.split()) for words in page.locator(BLOCK).all_text_contents()]


def test_a_section_is_taken_locked_copied_and_shared_and_a_printed_block_is_dragged(page: Page) -> None:
    page.goto("/design")
    page.get_by_role("textbox", name="新表单的名称").fill("回访记录表")
    page.get_by_role("button", name="开始设计").click()
    page.locator(f".pi[data-kind='shared:{SECTION}']").click()
    own = sections()[SECTION]
    keys, title = [f.key for f in own.fields], own.title.zh
    heading = page.locator(f".cv .sh[data-path='{title}']")
    expect(heading).to_be_visible()
    locked = page.locator(".cv .lk")
    for field in own.fields:
        expect(locked).to_contain_text(field.title.zh)
        expect(page.locator(f".cv [data-path='{field.key}']")).to_have_count(0)
    heading.click()
    page.get_by_role("button", name="变成副本").click()
    for key in keys:
        expect(page.locator(f".cv [data-path='{key}']")).to_be_visible()
    expect(locked).to_have_count(0)
    page.locator(f".cv [data-path='{keys[0]}']").click()
    expect(page.locator(".dz-head")).to_contain_text(own.fields[0].title.zh)
    heading.click()
    page.get_by_role("button", name="变成共用小节").click()
    expect(locked).to_contain_text(own.fields[0].title.zh)
    page.get_by_role("link", name="打开共用小节").click()
    expect(page.locator(f".cv [data-path='{keys[0]}']")).to_be_visible()
    expect(page.get_by_role("link", name="回访记录表")).to_be_visible()

    page.goto(f"/design?part={PRINTED}")
    drawn(page)
    page.get_by_text("打印版式", exact=True).first.click()
    expect(page.locator(".st-key-dz_block_0 .dz-grip")).to_be_visible()
    drawn(page)
    before = blocks(page)
    assert len(before) > 2
    grip, target = page.locator(".st-key-dz_block_0 .dz-grip"), page.locator(".st-key-dz_block_1")
    start, end = grip.bounding_box(), target.bounding_box()
    assert start is not None and end is not None
    page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
    page.mouse.down()
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] * 0.4, steps=4)
    page.mouse.move(end["x"] + 60, end["y"] + end["height"] * 0.8, steps=4)
    page.mouse.up()
    expect(page.locator(BLOCK).first).to_have_text(before[1])
    assert blocks(page) == [before[1], before[0], *before[2:]]
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(BLOCK).first).to_have_text(before[0])
