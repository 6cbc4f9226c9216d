"""The board in a real browser: on paper, beside the side navigation, and what a press on it opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, press_tile, signed_in
from tests.browser.waiting import drawn

Enter = Callable[..., Page]
PAPER = 1054  # A4 on its side, within its margins
FREEZE = """  // paper does not wait until charts have drawn themselves anew
const Observer = ResizeObserver
window.ResizeObserver = class extends Observer {
    constructor(then) { super((...seen) => { if (!window.frozen) then(...seen) }) }
}
addEventListener('resize', e => { if (window.frozen) e.stopImmediatePropagation() }, true)
"""
CUT = """() => {  // charts that were drawn wider than the room they have, cards that leave the paper
    const zoom = getComputedStyle(document.querySelector('[data-testid=stMainBlockContainer]')).zoom
    return [...document.querySelectorAll('[class*=st-key-card_] .main-svg')].filter(svg => {
        const card = svg.closest('[class*=st-key-card_]').getBoundingClientRect()
        const drawn = svg.getAttribute('width') * zoom
        return drawn > svg.getBoundingClientRect().width + 2 || card.right > innerWidth + 1 || card.left < -1
    }).length
}"""


@pytest.fixture
def practice(office_folder: Path, server: str) -> Practice:
    return Practice.of(office_folder, server)


@pytest.fixture
def enter(browser: Browser, practice: Practice) -> Iterator[Enter]:
    """Opens a browser for a person at a page; it is watched to the end."""
    witness = Witness(practice.url)
    with ExitStack() as profiles:

        def come(login: str, to: str, width: int = 1280) -> Page:
            context = profiles.enter_context(signed_in(browser, practice.url, practice.token(login), width))
            witness.watch(context)
            page = context.new_page()
            page.add_init_script(FREEZE)
            page.goto(to)
            drawn(page)
            return page

        yield come
        witness.at_ease()


@pytest.mark.parametrize("width", [1280, 1920])
def test_the_browsers_own_print_command_cuts_nothing_and_needs_two_pages(enter: Enter, width: int) -> None:
    page = enter("leader1", "/board", width)
    expect(page.locator(".main-svg").nth(20)).to_be_attached()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == 2
    page.evaluate("() => { window.frozen = true; dispatchEvent(new Event('beforeprint')) }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 740})
    assert page.evaluate(CUT) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PAPER


def test_a_district_that_has_not_declared_opens_how_it_stands_from_the_map_and_from_the_list(
    practice: Practice, enter: Enter
) -> None:
    district = practice.district(practice.undeclared("region_declaration", "desk2"))
    page = enter("leader1", "/board", 1440)
    press_tile(page, district)
    listed = page.get_by_role("dialog")
    expect(listed).to_contain_text(f"{district.name}　未报")
    expect(listed).to_contain_text("没有开始")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    page.locator("[class*=st-key-scroll_missing] tbody tr").filter(has_text=district.name).click()
    expect(listed).to_contain_text(f"{district.name}　没有开始")
    listed.get_by_role("button", name="打开完整列表").first.click()
    page.wait_for_url(f"**/*districts={district.code}*")


def test_the_side_navigation_is_as_wide_behind_the_board_as_elsewhere(enter: Enter) -> None:
    widths = {}
    for first in ("/cases", "/board"):
        page = enter("leader1", first)
        page.locator("[class*=st-key-nav_off_register] a").first.evaluate("a => a.click()")
        page.wait_for_url("**/register")
        drawn(page)
        widths[first] = page.get_by_test_id("stSidebar").evaluate("bar => bar.getBoundingClientRect().width")
    assert widths == {"/cases": 216, "/board": 216}
