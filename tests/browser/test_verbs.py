"""The verbs of a review on its screens: returned to a step that was chosen, standing still, many rows, many cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.drafts import Server, served
from tests.browser.scenes import HERE, LONG, ROWS, THERE, reviewed, reviewing
from tests.browser.steps import Witness, act, choose_in, choose_reason, opine
from tests.browser.waiting import settled

Enter = Callable[..., Page]


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Fifty things at once take their time on a small machine."""
    expect.set_options(timeout=60_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with served(tmp_path_factory.mktemp("verbs"), reviewing) as server:
        yield server


@pytest.fixture
def witness(office: Server) -> Iterator[Witness]:
    watching = Witness(office.url)
    yield watching
    watching.at_ease()


@pytest.fixture
def enter(browser: Browser, office: Server, witness: Witness) -> Iterator[Enter]:
    """Opens a browser for somebody at a page; without somebody, for whoever comes by a link."""
    with ExitStack() as profiles:

        def come(who: str, to: str) -> Page:
            context = office.signed_in(browser, who) if who else browser.new_context(locale="zh-CN")
            context.set_default_timeout(30_000)
            profiles.callback(context.close)
            witness.watch(context)
            page = context.new_page()
            page.goto(to)
            if who:
                settled(page)
            return page

        yield come


def verb(page: Page, name: str) -> Locator:
    """Opens the dialog of a verb from the menu of the rail."""
    page.locator(".st-key-card_act").get_by_role("button", name="更多操作").click()
    page.locator(".st-key-verbs").get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog", name=name)
    expect(dialog).to_be_visible()
    settled(page)
    return dialog


def write(page: Page, where: Locator, label: str, text: str) -> None:
    box = where.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Tab")
    settled(page)


def test_a_return_to_a_chosen_step_comes_straight_back_and_keeps_what_was_said(
    office: Server, witness: Witness, enter: Enter
) -> None:
    case = reviewed(office, THERE)
    officer = enter("desk", f"/case?case={case}")
    opine(officer, "同意", about=LONG)

    def given(dialog: Locator) -> None:
        expect(dialog).to_contain_text("已出的意见留存")
        choose_in(officer, dialog, "退回到", "区县审核")
        dialog.get_by_text("直接回到退回人").click()
        choose_reason(officer, dialog)
        write(officer, dialog, "补正内容", "请区县局再核一次地址")

    act(officer, "退回任一环节", given)
    witness.see(officer)
    head = enter("head2", f"/case?case={case}")
    expect(head.locator(".head + *, .notice").first).to_be_visible()
    act(head, "审核报送")
    expect(head.locator(".st-key-card_facts")).to_contain_text("联合审查")
    witness.see(head)
    officer.reload()
    settled(officer)
    kept = officer.locator('[class*="st-key-card_round_joint_2"]').locator(".op").filter(has_text="沿用")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text("同意")
    witness.see(officer)
    comes_by_a_renewed_link(witness, enter, case)


def test_fifty_rows_are_a_matrix_and_one_tick_answers_all_that_are_left(
    office: Server, witness: Witness, enter: Enter
) -> None:
    case = reviewed(office, HERE, ROWS)
    page = enter("desk", f"/case?case={case}")
    table = page.get_by_role("table", name="联合审查")
    expect(table.locator("tbody tr")).to_have_count(20)
    page.get_by_role("button", name=f"展开其余 {ROWS - 20} 项").click()
    expect(table.locator("tbody tr")).to_have_count(ROWS)
    settled(page)
    table.locator("tbody tr").nth(1).press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    choose_in(page, dialog, "意见", "不同意")
    write(page, dialog, "理由", "边界不清")
    dialog.get_by_role("button", name="提出意见", exact=True).click()
    expect(table.locator("tbody tr").nth(1)).to_contain_text("边界不清")
    settled(page)
    page.get_by_role("radiogroup").get_by_text(f"等您出意见 {ROWS - 1}").click()
    expect(table).not_to_contain_text("边界不清")
    settled(page)
    page.locator(".st-key-card_act").get_by_role("button", name="提出意见", exact=True).click()
    expect(dialog.get_by_role("checkbox", name=f"全部 {ROWS - 1} 项")).to_be_checked()
    choose_in(page, dialog, "意见", "同意")
    dialog.get_by_role("button", name="提出意见", exact=True).click()
    held = page.locator('[class*="st-key-card_round_"]').first
    expect(held).to_contain_text(f"{ROWS}/{2 * ROWS} 已出意见")
    witness.see(page)

    handed_to_a_colleague_of_the_leaver(office, witness, enter, case)
    stands_still_and_goes_on(witness, enter, case)


def handed_to_a_colleague_of_the_leaver(office: Server, witness: Witness, enter: Enter, case: int) -> None:
    """Claimed from the desk in one go, handed over by the administrator, and named once however many tasks it is."""
    page = enter("credit", "/")
    page.locator("tbody tr").filter(has_text="渝中区").get_by_role("checkbox").check()
    page.locator(".st-key-card_todo").get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="认领（1 件）").click()
    page.get_by_role("dialog").get_by_role("button", name="认领", exact=True).click()
    expect(page.get_by_text("已认领 1 件")).to_be_visible()
    witness.see(page)
    admin = enter("admin", f"/people?person={office.desk.people['credit']}")
    card = admin.locator(".st-key-card_leaver")
    expect(card).to_contain_text(f"还有 {ROWS} 项待办在其名下")
    expect(card.locator("li")).to_have_count(1)
    choose_in(admin, card, "交给谁（姓名、拼音）", "某law")
    card.get_by_role("button", name="交接", exact=True).click()
    expect(card).to_contain_text(f"已交接 {ROWS} 项")
    expect(card).to_contain_text("名下没有待办")
    witness.see(admin)


