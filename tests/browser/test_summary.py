"""Departments differ, the desk sees where and answers what they suggested, and the decision can be taken."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, signed_in
from tests.browser.waiting import settled


def on_the_case(browser: Browser, practice: Practice, witness: Witness, login: str, case: int) -> Iterator[Page]:
    with signed_in(browser, practice.url, practice.token(login)) as context:
        witness.watch(context)
        page = context.new_page()
        page.goto(f"/case?case={case}")
        settled(page)
        yield page
        witness.see(page)


def test_differences_are_seen_and_suggestions_answered_before_the_decision(
    browser: Browser, practice: Practice, witness: Witness
) -> None:
    case = next(c for c in practice.lying_in("sandbox_approval", "plan_decide"))
    for page in on_the_case(browser, practice, witness, "approval_head", case):
        button = page.get_by_role("button", name="同意试点", exact=True)
        expect(button).to_be_disabled()
        expect(page.locator(".st-key-rail")).to_contain_text("条建议没有答复采纳情况")
    for page in on_the_case(browser, practice, witness, "approval1", case):
        card = page.locator(".st-key-card_summed")
        expect(card).to_contain_text("◆ 1 处分歧")
        expect(card.locator("td.apart")).to_have_text("◆ 不符合")
        heads = card.locator("thead th")
        before = heads.count()
        card.get_by_text("只看分歧").click()
        expect(heads).not_to_have_count(before)
        expect(card.locator("td.apart")).to_be_visible()
        _answers(page)
        _downloads(page, case)
    for page in on_the_case(browser, practice, witness, "approval_head", case):
        expect(page.get_by_role("button", name="同意试点", exact=True)).to_be_enabled()


def _answers(page: Page) -> None:
    card = page.locator(".st-key-card_suggestions")
    expect(card).to_contain_text("5 条，已答复 3 条")
    point = card.locator("[class*='st-key-point_']").last
    point.get_by_text("不采纳", exact=True).click()
    settled(page)
    point.get_by_placeholder("理由或落实情况").fill("豁免期限按清单另定")
    point.get_by_role("button", name="答复", exact=True).click()
    settled(page)
    expect(card).to_contain_text("5 条，已答复 4 条")
    point = card.locator("[class*='st-key-point_']").nth(3)
    point.get_by_text("采纳", exact=True).click()
    settled(page)
    point.get_by_role("button", name="答复", exact=True).click()
    expect(card).to_contain_text("5 条，已答复 5 条")


def _downloads(page: Page, case: int) -> None:
    found = page.request.get(f"/summary/{case}/book")
    book = load_workbook(BytesIO(found.body()))
    words = [str(c.value) for sheet in book for line in sheet.iter_rows() for c in line if c.value is not None]
    assert "豁免期限按清单另定" in words and "◆ 不符合" in words
    paper = page.request.get(f"/summary/{case}").text()
    assert "豁免期限按清单另定" in paper and "5" in paper
