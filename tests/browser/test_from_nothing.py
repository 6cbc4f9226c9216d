"""From nothing to a running procedure, by clicking and typing into boxes alone: built, mended, published, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from data.tables import Entry
from tests.browser.steps import Practice, paste
from tests.browser.waiting import drawn

pytestmark = pytest.mark.browser
MOST = 150
"""Clicks and entries for all of it, signing in left out."""
Enter = Callable[..., None]


@dataclass
class Hand:
    """A person's hand: whatever it does is counted."""

    page: Page
    count: int = 0

    def press(self, what: Locator, *, force: bool = False) -> None:
        drawn(self.page, 250)
        self.count += 1
        what.first.click(force=force)

    def button(self, name: str) -> None:
        self.press(self.page.get_by_role("button", name=name, exact=True))

    def type(self, label: str, text: str, key: str = "Tab", *, exact: bool = True) -> None:
        drawn(self.page, 250)
        self.count += 1
        box = self.page.get_by_role("textbox", name=label, exact=exact).first
        box.fill(text)
        box.press(key)

    def choose(self, label: str, *texts: str, seek: bool = False, several: bool = False) -> None:
        """Opens a menu for each, types where the list is long, and presses the entry; one for several stays open."""
        for text in texts:
            drawn(self.page, 350)
            menu = self.page.get_by_role("combobox", name=label).first
            menu.scroll_into_view_if_needed()  # a menu that scrolls away closes
            drawn(self.page, 250)
            menu.click()
            if seek:
                menu.fill(text)
            self.page.get_by_role("option", name=text).first.click()
            if several:
                self.page.keyboard.press("Escape")
            self.count += 3 if seek else 2

    def paste(self, table: int, rows: list[list[str]]) -> None:
        drawn(self.page, 250)
        paste(self.page, table, rows)
        self.count += 4


@pytest.fixture
def hand(page: Page) -> Iterator[Hand]:
    found = Hand(page)
    yield found
    assert page.context.foreign == []  # type: ignore[attr-defined]


def test_an_administrator_builds_mends_publishes_changes_and_moves(
    hand: Hand, sign_in: Enter, office_folder: Path, server: str
) -> None:
    title = f"街区更新{datetime.now():%H%M%S}"
    sign_in(hand.page, "admin", "/flow")
    a_form(hand, title)
    a_workflow(hand)
    a_defect(hand)
    hand.type("这次改了什么", "第一版")
    hand.button("发布")
    expect(hand.page.get_by_text(f"已发布：{title} 第 1 版")).to_be_visible()
    sign_in(hand.page, "clerk500103", "/new")
    case = a_case(hand, title)
    sign_in(hand.page, "admin", "/board")
    a_chart(hand, title)
    hand.page.goto(f"/design?part=form/{title}")
    a_second_version(hand)
    hand.page.goto(f"/moving?procedure={title}")
    moved(hand)
    for login in ("credit1", "law1"):
        sign_in(hand.page, login, f"/case?case={case}")
        agreed(hand)
    sign_in(hand.page, "desk1", f"/case?case={case}")
    expect(hand.page.get_by_text("事项版本 2").first).to_be_visible()
    expect(hand.page.get_by_text("已停止计时").first).to_be_visible()
    with Practice.of(office_folder, server).office.db.read() as session:
        entered = session.exec(select(Entry.title).where(Entry.case_id == int(case))).all()
    assert list(entered) == ["滨江路"]
    assert hand.count <= MOST, hand.count


def a_form(hand: Hand, title: str) -> None:
    """A procedure by its title, and its form: a table in a table and the total of its amounts."""
    page = hand.page
    hand.type("新事项的名称", title)
    hand.choose("谁填报", "区县经办人")
    hand.choose("谁办理", "市局企业处")
    hand.button("开始设计")
    expect(page.locator(".fw .state[data-at='state:handling']")).to_be_visible()
    hand.press(page.get_by_role("link", name="设计表单"))
    for name in ("街区名称", "联系人"):
        field(hand, "text", "单行文字", name)
    field(hand, "table", "明细表", "项目")
    field(hand, "text", "单行文字", "项目名称", "项目.")
    hand.press(on_canvas(page, "项目").locator(".nh"))
    field(hand, "table", "明细表", "支出", "项目.")
    field(hand, "text", "单行文字", "用途", "项目.支出.")
    field(hand, "money", "金额", "金额（含税）", "项目.支出.", "金额_含税")
    hand.press(on_canvas(page, "街区名称"))
    field(hand, "computed", "自动计算", "总金额")
    hand.choose("合计或计数", "项目 › 支出 › 金额（含税）：合计")
    expect(page.locator(".cv [data-path='总金额']")).to_contain_text("sum(")


def on_canvas(page: Page, path: str) -> Locator:
    return page.locator(f".cv [data-path='{path}']").first


def field(hand: Hand, kind: str, begun: str, title: str, within: str = "", key: str = "") -> None:
    """A field from the palette, called something: its key follows."""
    hand.press(hand.page.locator(f".pi[data-kind={kind}]"))
    expect(on_canvas(hand.page, within + begun)).to_be_visible()
    hand.type("标题", title, "Enter")
    expect(on_canvas(hand.page, within + (key or title))).to_be_visible()


