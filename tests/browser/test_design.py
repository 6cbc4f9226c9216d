"""表单设计 in a browser: pressed, dragged, moved by the keyboard, undone after a reload, renamed everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drafts import served
from tests.browser.waiting import settled
from tests.long_form import longer

pytestmark = pytest.mark.browser
PATHS = "found => found.map(n => n.dataset.path)"


def paths(page: Page) -> list[str]:
    found: list[str] = page.locator(".cv [data-path]").evaluate_all(PATHS)
    return found


def test_a_form_is_built_by_pressing_dragging_and_the_keyboard(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page, "admin", "/design")
    page.get_by_role("textbox", name="新表单的名称").fill("现场巡查记录表")
    page.get_by_role("button", name="开始设计").click()
    kind, field = (lambda k: page.locator(f".pi[data-kind={k}]")), (lambda p: page.locator(f".cv [data-path='{p}']"))
    kind("integer").click()
    expect(field("整数")).to_be_visible()
    kind("table").click()
    expect(field("明细表")).to_be_visible()
    kind("date").drag_to(page.locator(".cols"))
    expect(field("明细表.日期")).to_be_visible()
    kind("text").drag_to(field("整数"), target_position={"x": 6, "y": 12})
    expect(field("单行文字")).to_be_visible()
    assert paths(page) == ["单行文字", "整数", "明细表", "明细表.日期"]
    page.get_by_role("textbox", name="标题", exact=True).fill("检查人")
    page.get_by_role("textbox", name="标题", exact=True).press("Enter")
    expect(field("检查人")).to_be_visible()  # the key of a new field follows its title
    field("检查人").click()
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(".cv [data-path]").first).to_have_attribute("data-path", "整数")
    page.reload()
    settled(page)
    expect(field("整数")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".cv [data-path]").first).to_have_attribute("data-path", "检查人")
    field("整数").click()
    page.get_by_text("用途", exact=True).click()
    page.get_by_role("textbox", name="字段名").fill("户数")
    page.get_by_role("textbox", name="字段名").press("Enter")
    page.get_by_role("button", name="全部改名").click()
    expect(field("户数")).to_be_visible()
    page.locator(".pal input").fill("xbt")  # 小标题 by its sound
    page.locator(".pal input").press("Enter")
    expect(page.locator(".sh[data-path='小标题']")).to_be_visible()
    assert page.context.foreign == []  # type: ignore[attr-defined]


def test_a_form_of_150_fields_is_opened_and_edited(browser: Browser, tmp_path: Path) -> None:
    with served(tmp_path, longer(150, 5)) as server:
        context = server.signed_in(browser, "admin")
        page = context.new_page()
        page.goto("/design?part=form/region_declaration")
        page.get_by_text("附表2").first.click()
        field = page.locator(".cv [data-path='附2的5']")
        field.click()
        expect(page.locator(".dz-head")).to_contain_text("附2的5项")
        page.get_by_role("textbox", name="标题", exact=True).fill("改过的一项")
        page.get_by_role("textbox", name="标题", exact=True).press("Enter")
        expect(field).to_contain_text("改过的一项")
        before = len(paths(page))
        page.locator(".pi[data-kind=text]").click()
        expect(page.locator(".cv [data-path]")).to_have_count(before + 1)
        page.get_by_role("button", name="撤销").click()
        expect(page.locator(".cv [data-path]")).to_have_count(before)
        expect(field).to_contain_text("改过的一项")
        context.close()
