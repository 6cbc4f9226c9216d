"""The browser's back button: one press returns to the address that was left, and to what it showed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, signed_in
from tests.browser.waiting import drawn
from workflows.cases.todo import todo

Step = Callable[[Page], None]
SHOWN = """() => ({
    inputs: [...document.querySelectorAll('[data-testid=stMain] input:not([type=checkbox])')].map(i => i.value),
    lit: [...document.querySelectorAll('[data-testid=stMain] button[aria-checked=true]')].map(b => b.innerText),
    heads: [...document.querySelectorAll('.head')].map(h => h.innerText),
})"""


@pytest.fixture
def leader(browser: Browser, office_folder: Path, server: str) -> Iterator[Page]:
    """Somebody who may read everything that has arrived."""
    practice, witness = Practice.of(office_folder, server), Witness(server)
    with signed_in(browser, server, practice.token("leader1")) as context:
        witness.watch(context)
        page = context.new_page()
        yield page
        witness.see(page)
    witness.at_ease()


@pytest.fixture
def desk(browser: Browser, office_folder: Path, server: str) -> Iterator[Page]:
    """Somebody with several worklists at the moment: what waits for whom hangs on what was done here before."""
    practice = Practice.of(office_folder, server)
    people = (*practice.logins("desk"), *practice.logins(""))
    login = next(who for who in people if _worklists(practice, who) > 1)
    with signed_in(browser, server, practice.token(login)) as context:
        yield context.new_page()


def _worklists(practice: Practice, login: str) -> int:
    """How many worklists have something in them."""
    with practice.office.db.read() as session:
        who = practice.actor(session, login)
    mine = todo(practice.office, who, datetime.now(UTC))
    waiting = {(item.case.procedure, item.case.state_id) for item in mine.items}
    return sum(any((each.procedure, state) in waiting for state in each.query.states) for each in mine.lists)


def open_row(page: Page) -> None:
    page.locator("tbody tr").first.click()


def open_number(page: Page) -> None:
    """The list behind a number of the board, then all of it."""
    page.locator("[class*=st-key-open_card_num_enterprises]").get_by_role("button").click()
    page.get_by_role("button", name="在名录中打开").click()


def open_listed(page: Page) -> None:
    """The list behind a number of the board, then an entry of it."""
    page.locator("[class*=st-key-open_card_num_enterprises]").get_by_role("button").click()
    page.get_by_role("dialog").locator("tbody tr").first.click()


def open_case_of_entry(page: Page) -> None:
    page.locator(".st-key-entry_came_by").get_by_role("button").click()


def search(page: Page) -> None:
    box = page.locator(".st-key-find input")
    box.fill("重庆")
    box.press("Enter")


def pick(label: str, text: str) -> Step:
    """Chooses something in a drop-down."""

    def step(page: Page) -> None:
        box = page.get_by_test_id("stSelectbox").filter(has_text=label).locator("input")
        box.fill(text)
        page.get_by_role("option", name=text).first.click()

    return step


def press(name: str) -> Step:
    return lambda page: page.get_by_test_id("stMain").get_by_role("button", name=name, exact=True).click()


def by_menu(slug: str) -> Step:
    """By the side navigation, which is folded on some pages."""
    return lambda page: page.locator(f"[class*=st-key-nav_off_{slug}] a").first.evaluate("a => a.click()")


WAYS: dict[str, tuple[str, Step, str]] = {  # from where, how, to which page
    "a case of a filtered list": ("/cases?ended=1&order=number", open_row, "/case?"),
    "a second filter": ("/cases?ended=1", pick("区县", "江津区"), "/cases?"),
    "an entry of a register of a day": ("/register?on=2026-06-01&f_所属类型=园区", open_row, "/register?"),
    "a second filter of a register": ("/register?on=2026-06-01", pick("区县", "渝中区"), "/register?"),
    "the next page of a register": ("/register?order=since", press("下一页"), "/register?"),
    "the full list behind a number": ("/board?scope=500103&on=2026-06-01", open_number, "/register?"),
    "an entry behind a number": ("/board?scope=500103&on=2026-06-01", open_listed, "/register?"),
    "another scope": ("/board?scope=500103&on=2026-06-01", pick("范围", "江津区"), "/board?"),
    "what the search box finds": ("/board?scope=500103&on=2026-06-01", search, "/search?"),
    "another page of the menu": ("/register?on=2026-06-01", by_menu("board"), "/board"),
}  # fmt: skip


def at(page: Page, path: str) -> dict[str, Any]:
    """Opens an address and says what is seen there."""
    page.goto(path)
    return seen(page)


def seen(page: Page) -> dict[str, Any]:
    drawn(page)
    rows = page.locator("tbody tr").evaluate_all("rows => rows.map(r => r.dataset.id)")
    return {"url": page.url, "rows": rows, **page.evaluate(SHOWN)}


def left(page: Page, before: str, to: str) -> None:
    """Waits until the page is another one."""
    page.wait_for_url(lambda url: url != before and to in url)
    drawn(page)


@pytest.mark.parametrize("way", list(WAYS))
def test_one_press_of_back_returns_to_the_address_and_the_view_that_were_left(leader: Page, way: str) -> None:
    start, step, to = WAYS[way]
    before = at(leader, start)
    step(leader)
    left(leader, before["url"], to)
    leader.go_back()
    leader.wait_for_url(before["url"])
    assert seen(leader) == before


def test_back_leads_from_a_case_to_the_worklist_that_was_looked_at(desk: Page) -> None:
    at(desk, "/")
    lists = desk.locator(".st-key-list").get_by_role("radio")
    expect(lists.nth(1)).to_be_visible()
    lists.last.click()
    desk.wait_for_url("**/?list=*")
    before = seen(desk)
    open_row(desk)
    left(desk, before["url"], "case=")
    desk.go_back()
    desk.wait_for_url(before["url"])
    assert seen(desk) == before


def test_back_leads_from_a_case_to_its_entry_and_from_there_to_the_register_of_that_day(leader: Page) -> None:
    listed = at(leader, "/register?on=2026-06-01")
    open_row(leader)
    left(leader, listed["url"], "entry=")
    entry = seen(leader)
    open_case_of_entry(leader)
    left(leader, entry["url"], "/case?")
    expect(leader.get_by_text("办理历史")).to_be_visible()
    for step in (entry, listed):
        leader.go_back()
        leader.wait_for_url(step["url"])
        assert seen(leader) == step
    leader.go_forward()
    leader.wait_for_url(entry["url"])
    assert seen(leader) == entry
