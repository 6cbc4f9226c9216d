"""A form of 200 fields in a browser: page by page, with the address, the keyboard and few boxes at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.drafts import Grid, Server, firms, region, served
from tests.browser.waiting import drawn, settled
from tests.long_form import longer

HERE = "500103"
MOST = 80
"""Boxes and tables on a screen at most."""
BOXES = '[class*="st-key-field_"] :is(input, textarea, iframe, [role=combobox])'


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose form has four long pages more; the last comes and goes."""
    with served(tmp_path_factory.mktemp("long"), longer(200, 4)) as server:
        yield server


@pytest.fixture
def context(browser: Browser, editing: Server) -> Iterator[BrowserContext]:
    made = editing.signed_in(browser)
    yield made
    made.close()


@pytest.fixture
def case(editing: Server) -> int:
    return editing.draft(HERE, "clerk", [region("东园", firms(3))])


def opened(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    drawn(page)
    return page


def press(page: Page, key: str) -> None:
    page.locator(f".st-key-{key} button").click()
    settled(page)


def boxes(page: Page) -> int:
    return page.locator(BOXES).count()


def box(page: Page, label: str) -> Locator:
    """A field by its label, which ends in a star where it is required."""
    return page.get_by_role("textbox", name=re.compile(f"^{label}"))


def at_page(page: Page, number: int | str) -> None:
    page.wait_for_url(re.compile(rf"[?&]page={number}(&|$)"))
    drawn(page)


def test_two_hundred_fields_are_filled_in_page_by_page_and_handed_in(
    context: BrowserContext, editing: Server, case: int
) -> None:
    page = opened(context, f"/form?case={case}&page=1")
    assert 0 < boxes(page) <= MOST
    for number in range(2, 8):
        press(page, "page_after")
        at_page(page, number)
        assert 0 < boxes(page) <= MOST
        if number >= 4:
            box(page, f"附{number - 3}的1项").fill(f"第{number}页")
    press(page, "page_after")
    at_page(page, "summary")
    assert boxes(page) == 0
    expect(page.get_by_text("没有要改的地方")).to_be_visible()
    for number in range(4, 8):
        expect(page.get_by_text(f"第{number}页", exact=True)).to_be_visible()
    assert editing.values(case)["附4的1"] == "第7页"
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    editing.desk.act(case, "recall", "clerk")


def test_back_and_forward_of_the_browser_turn_the_pages(context: BrowserContext, case: int) -> None:
    page = opened(context, f"/form?case={case}&page=1")
    for step in ("step_5", "step_6", "step_summary"):
        press(page, step)
        drawn(page)
    for number, label in ((6, "附3的1项"), (5, "附2的1项")):
        page.go_back()
        at_page(page, number)
        expect(box(page, label)).to_be_visible()
    page.go_forward()
    at_page(page, 6)
    page.reload()
    drawn(page)
    expect(box(page, "附3的1项")).to_be_visible()


def test_a_finding_leads_to_its_field_on_another_page_with_the_cursor_in_it(context: BrowserContext, case: int) -> None:
    page = opened(context, f"/form?case={case}&page=1")
    page.locator(".st-key-go_mend_2 button").click()
    at_page(page, 6)
    expect(box(page, "附3的1项")).to_be_focused()
    press(page, "step_summary")
    page.locator(".st-key-go_sum_1 button").click()
    at_page(page, 5)
    expect(box(page, "附2的1项")).to_be_focused()


def test_a_wrong_cell_of_a_table_is_reached_from_another_page(
    context: BrowserContext, editing: Server, case: int
) -> None:
    wrong = [*firms(2), ("第三家", "X1")]
    case = editing.draft(HERE, "clerk", [region("东园", firms(1)), region("西园", wrong)])
    page = opened(context, f"/form?case={case}&page=4")
    page.locator(".st-key-go_mend_0 button").click()
    at_page(page, 2)
    cell = Grid(page, 1).cell(2, "统一社会信用代码")
    expect(cell).to_have_text("X1")
    expect(cell).to_be_in_viewport()


def test_enter_and_tab_go_through_the_fields_and_enter_in_the_last_one_turns_the_page(
    context: BrowserContext, editing: Server, case: int
) -> None:
    page = opened(context, f"/form?case={case}&page=4")
    first = box(page, "附1的1项")
    first.fill("一")
    first.press("Enter")
    second = box(page, "附1的2项")
    expect(second).to_be_focused()
    second.press("Tab")
    assert page.evaluate("document.activeElement.closest('[class*=st-key-field_]') !== null")
    drawn(page)
    assert editing.values(case)["附1的1"] == "一"
    last = box(page, "附1的50项")
    last.fill("末")
    last.press("Enter")
    expect(page.locator(".st-key-page_after button")).to_be_focused()
    drawn(page)
    page.keyboard.press("Enter")
    at_page(page, 5)
    assert editing.values(case)["附1的50"] == "末"


def test_what_was_just_typed_is_saved_when_next_is_pressed_at_once(
    context: BrowserContext, editing: Server, case: int
) -> None:
    page = opened(context, f"/form?case={case}&page=4")
    for turn in range(3):
        box(page, "附1的5项").fill(f"第{turn}次")
        page.locator(".st-key-page_after button").click()
        at_page(page, 5)
        assert editing.values(case)["附1的5"] == f"第{turn}次"
        page.locator(".st-key-page_before button").click()
        at_page(page, 4)
        expect(box(page, "附1的5项")).to_have_value(f"第{turn}次")


def test_a_grid_that_was_left_for_another_page_comes_back_with_everything(
    context: BrowserContext, editing: Server, case: int
) -> None:
    page = opened(context, f"/form?case={case}&page=2")
    grid = Grid(page, 1)
    grid.type(1, "名称", "翻页前改的公司")
    press(page, "page_after")
    at_page(page, 3)
    press(page, "page_before")
    at_page(page, 2)
    expect(Grid(page, 1).cell(1, "名称")).to_have_text("翻页前改的公司")
    Grid(page, 1).type(2, "名称", "翻页后改的公司")
    drawn(page)
    assert [name for name, _ in editing.inner(case)][1:] == ["翻页前改的公司", "翻页后改的公司"]
