"""Who acts for whom, who comes by a link, and why a case is due when it is: on the screens of those who need it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from tests.browser.steps import Practice, Witness, act, choose_in, signed_in
from tests.browser.waiting import settled


def opened(browser: Browser, practice: Practice, witness: Witness, login: str, to: str) -> Iterator[Page]:
    """A page as somebody has it before them, until the test is over."""
    with signed_in(browser, practice.url, practice.token(login)) as context:
        witness.watch(context)
        page = context.new_page()
        page.goto(to)
        settled(page)
        yield page
        witness.see(page)


def test_a_deputy_acts_and_the_history_says_for_whom(browser: Browser, practice: Practice, witness: Witness) -> None:
    lender, deputy = practice.name("desk3"), practice.name("law1")
    case = practice.lying_in("region_declaration", "filed")[0]
    for page in opened(browser, practice, witness, "desk3", "/account"):
        card = page.locator(".st-key-card_delegations")
        choose_in(page, card, "请谁代办（姓名、拼音）", deputy)
        card.get_by_role("button", name="委托", exact=True).click()
        expect(card).to_contain_text(f"{deputy} 代 {lender} 办理")
    for page in opened(browser, practice, witness, "law1", "/"):
        row = page.locator("tbody tr").filter(has_text=f"代{lender}").filter(has_text="接收").first
        expect(row).to_be_visible()
        page.goto(f"/case?case={case}")
        settled(page)
        act(page, "接收")
        expect(page.locator(".st-key-card_history")).to_contain_text(f"{deputy}（代{lender}）")


def test_a_due_date_explains_itself_day_by_day(browser: Browser, practice: Practice, witness: Witness) -> None:
    case = practice.lying_in("region_declaration", "joint")[0]
    for page in opened(browser, practice, witness, "desk1", f"/case?case={case}"):
        card = page.locator(".st-key-card_clocks")
        expect(card).to_contain_text(re.compile(r"\d\d-\d\d"))
        due = re.search(r"\d\d-\d\d", card.inner_text())
        assert due
        card.get_by_role("button", name=re.compile("怎么算的")).first.click()
        days = page.get_by_role("dialog").locator("table.days tbody tr")
        expect(days.last).to_be_visible()
        assert due[0] in days.filter(has=page.locator("xpath=self::*[contains(@class,'counts')]")).last.inner_text()


def test_an_expert_comes_by_a_link_answers_and_sees_nothing_else(
    browser: Browser, practice: Practice, witness: Witness
) -> None:
    case, link = practice.lying_in("region_declaration", "joint")[-1], ""
    for page in opened(browser, practice, witness, "desk1", f"/case?case={case}"):
        page.locator(".st-key-card_act").get_by_role("button", name="更多操作").click()
        page.get_by_role("button", name="邀请专家").click()
        dialog = page.get_by_role("dialog")
        for label, words in (("姓名", "李明远"), ("手机或邮箱", "13900000000")):
            dialog.get_by_role("textbox", name=label).fill(words)
            dialog.get_by_role("textbox", name=label).press("Tab")
            settled(page)
        dialog.get_by_role("button", name="生成链接").click()
        expect(dialog).to_contain_text("链接只显示这一次")
        link = dialog.get_by_test_id("stCode").inner_text().strip()
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    witness.watch(context)
    page = context.new_page()
    page.goto(link)
    page.locator("form button").click()
    expect(page.get_by_text("请您参加联合审查")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    choose_in(page, page.locator(".st-key-card_opinion"), "意见", "同意")
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_text("谢谢，您的意见已收到")).to_be_visible()
    assert page.goto(practice.url + "/cases").status == 403  # type: ignore[union-attr]
    page.goto(link)
    expect(page.locator("form button")).to_have_count(0)
    witness.see(page)
    context.close()
