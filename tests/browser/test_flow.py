"""流程设计 in a browser: a workflow of three states with a round is built by clicking and drawing, undone, kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser


def test_a_workflow_with_a_round_is_built_by_clicking(page: Page, sign_in: Callable[..., None]) -> None:
    sign_in(page, "admin", "/flow")
    page.get_by_role("textbox", name="新事项的名称").fill("夜间经济试点")
    page.get_by_role("button", name="开始设计").click()

    def state(key: str) -> Locator:
        return page.locator(f".fw .state[data-at='state:{key}']")

    expect(state("handling")).to_be_visible()  # filling in, handling, closed
    page.get_by_text("部件", exact=True).click()
    page.get_by_role("textbox", name="新的联合审查").fill("会审")
    page.get_by_role("textbox", name="新的联合审查").press("Tab")
    for label, entry in (("请谁", "办理人"), ("在哪个状态会审", "办理")):
        drawn(page)
        page.get_by_role("combobox", name=label).first.click()
        page.get_by_role("option", name=entry, exact=True).first.click()
        if label == "请谁":  # a menu for several stays open
            page.keyboard.press("Escape")
    drawn(page)
    page.get_by_role("button", name="添加", exact=True).first.click()
    expect(page.locator(".dz-head b")).to_have_text("会审")
    page.get_by_text("流程图", exact=True).click()
    expect(state("handling").locator(".behind")).to_be_visible()
    grip, end = state("draft").locator(".grip").bounding_box(), state("closed").bounding_box()
    assert grip is not None and end is not None
    page.mouse.move(grip["x"] + 5, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(end["x"] + 30, end["y"] + 20, steps=5)
    page.mouse.up()
    expect(page.locator(".dz-head b")).to_have_text("提交下一步")
    expect(page.locator(".fw .way")).to_have_count(4)
    page.reload()
    drawn(page)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator(".fw .way")).to_have_count(3)
    page.get_by_text("权限", exact=True).click()
    cell = page.locator(".rt [data-at='handling|handler|填写内容']")
    expect(cell).to_have_text("读")
    cell.click()
    expect(cell).to_have_text("写")
    assert page.context.foreign == []  # type: ignore[attr-defined]
