"""The board in a real browser: on paper, beside the side navigation, and what a press on it opens."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, press_tile, signed_in
from tests.browser.waiting import drawn
from tests.workflows.boards.shown import board, opens

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


def test_every_mark_of_the_leaders_board_opens_for_the_leader_of_the_practice_office(practice: Practice) -> None:
    with practice.office.db.read() as session:
        leader = practice.actor(session, "leader1")
    moment = datetime.now(UTC)
    assert opens(practice.office, leader, board(practice.office, leader, moment, "leaders"), moment) > 200


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
def test_the_browsers_own_print_command_cuts_nothing(enter: Enter, width: int) -> None:
    page = enter("leader1", "/board?board=leaders", width)
    expect(page.locator(".main-svg").nth(20)).to_be_attached()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) <= 6
    page.evaluate("() => { window.frozen = true; dispatchEvent(new Event('beforeprint')) }")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 740})
    assert page.evaluate(CUT) == 0
    assert page.evaluate("() => document.documentElement.scrollWidth") <= PAPER


def test_a_district_that_has_not_declared_opens_how_it_stands_from_the_map_and_from_the_list(
    practice: Practice, enter: Enter
) -> None:
    district = practice.district(practice.undeclared("region_declaration", "desk2"))
    page = enter("leader1", "/board?board=declarations", 1440)
    press_tile(page, district)
    listed = page.get_by_role("dialog")
    expect(listed).to_contain_text(f"{district.name}　未报")
    expect(listed).to_contain_text("没有开始")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    page.locator("[class*=st-key-scroll_missing] tbody tr").filter(has_text=district.name).click()
    expect(listed).to_contain_text(f"{district.name}　没有开始")
    listed.get_by_role("button", name="在办件列表中打开").first.click()
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


@pytest.mark.parametrize(("paper", "size"), [("a4p", (595, 842)), ("a4l", (842, 595)), ("a3l", (1191, 842))])
def test_a_board_is_printed_on_the_paper_that_was_chosen(enter: Enter, paper: str, size: tuple[int, int]) -> None:
    page = enter("leader1", "/board?board=declarations")
    page.evaluate("paper => { document.documentElement.dataset.paper = paper }", paper)
    printed = page.pdf(prefer_css_page_size=True)
    found = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", printed)
    assert found is not None
    assert all(abs(float(got) - wanted) < 2 for got, wanted in zip(found.groups(), size, strict=True))


def test_a_chart_is_made_by_clicking_and_its_mark_leads_to_its_cases_and_their_workbook(enter: Enter) -> None:
    page = enter("leader1", "/board")
    page.get_by_role("button", name="换看板").click()
    page.get_by_role("button", name="新建看板").click()
    page.wait_for_url("**/board_edit**")
    page.get_by_role("button", name="加一个图").click()
    card = page.locator("[class*=st-key-card_chart1]").first
    expect(card.locator(".main-svg").first).to_be_attached()
    title = card.locator(".fig h3")
    expect(title).not_to_be_empty()
    page.get_by_role("button", name="折线图").or_(page.get_by_role("radio", name="折线图")).first.click()
    expect(card.locator(".scatterlayer .point").first).to_be_attached()
    page.get_by_role("button", name="条形图").or_(page.get_by_role("radio", name="条形图")).first.click()
    expect(card.locator(".barlayer .point").last).to_be_attached()
    drawn(page)
    page.get_by_role("button", name="保存", exact=True).click()
    page.get_by_role("button", name="查看看板").click()
    page.wait_for_url("**/board?board=*")
    drawn(page)
    bars = page.locator("[class*=st-key-card_chart1] .barlayer .point")
    sizes = bars.evaluate_all("bars => bars.map(b => b.getBoundingClientRect()).map(r => r.width * r.height)")
    bars.nth(sizes.index(max(sizes))).click(force=True)  # a month that has just begun has no bar to press
    listed = page.get_by_role("dialog")
    expect(listed.locator("tbody tr").first).to_be_visible()
    with page.expect_download() as taken:
        listed.get_by_role("link", name="导出 XLSX").click()
    assert taken.value.suggested_filename.endswith(".xlsx")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    page.get_by_role("button", name="导出").first.focus()
    expect(listed).to_be_hidden()
