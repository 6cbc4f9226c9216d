"""The contact of the month: who keeps in contact with a key enterprise owes it, writes it down, and others see it."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.steps import Enter, Practice, act, choose_in, fill
from tests.browser.waiting import drawn, settled
from workflows.clocks.owed import OPEN, Asked, Report, owed

LIAISON, HEAD = "liaison500157", "head500157"
PROCEDURE, CONTACT = "inclusive_key", "陈测联"


def owing(practice: Practice) -> list[Report]:
    """What the contact person owes for the month that today lies in."""
    now = datetime.now(UTC)
    with practice.office.db.read() as session:
        actor = practice.actor(session, LIAISON)
    today = practice.office.today(now)
    found = owed(practice.office, actor, Asked(procedure=PROCEDURE, only=OPEN), now).reports
    return [r for r in found if r.period.first <= today <= r.period.last]


def visits(page: Page) -> int:
    """The visits of the month, as the monthly table has them: behind the name and the number of the row."""
    line = page.locator(".st-key-card_statistics tr").filter(has_text="上门走访")
    return int(re.findall(r"\d+", line.inner_text())[1])


def test_the_contact_of_the_month_is_owed_written_down_and_counted(practice: Practice, enter: Enter) -> None:
    report = owing(practice)[0]
    today, title = practice.office.today(datetime.now(UTC)), report.title.zh
    month = f"{report.period.first} 至 {report.period.last}"
    head = enter(HEAD, f"/tables?table=contact_month&period={today:%Y-%m}")
    before = visits(head)
    page = enter(LIAISON, f"/owed?procedure={PROCEDURE}&only=open")
    row = page.locator("tbody tr").filter(has_text=title).filter(has_text=month)
    expect(row).to_contain_text("每月联系企业")
    row.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    drawn(page)
    due = page.locator('[class*="st-key-card_duty_"] tbody tr').filter(has_text=month)
    expect(due).not_to_contain_text("已报")

    page.get_by_role("button", name="新建联系企业").click()
    page.wait_for_url(re.compile(r"/case\?case=\d+"))
    settled(page)
    page.locator('[class*="st-key-field_"]').filter(has_text="联系日期").get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{today:%Y%m%d}")
    page.keyboard.press("Tab")
    settled(page)
    choose_in(page, page.locator("body"), "联系方式", "上门走访")
    fill(page, "联系人", CONTACT)
    fill(page, "经营情况", "订单平稳，新增两条产线。")
    act(page, "登记联系")
    expect(page.get_by_text(re.compile(r"企联\d{4}-500157-\d{4}")).first).to_be_visible()

    assert report.id not in [r.id for r in owing(practice)]
    page.goto(f"/register?entry={report.entry}")
    drawn(page)
    expect(due).to_contain_text("已报")
    page.goto(f"/owed?procedure={PROCEDURE}&only=open")
    drawn(page)
    expect(row).to_have_count(0)

    head.reload()
    drawn(head)
    assert visits(head) == before + 1
    head.goto(f"/register?entry={report.entry}")
    drawn(head)
    seen = head.locator('[class*="st-key-card_duty_"] tbody tr').filter(has_text=month)
    expect(seen).to_contain_text("已报")
    seen.get_by_text("查看").click()
    head.wait_for_url(re.compile(r"/case\?case=\d+"))
    drawn(head)
    expect(head.get_by_text("订单平稳，新增两条产线。").first).to_be_visible()
