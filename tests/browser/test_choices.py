"""Menus in a real browser: searched by the sound of their words, level under level, on the form and in its grids."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.drafts import OUTER, Grid, Server, acknowledged, firms, open_form, region, served
from tests.browser.waiting import settled
from tests.workflows.rich import enrich

FIELDS = [
    {"key": "情形", "type": "choices", "title": "情形", "options": "region_kinds"},
    {"key": "行业", "type": "cascade", "title": "行业", "options": "industries", "levels": ["门类", "大类"]},
    {"key": "经办", "type": "person", "title": "经办人"},
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose form has such menus."""
    with served(tmp_path_factory.mktemp("choices")) as server:
        enrich(server.desk, FIELDS)
        yield server


@pytest.fixture
def case(desk: Server) -> Iterator[int]:
    made = desk.draft("500103", "clerk", [region("东园", firms(2))])
    yield made
    desk.drop(made, "clerk")


@pytest.fixture
def page(browser: Browser, desk: Server, case: int) -> Iterator[Page]:
    context: BrowserContext = desk.signed_in(browser)
    yield open_form(context, case)
    context.close()


def menu(page: Page, label: str) -> Locator:
    return page.locator(f'[role=combobox][aria-label*="{label}"]').first


def heard(page: Page, label: str, typed: str) -> list[str]:
    """What is offered for letters typed into a menu."""
    menu(page, label).click()
    page.keyboard.type(typed, delay=30)
    offered = page.locator(".desk-sounds li")
    expect(offered.first).to_be_visible()
    return offered.all_inner_texts()


def taken(page: Page, label: str, word: str) -> None:
    """Takes the first that is offered, and waits until it is stored."""
    page.keyboard.press("Enter")
    expect(menu(page, label)).to_have_value(word)
    settled(page)


def stored(page: Page, desk: Server, case: int, key: str, wanted: Any) -> None:
    """Waits until a field holds a value; between a choice and the run that saves it the page stands still."""
    for _ in range(50):
        if desk.values(case).get(key) == wanted:
            return
        page.wait_for_timeout(100)
    assert desk.values(case).get(key) == wanted


def test_a_level_is_found_by_its_sound_and_another_one_empties_those_below(
    page: Page, desk: Server, case: int
) -> None:
    assert heard(page, "门类", "zzy")[0] == "制造业"
    taken(page, "门类", "制造业")
    expect(menu(page, "大类")).to_be_enabled()
    assert heard(page, "大类", "qiche") == ["汽车制造业"]
    taken(page, "大类", "汽车制造业")
    stored(page, desk, case, "行业", "36")
    assert heard(page, "门类", "jianzhuye") == ["建筑业"]
    taken(page, "门类", "建筑业")
    expect(menu(page, "大类")).to_have_value("")
    stored(page, desk, case, "行业", "E")


def test_several_are_chosen_by_their_sound_one_after_the_other(page: Page, desk: Server, case: int) -> None:
    for typed, word in (("fhy", "孵化园"), ("yuanqu", "园区")):
        heard(page, "情形", typed)
        page.keyboard.press("Enter")
        expect(page.get_by_test_id("stMultiSelect").get_by_text(word)).to_be_visible()
        settled(page)
    stored(page, desk, case, "情形", ["园区", "孵化园"])


def test_who_knows_the_name_needs_no_sound_and_escape_takes_nothing(page: Page, desk: Server, case: int) -> None:
    assert "某colleague" in heard(page, "经办", "mou")
    page.keyboard.press("Escape")
    expect(page.locator(".desk-sounds")).to_have_count(0)
    page.keyboard.press("Escape")
    assert "经办" not in desk.values(case)


def test_a_cell_of_a_grid_is_chosen_by_name_by_sound_and_with_the_arrows(page: Page, desk: Server, case: int) -> None:
    grid, kind = Grid(page, 0), "所属类型"
    grid.type(0, kind, "fhy")
    acknowledged(page, grid)
    assert desk.values(case)[OUTER][0][kind] == "孵化园"
    grid.cell(0, kind).click()
    page.keyboard.press("F2")
    expect(page.locator(".desk-sounds.picker li")).to_have_count(5)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    acknowledged(page, grid)
    assert desk.values(case)[OUTER][0][kind] == "创业创新园"
    expect(page.locator(".desk-sounds")).to_have_count(0)


def test_to_look_at_a_list_takes_nothing_away_and_what_is_no_choice_stays_as_typed(
    page: Page, desk: Server, case: int
) -> None:
    grid, kind = Grid(page, 0), "所属类型"
    grid.cell(0, kind).dblclick()
    expect(page.locator(".desk-sounds.picker li").first).to_be_visible()
    page.keyboard.press("Enter")
    acknowledged(page, grid)
    assert desk.values(case)[OUTER][0][kind] == "园区"
    grid.type(0, kind, "不知道")
    acknowledged(page, grid)
    assert desk.values(case)[OUTER][0][kind] == "不知道"
    grid.cell(0, kind).dblclick()
    page.locator(".desk-sounds.picker li", has_text="自贸片区").click()
    acknowledged(page, grid)
    assert desk.values(case)[OUTER][0][kind] == "自贸片区"