def stands_still_and_goes_on(witness: Witness, enter: Enter, case: int) -> None:
    """挂起 says who, when and why on the page of everybody; 恢复 takes it away."""
    page = enter("desk", f"/case?case={case}")
    dialog = verb(page, "挂起")
    dialog.get_by_role("button", name="挂起", exact=True).click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    write(page, dialog, "原因", "等市级规划调整批复")
    dialog.get_by_role("button", name="挂起", exact=True).click()
    expect(page.get_by_text("已办理：挂起")).to_be_visible()
    clerk = enter("clerk", f"/case?case={case}")
    stands = clerk.locator(".notice").filter(has_text="等市级规划调整批复")
    expect(stands).to_contain_text("某desk")
    expect(clerk.locator(".st-key-card_facts")).to_contain_text("已挂起")
    dialog = verb(page, "恢复")
    write(page, dialog, "原因", "批复已到")
    dialog.get_by_role("button", name="恢复", exact=True).click()
    expect(page.get_by_text("已办理：恢复")).to_be_visible()
    clerk.reload()
    settled(clerk)
    expect(stands).to_have_count(0)
    witness.see(clerk)


def comes_by_a_renewed_link(witness: Witness, enter: Enter, case: int) -> None:
    """The first link is dead once there is a second; that one opens one question, without any menu."""
    page = enter("desk", f"/case?case={case}")
    dialog = verb(page, "邀请专家")
    write(page, dialog, "姓名", "欧阳明远")
    write(page, dialog, "手机或邮箱", "13900000000")
    dialog.get_by_role("button", name="生成链接").click()
    expect(dialog).to_contain_text("链接有效到")
    first = dialog.get_by_test_id("stCode").inner_text().strip()
    dialog.get_by_role("button", name="换新链接").click()
    expect(dialog.get_by_test_id("stCode")).not_to_contain_text(first.rpartition("=")[2])
    second = dialog.get_by_test_id("stCode").inner_text().strip()
    witness.see(page)
    page = enter("", first)
    expect(page.get_by_role("alert")).to_contain_text("已用过、已撤回或已过期")
    page.goto(second)
    page.locator("form button").click()
    expect(page.get_by_text("请您参加联合审查")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.locator(".st-key-topbar")).to_contain_text(re.compile("您是：欧阳明远"))
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_role("alert").filter(has_text="没有办理成功")).to_contain_text("没有填写")
    choose_in(page, page.locator(".st-key-card_opinion"), "意见", "同意")
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_text("谢谢，您的意见已收到")).to_be_visible()
    witness.see(page)
