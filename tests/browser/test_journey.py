"""One declaration, from the clerk's paste to the leader's board, by everybody who has a part in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.drafts import Grid, acknowledged
from tests.browser.steps import (
    Place,
    Practice,
    Witness,
    act,
    choose,
    choose_reason,
    code,
    fill,
    opine,
    paste,
    press_tile,
    signed_in,
)
from tests.browser.waiting import settled
from workflows.publishing import DEFINITIONS

PROCEDURE = "region_declaration"
STAMPED = DEFINITIONS / PROCEDURE / "samples" / "stamped.pdf"
WRONG = re.compile(r"\bwrong\b")
IN, OUT = "江北嘴数字文创园", "观音桥预制菜集市"
REASON = "不属于“四新”经济相对集中的区域。"

Enter = Callable[..., Page]


@pytest.fixture
def enter(browser: Browser, practice: Practice, witness: Witness) -> Iterator[Enter]:
    """Opens a browser for a person at a page."""
    with ExitStack() as profiles:

        def come(login: str, to: str, width: int = 1280) -> Page:
            profile = signed_in(browser, practice.url, practice.token(login), width)
            context = profiles.enter_context(profile)
            witness.watch(context)
            page = context.new_page()
            page.goto(to)
            settled(page)
            return page

        yield come


def test_one_declaration_from_the_clerks_paste_to_the_leaders_board(
    practice: Practice, witness: Witness, enter: Enter
) -> None:
    district = practice.undeclared(PROCEDURE, "desk2")
    clerk, head, desk = f"clerk{district.lower()}", f"head{district.lower()}", "desk2"

    page = enter(clerk, "/new")
    begin(page)
    declare(page)
    are_told_and_mend(page)
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url("**/case?case=*")
    settled(page)
    case = page.url.rpartition("=")[2]
    expect(page.get_by_text(re.compile(r"沙申\d{4}-\w{6}-\d{3}")).first).to_be_visible()
    witness.see(page)

    page = enter(head, f"/case?case={case}")
    attach_the_stamped_scan(page)
    act(page, "审核报送")
    witness.see(page)

    officer = enter(desk, f"/case?case={case}")
    act(officer, "接收")
    opine(officer, "不同意", REASON, about=OUT)
    act(officer, "退回补正", lambda dialog: are_told_what_stays_and_write(officer, dialog))
    witness.see(officer)

    page = enter(clerk, f"/form?case={case}")
    expect(page.get_by_text("地址写到门牌号")).to_be_visible()
    outer = Grid(page, 0)
    outer.type(0, "注册登记地址", "江北嘴金沙路18号")
    acknowledged(page, outer)
    page.get_by_role("button", name="补正完成", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    witness.see(page)

    officer.reload()
    settled(officer)
    expect(officer.get_by_text("退回后改了什么")).to_be_visible()
    expect(officer.locator(".st-key-card_changed")).to_contain_text("江北嘴金沙路18号")
    the_opinion_on_what_did_not_change_is_kept(officer)
    opine(officer, "同意", about=IN)
    witness.see(officer)
    page = enter("credit1", f"/case?case={case}")
    expect(page.locator(".st-key-card_act")).to_contain_text("还有 2 项等您出意见")
    opine(page, "同意")
    expect(page.locator(".head")).to_be_visible()
    witness.see(page)
    officer.reload()
    settled(officer)
    expect(officer.locator(".st-key-card_history")).to_contain_text("系统")

    stands_in_the_register(officer)
    witness.see(officer)
    leader = enter("leader1", "/board", width=1440)
    finds_it_on_the_board(leader, practice.district(district), case)
    witness.see(leader)


def begin(page: Page) -> None:
    page.get_by_role("button", name="开始填报").click()
    page.wait_for_url("**/form?case=*")
    settled(page)


def declare(page: Page) -> None:
    """Two regions and their enterprises as blocks: one code is wrong, and one number disagrees."""
    fill(page, "联系人", "陈立军")
    fill(page, "联系电话", "13900000000")
    paste(page, 0, [(IN, "园区", "江北嘴金沙路", 3), (OUT, "其他", "观音桥步行街2号", 4)])
    outer, inner = Grid(page, 0), Grid(page, 1)
    choose(page, outer, 0, "申报名称")
    wrong = code(900_001)[:-1]
    paste(page, 1, [("云帆文创有限公司", code(900_000)), ("星野数联有限公司", wrong), ("鹿鸣影像", code(900_002))])
    choose(page, outer, 1, "申报名称")
    paste(page, 1, [(f"预制菜{n}号店", code(900_010 + n)) for n in range(3)])
    expect(inner.cell(2, "名称")).to_have_text("预制菜2号店")


def are_told_and_mend(page: Page) -> None:
    """The rail names both places, the cells are red, and each mended one goes away."""
    outer, inner = Grid(page, 0), Grid(page, 1)
    expect(page.get_by_text("要改 2 处", exact=True)).to_be_visible()
    expect(outer.cell(1, "数量")).to_have_class(WRONG)
    rail = page.locator(".st-key-card_errors")
    expect(rail).to_contain_text("填 4 户，附表 3 户，相差 1 户")
    expect(page.get_by_text(re.compile("还有 2 处要改"))).to_be_visible()
    outer.type(1, "数量", "3")
    expect(page.get_by_text("要改 1 处", exact=True)).to_be_visible()
    rail.get_by_role("button", name="转到第一处").click()
    expect(inner.cell(1, "统一社会信用代码")).to_have_class(WRONG)
    inner.type(1, "统一社会信用代码", code(900_001))
    expect(page.get_by_text("没有要改的地方")).to_be_visible()
    acknowledged(page, outer, inner)


def attach_the_stamped_scan(page: Page) -> None:
    expect(page.get_by_role("button", name="审核报送", exact=True)).to_be_disabled()
    page.locator("input[type=file]").set_input_files(STAMPED)
    expect(page.get_by_role("button", name="审核报送", exact=True)).to_be_enabled()


def write(page: Page, dialog: Locator, label: str, text: str) -> None:
    box = dialog.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Tab")
    settled(page)


def are_told_what_stays_and_write(page: Page, dialog: Locator) -> None:
    """Whoever returns a case from inside the round is told which opinions stay."""
    expect(dialog).to_contain_text("已出的意见留存")
    choose_reason(page, dialog)
    write(page, dialog, "补正内容", "地址写到门牌号")


def the_opinion_on_what_did_not_change_is_kept(page: Page) -> None:
    """The region that was mended is asked about again, the other keeps what was said."""
    asked = page.locator('[class*="st-key-card_round_joint_2"]')
    kept = asked.locator(".op").filter(has_text="沿用")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text(REASON)
    expect(asked.locator('[class*="st-key-about_"]').filter(has_text=IN)).to_contain_text("待出意见")


def stands_in_the_register(page: Page) -> None:
    """The one that was taken in, with its enterprises; not the other."""
    page.goto("/register")
    settled(page)
    for name, found in ((OUT, 0), (IN, 1)):
        box = page.locator(".st-key-card_filters").get_by_role("textbox").last
        box.fill(name)
        box.press("Enter")
        settled(page)
        expect(page.locator("tbody tr").filter(has_text=name)).to_have_count(found)
    page.locator("tbody tr").filter(has_text=IN).click()
    expect(page.get_by_role("heading", name=IN)).to_be_visible()
    expect(page.get_by_text("鹿鸣影像")).to_be_visible()


def finds_it_on_the_board(page: Page, district: Place, case: str) -> None:
    """Presses the district on the map; the list behind it leads to the case with both decisions."""
    press_tile(page, district)
    listed = page.get_by_role("dialog")
    expect(listed).to_contain_text(district.name)
    listed.locator("tbody tr").filter(has_text=district.name).first.click()
    page.wait_for_url(f"**/case?case={case}")
    settled(page)
    sheet = page.locator(".st-key-card_sheet")
    for words in (IN, OUT, "不予纳入", REASON):
        expect(sheet).to_contain_text(words)