def a_workflow(hand: Hand) -> None:
    """A joint review with a form of its own, a clock, and a register that is written when a case ends."""
    page = hand.page
    hand.press(page.get_by_role("link", name="设计流程"))
    hand.press(page.get_by_text("部件", exact=True))
    hand.type("新的联合审查", "部门会审")
    hand.choose("请谁", "市局信用处", "市局执法总队", several=True)
    hand.choose("在哪个状态会审", "办理")
    hand.button("添加")
    expect(page.locator(".dz-head b")).to_have_text("部门会审")
    hand.press(page.get_by_text("计时 0", exact=True))
    hand.type("新的计时", "审查时限")
    hand.button("添加")
    expect(page.locator(".dz-head b")).to_have_text("审查时限")
    hand.type("时限", "10")
    hand.choose("办哪些流转后开始", "提交", several=True)
    hand.press(page.get_by_text("名录 0", exact=True))
    hand.type("新的名录", "试点名录")
    hand.choose("记下哪些字段", "所属区县", "街区名称", "项目", several=True)
    hand.choose("办哪条流转时列入", "办结")
    hand.button("添加")
    expect(page.locator(".dz-head b")).to_have_text("试点名录")


def a_defect(hand: Hand) -> None:
    """A state that nothing leads out of is told, shown by the way there, and mended."""
    page = hand.page
    hand.press(page.get_by_text("流程图", exact=True))
    hand.button("状态")
    hand.type("名称", "初审")
    hand.choose("谁来办", "市局企业处")
    hand.press(page.locator(".fw [data-at='transition:submit']"), force=True)
    hand.choose("到哪个状态", "初审")
    told = page.locator(".finding").filter(has_text="“初审”走不到任何结束状态")
    expect(told).to_be_visible()
    expect(page.get_by_role("button", name="发布", exact=True)).to_be_disabled()
    hand.button("在图上看反例")
    hand.press(page.locator(".fw .state[data-at='state:初审']"))
    hand.press(page.locator(".st-key-card_fw_panel").get_by_text("流转", exact=True))
    hand.choose("加一条流转，到", "办理")
    hand.type("流转的名称", "通过初审")
    hand.press(page.locator(".st-key-fw_add_way_go button"))
    expect(told).to_be_hidden()
    hand.press(page.get_by_text("权限", exact=True))
    for role, signs in (("clerk", ("写", "隐", "读")), ("desk", ("隐", "读"))):  # begun as the state before it
        cell = page.locator(f".rt [data-at='初审|{role}|填写内容']")
        expect(cell).to_have_text(signs[0])
        for sign in signs[1:]:
            hand.press(cell)
            expect(cell).to_have_text(sign)
    expect(page.get_by_role("button", name="发布", exact=True)).to_be_enabled()


def a_case(hand: Hand, title: str) -> str:
    """Filled in by a clerk with rows in rows, and handed in; its number in the address."""
    page = hand.page
    hand.press(page.get_by_text(title, exact=True))
    hand.button("开始填报")
    hand.type("街区名称", "滨江路")
    hand.type("联系人", "向长青")
    hand.paste(0, [["路灯"]])
    hand.paste(1, [["灯杆", "120.50"], ["电缆", "79.50"]])
    hand.button("提交")
    page.wait_for_url("**/case?case=*")
    expect(page.get_by_text("200.00").first).to_be_visible()
    expect(page.get_by_text("剩 10 个工作日").first).to_be_visible()
    return page.url.rpartition("=")[2]


def a_chart(hand: Hand, title: str) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="换看板"))
    hand.press(page.get_by_role("button", name="新建看板"))
    page.wait_for_url("**/board_edit**")
    hand.button("加一个图")
    hand.choose("哪些事项", title, seek=True, several=True)
    hand.type("看板名称（中文）", f"{title}看板")
    hand.button("保存")
    expect(page.locator("[class*=st-key-card_chart1] .barlayer .point").first).to_be_attached()


def a_second_version(hand: Hand) -> None:
    """A field under another name, and one state less."""
    page, panel = hand.page, hand.page.locator(".st-key-card_dz_panel")
    hand.press(on_canvas(page, "联系人"))
    hand.press(panel.get_by_text("用途", exact=True))
    hand.type("字段名", "负责人", "Enter", exact=False)
    hand.button("全部改名")
    expect(on_canvas(page, "负责人")).to_be_visible()
    hand.press(panel.get_by_text("基本", exact=True))
    hand.type("标题", "负责人")
    hand.press(page.get_by_role("link", name="设计流程"))
    hand.press(page.locator(".fw [data-at='transition:submit']"), force=True)
    hand.choose("到哪个状态", "办理")
    hand.press(page.locator(".fw .state[data-at='state:初审']"))
    hand.press(page.locator(".st-key-fw_delete button"))
    expect(page.locator(".fw .state[data-at='state:初审']")).to_be_hidden()
    hand.type("这次改了什么", "联系人改称负责人，不再初审")
    hand.button("发布")
    expect(page.get_by_text("第 2 版").first).to_be_visible()


def moved(hand: Hand) -> None:
    """The running case goes on by the new version: the state that is gone is mapped, looked at, tried and moved."""
    page = hand.page
    hand.choose("初审", "办理")
    hand.press(page.locator(".st-key-card_moving_map label").filter(has_text="归入“办理”"))
    page.reload()
    hand.type("为什么迁移", "新版本已公布")
    hand.button("迁移 1 件")
    expect(page.get_by_text("迁移了 1 件，0 件没有动")).to_be_visible()


def agreed(hand: Hand) -> None:
    page = hand.page
    hand.press(page.locator(".st-key-card_act").get_by_role("button", name="提出意见", exact=True))
    dialog = page.get_by_role("dialog")
    hand.press(dialog.get_by_text("是", exact=True))
    hand.press(dialog.get_by_role("button", name="提出意见", exact=True))
    expect(page.get_by_text("已办理：提出意见")).to_be_visible()
