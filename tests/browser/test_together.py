"""One visit for all: lists of several departments merged, one visit recorded, its results recognised elsewhere."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.browser.drafts import Grid, acknowledged
from tests.browser.steps import Enter, Practice, act, code, fill, paste
from tests.browser.waiting import drawn, settled

AREA, HEAD, OTHER = "area110112", "area_head110112", "area110115"
NAME, CODE = "北京合测联检精密制造有限公司", code(910_200)
LISTS = [
    ("市场监管局", "通州区", "特种设备", "120"),
    ("应急管理局", "亦庄新城", "粉尘涉爆", "90"),
    ("生态环境局", "通州区", "大气污染物", "80"),
    ("生态环境局", "亦庄新城", "大气污染物", "70"),
]  # fmt: skip
MERGED = ["特种设备", "粉尘涉爆", "大气污染物"]


def begun(page: Page) -> str:
    """Opens a check of the enterprise and gives its number."""
    page.get_by_role("button", name="开始填报").click()
    page.wait_for_url("**/form?case=*")
    settled(page)
    fill(page, "企业名称", NAME)
    fill(page, "统一社会信用代码", CODE)
    return re.search(r"case=(\d+)", page.url)[1]  # type: ignore[index]


def figure(page: Page, name: str) -> float:
    """A figure of the board as it stands there."""
    card = page.locator('[class*="st-key-card_num_"]').filter(has_text=name)
    expect(card.first).to_be_visible()
    words = card.first.locator("[class*=st-key-big_] button").first.inner_text()
    return float(re.sub(r"[^\d.]", "", words))


def test_lists_are_merged_visited_once_and_recognised_by_another_district(practice: Practice, enter: Enter) -> None:
    leader = enter("council", "/board?board=together")
    checks, results = figure(leader, "跨区联合检查"), figure(leader, "互认的检查结果")

    page = enter(AREA, "/new?procedure=together_check")
    case = begun(page)
    paste(page, 0, LISTS)
    page.get_by_role("button", name="报统筹", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    drawn(page)
    sheet = page.locator(".st-key-card_sheet")
    expect(sheet.locator("tr").filter(has_text="合并后项数")).to_contain_text("3")
    expect(sheet.locator("tr").filter(has_text="单独合计分钟")).to_contain_text("360")

    council = enter("council", f"/case?case={case}")
    act(council, "同意联合检查")

    page.reload()
    drawn(page)
    today = practice.office.today(datetime.now(UTC))
    page.locator('[class*="st-key-field_"]').filter(has_text="检查日期").get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{today:%Y%m%d}")
    page.keyboard.press("Tab")
    settled(page)
    fill(page, "实际分钟", "144")
    grid = Grid(page, 0)  # the items stand there
    for n, item in enumerate(MERGED):
        expect(grid.cell(n, "检查事项")).to_contain_text(item)
    grid.paste(0, "检查结果", "\n".join(["合格"] * len(MERGED)))
    acknowledged(page, grid)
    act(page, "检查完毕")

    head = enter(HEAD, f"/case?case={case}")
    act(head, "确认互认")
    partner = enter("partner", f"/register?register=mutual_results&text={NAME}")
    lines = partner.locator("tbody tr").filter(has_text=NAME)
    expect(lines).to_have_count(len(MERGED))
    expect(lines.first).to_contain_text("合格")

    other = enter(OTHER, "/new?procedure=together_check")
    begun(other)
    paste(other, 0, [("应急管理局", "大兴区", "粉尘涉爆", "80")])
    expect(other.get_by_text("粉尘涉爆三区已有检查结果，应当互认").first).to_be_visible()
    expect(other.get_by_text("没有要改的地方")).to_have_count(0)

    leader.goto("/board?board=together")
    drawn(leader)
    assert figure(leader, "跨区联合检查") == checks + 1
    assert figure(leader, "互认的检查结果") == results + len(MERGED)
    assert figure(leader, "一次查完平均用时") < figure(leader, "分别检查平均用时")
