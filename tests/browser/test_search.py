"""The search box in a browser: / leads to it, what was found is marked, the arrow keys and Enter open it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.drafts import Server
from tests.browser.steps import Witness
from tests.browser.test_registers import opened
from tests.browser.test_registers import street as street  # noqa: PLC0414
from tests.browser.waiting import drawn, settled

pytestmark = pytest.mark.browser


@pytest.fixture
def witness(street: Server) -> Iterator[Witness]:
    watching = Witness(street.url)
    yield watching
    watching.at_ease()


def test_a_word_is_typed_its_hits_are_marked_and_one_is_opened(
    browser: Browser, street: Server, witness: Witness
) -> None:
    page = opened(browser, street, witness, "writer", "/")
    drawn(page)  # the key is listened to once the page stands
    page.keyboard.press("/")
    expect(page.locator(".st-key-find input")).to_be_focused()
    page.keyboard.type("李四 茶楼")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/search\?q="))
    settled(page)
    found = page.locator(".st-key-card_found_entries")
    expect(found.locator(".said mark")).to_have_text(["李四"])
    expect(found.get_by_role("button", name="茶楼")).to_be_visible()
    page.locator(".st-key-search_q input").focus()
    for key in ("ArrowDown", "ArrowDown", "Enter"):  # past the case by which it came in
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="茶楼")).to_be_visible()
    page.go_back()
    expect(page.locator(".st-key-search_q input")).to_have_value("李四 茶楼")
