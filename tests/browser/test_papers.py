"""A paper is issued, opened as PDF and voided by clicking, by whoever has the case before them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drafts import Server, served
from tests.browser.scenes import filed, reviewing
from tests.browser.steps import Witness
from tests.browser.waiting import settled

Enter = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("papers"), reviewing) as server:
        yield server


@pytest.fixture
def enter(browser: Browser, office: Server) -> Iterator[Enter]:
    """Opens a browser for somebody at a page."""
    watching = Witness(office.url)
    with ExitStack() as profiles:

        def come(who: str, to: str) -> Page:
            context = office.signed_in(browser, who)
            context.set_default_timeout(30_000)
            profiles.callback(context.close)
            watching.watch(context)
            page = context.new_page()
            page.goto(to)
            settled(page)
            return page

        yield come
    watching.at_ease()


def text(page: Page, place: str) -> str:
    """What the PDF at an address says."""
    answer = page.request.get(place)
    assert answer.ok and answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(answer.body()) as document:
        return "".join("".join(p.get_textpage().get_text_range() for p in document).split())


def test_a_paper_is_issued_opened_and_voided_by_clicking(office: Server, enter: Enter) -> None:
    page = enter("desk", f"/case?case={filed(office)}")
    card = page.locator(".st-key-card_papers")
    card.locator(".st-key-paper_issue_receipt").get_by_role("button").click()
    expect(card.get_by_text("已签发收件回执")).to_be_visible(timeout=60_000)
    link = card.get_by_role("link", name="PDF")
    place = link.get_attribute("href") or ""
    assert "沙盒监管区域申报收件回执" in text(page, place) and "作废" not in text(page, place)
    card.get_by_role("button", name="作废", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="理由").fill("发错了对象")
    dialog.get_by_role("button", name="确认作废").click()
    expect(card.get_by_text("作废 1 份")).to_be_visible(timeout=60_000)
    assert "作废" in text(page, place)
