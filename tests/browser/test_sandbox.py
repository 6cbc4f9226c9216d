"""A pilot in the sandbox, from the enterprise's registration to its admission, on the screens of everybody concerned.

Each test walks one part of the way with a case of its own, which the services brought to where the part begins.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sqlmodel import col, select

from data import FileStore, open_database
from data.tables import Organisation, Person, Setting
from tests.browser.conftest import running
from tests.browser.steps import Practice, Witness, act, choose_in, choose_reason, code, paste, signed_in, write
from tests.browser.waiting import settled
from workflows.office import PRACTICE, Office
from workflows.practice.model import PlannedCase
from workflows.practice.running import Running, run
from workflows.rehearsal import Step
from workflows.setup import set_up

filling = importlib.import_module("workflows.practice.fill")
PROCEDURE = "sandbox_approval"
STRAIGHT = "straight_through"
PASSWORD = "Pilot-2026-x"
FIT = {
    "利害关系": "否", "适用范围": "符合", "合规性": "符合", "风险可控性": "符合", "行业适配性": "符合", "意见": "同意",
}  # fmt: skip
SOUND = {"利害关系": False, "风险可控性": "符合", "科学性": "符合", "意见": "同意"}
REACHED = {
    "利害关系": False, "计划书完成": "达到", "预期效果达成": "达到", "风险防控落实": "达到", "合法合规运营": "达到",
    "投诉举报处置": "达到", "负面舆情应对": "达到", "意见": "同意",
}  # fmt: skip
PLAN = {
    "实施范围": "科创六街沿线三处点位。", "安全管理规范": "专人值守。", "内部管理流程": "每日例会。",
    "风险防控措施": "限速运行。", "应急处置机制": "十分钟内到场。", "舆情应对策略": "指定发言人。",
    "退出终止条件": "发生人身伤害即终止。", "数据留存方案": "全量留存三年。",
}  # fmt: skip

Enter = Callable[..., Page]


@dataclass(frozen=True)
class Story:
    """A case that stands somewhere, with the people who play in it."""

    case: int
    told: Running
    logins: Mapping[str, str]

    def give(self, opinion: Mapping[str, Any]) -> None:
        """Everybody who is asked gives the same opinion, without a browser."""
        for n, who in enumerate(("审", "执", "部")):
            step = Step(on=date.today().isoformat(), who=who, does="opinion", fill=dict(opinion))
            self.told.player.step(900 + n, step)
        assert self.told.player.played.mismatches == []


@dataclass(frozen=True)
class Sandbox:
    """The office behind the server, with one case for each part of the way."""

    practice: Practice
    stories: Mapping[str, Story]

    def of(self, organisation: str) -> list[str]:
        """The sign-in names of those who work in an organisation."""
        with self.practice.office.db.read() as session:
            found = select(Person.login).join(Organisation, col(Organisation.id) == Person.organisation_id)
            return list(session.exec(found.where(Organisation.name == organisation).order_by(col(Person.id))))


BEGUN = {
    "filed": ("药房", -3, "filed"), "first": ("氢能", -3, "filed"), "compliance": ("合成", -6, "compliance"),
    "plan": ("机器人", -12, "plan"), "pilot": ("低空", -40, "pilot"), "leaving": ("读片", -60, "pilot"),
}  # fmt: skip
"""What a case is for → the project of the practice office it is about, how many days ago it began, where it stands."""


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    """A server over an office with the people of the practice office, and these cases only."""
    folder, now = tmp_path_factory.mktemp("sandbox"), datetime.now(UTC)
    office = Office(open_database(f"sqlite:///{folder / 'office.db'}"), FileStore(folder / "files"))
    set_up(office, now, practice=False)
    people = filling.people_only(office, now)
    plan, own = next(p for p in filling._plans() if p[0].procedure == PROCEDURE)
    cases = [_planned(plan.cases, *begun) for begun in BEGUN.values()]
    told = run(filling.stage(office, plan.model_copy(update={"cases": cases}), own, people, now))
    with office.db.write() as session:
        session.merge(Setting(key=PRACTICE, value=True))
    with running(folder) as address:
        practice = Practice(office, address)
        yield Sandbox(practice, {state: _story(practice, each) for state, each in zip(BEGUN, told, strict=True)})


def _planned(known: list[PlannedCase], project: str, begun: int, until: str) -> PlannedCase:
    """A story about a project of the practice office, by whom it is played there, up to a state."""
    whose = next(c for c in known if project in c.told)
    changed = {"play": STRAIGHT, "begun": begun, "until": until, "more": 0, "told": [project], "data": {}}
    return whose.model_copy(update=changed)


def _story(practice: Practice, told: Running) -> Story:
    with practice.office.db.read() as session:
        names = {name: practice.login(session, person) for name, person in told.player.who.people.items()}
    return Story(told.player.played.cases["1"], told, names)


@pytest.fixture
def witness(sandbox: Sandbox) -> Iterator[Witness]:
    watching = Witness(sandbox.practice.url)
    yield watching
    watching.at_ease()


@pytest.fixture
def enter(browser: Browser, sandbox: Sandbox, witness: Witness) -> Iterator[Enter]:
    """Opens a browser for a person at a page; without a login as somebody whom nobody knows."""
    with ExitStack() as profiles:

        def come(login: str, to: str) -> Page:
            token = sandbox.practice.token(login) if login else "nobody"
            context = profiles.enter_context(signed_in(browser, sandbox.practice.url, token))
            witness.watch(context)
            page = context.new_page()
            page.goto(to)
            if login:
                settled(page)
            return page

        yield come


def on_today(page: Page, label: str) -> None:
    """Gives a date its day by the keyboard."""
    field = page.locator('[class*="st-key-field_"]').filter(has_text=label)
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{date.today():%Y%m%d}")
    page.keyboard.press("Tab")
    settled(page)


def decide(page: Page, dialog: Locator, chosen: Mapping[str, str]) -> None:
    for label, value in chosen.items():
        choose_in(page, dialog, label, value)


def opine(page: Page, chosen: Mapping[str, str]) -> None:
    page.locator(".st-key-card_act").get_by_role("button", name="提出意见", exact=True).click()
    dialog = page.get_by_role("dialog")
    decide(page, dialog, chosen)
    dialog.get_by_role("button", name="提出意见", exact=True).click()
    expect(page.get_by_text("已办理：提出意见")).to_be_visible()
    settled(page)


def test_an_enterprise_registers_is_confirmed_and_files_a_joint_application(enter: Enter, witness: Witness) -> None:
    page = enter("", "/join")
    own = code(910_000)
    given = {
        "organisation": "北京朗泽建材有限公司", "code": own, "contact": "李晓岚", "phone": "13800000099",
        "login": "langze", "new": PASSWORD, "again": PASSWORD,
    }  # fmt: skip
    for name, value in given.items():
        page.fill(f"input[name={name}]", value)
    page.click("button[type=submit]")
    page.goto("/signin")
    page.fill("input[name=login]", "langze")
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    settled(page)
    case = drafts_jointly(page, own)
    expect(page.get_by_text("登记信息待本机关核实")).to_be_visible()
    witness.see(page)

    desk = enter("approval1", "/applicants")
    card = desk.locator('[class*="st-key-waiting_"]').filter(has_text="北京朗泽建材有限公司")
    card.get_by_role("button", name="核实通过").click()
    expect(desk.get_by_text("核实通过").first).to_be_visible()
    expect(card).to_have_count(0)
    witness.see(desk)

    page.reload()
    settled(page)
    page.get_by_role("button", name="提交申请", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    settled(page)
    expect(page.get_by_text(re.compile(r"沙审\d{4}-\d{4}")).first).to_be_visible()
    witness.see(page)


def drafts_jointly(page: Page, own: str) -> str:
    """Both pages of the form, page by page, up to the summary; gives the number of the case."""
    page.goto("/new")
    settled(page)
    page.get_by_role("button", name="开始填报").click()
    page.wait_for_url("**/form?case=*")
    settled(page)
    write(page, page, "统一社会信用代码", own)
    write(page, page, "联系人", "李晓岚")
    write(page, page, "联系电话", "13800000099")
    choose_in(page, page.locator("body"), "申请方式", "联合申请")
    write(page, page, "牵头理由", "具备生产许可，承担安全责任。")
    paste(page, 0, [("亦庄智算科技有限公司", code(910_001), "云端监测")])
    for label, text in (
        ("项目名称", "光伏瓦上墙试点"), ("实施地址", "科创六街88号"), ("涉及事项", "施工许可"),
        ("不适配说明", "没有上墙做法。"), ("项目概述", "在三栋厂房外墙安装光伏瓦。"), ("技术秘密", "背板配方。"),
    ):  # fmt: skip
        write(page, page, label, text)
    for label, value in (
        ("四新类别", "新技术"), ("不适配情形", "暂无相关技术规范"), ("合法安全承诺", "是"), ("入盒方式", "符合性审查"),
    ):  # fmt: skip
        choose_in(page, page.locator("body"), label, value)
    expect(page.get_by_text("没有要改的地方")).to_be_visible()
    return re.search(r"case=(\d+)", page.url)[1]  # type: ignore[index]


def test_what_is_missing_is_told_at_once_and_mended(enter: Enter, sandbox: Sandbox, witness: Witness) -> None:
    story = sandbox.stories["filed"]
    desk = enter(story.logins["审"], f"/case?case={story.case}")
    told = "一、补充远程药师的资质；二、写明药柜的点位。"
    act(desk, "一次性告知补正", lambda dialog: (choose_reason(desk, dialog), write(desk, dialog, "需补正内容", told)))
    witness.see(desk)

    page = enter(story.logins["企"], "/")
    expect(page.locator("tbody tr").filter(has_text="补正").first).to_be_visible()
    page.goto(f"/form?case={story.case}&page=2")
    settled(page)
    expect(page.get_by_text(told).first).to_be_visible()
    write(page, page, "项目概述", "药柜二十台，点位与远程药师资质见附件。")
    page.locator(".st-key-step_summary button").click()
    page.get_by_role("button", name="补正完成", exact=True).click()
    page.wait_for_url(f"**/case?case={story.case}")
    witness.see(page)

    desk.reload()
    settled(desk)
    expect(desk.locator(".st-key-card_changed")).to_contain_text("药柜二十台")
    expect(desk.get_by_text("受理初审").first).to_be_visible()
    witness.see(desk)


def test_departments_and_an_expert_by_link_review_it(
    browser: Browser, enter: Enter, sandbox: Sandbox, witness: Witness
) -> None:
    story, given = sandbox.stories["first"], dict(FIT)
    desk = enter(story.logins["审"], f"/case?case={story.case}")
    paste(desk, 0, [("北京经开区城市运行局", "动火审批"), ("北京经开区商务金融局", "燃气经营")])
    paste(desk, 2, [("亦庄无人系统检测评估中心", "泄漏检测")])
    act(desk, "受理并组织审查")
    link = invited(desk)
    opine(desk, given)
    witness.see(desk)
    for login in (story.logins["执"], *sandbox.of("北京经开区城市运行局")[:1], *sandbox.of("北京经开区商务金融局")[:1]):
        page = enter(login, "/")
        page.locator("tbody tr").filter(has_text="撬装加氢站").first.click()
        page.wait_for_url(f"**/case?case={story.case}")
        settled(page)
        expect(page.get_by_text("泄漏检测布点。").first).to_be_visible()
        opine(page, given)
        witness.see(page)
    expert_answers(browser, link, witness)
    head = enter(story.logins["长"], f"/case?case={story.case}")
    act(head, "同意入盒")
    witness.see(head)


def invited(page: Page) -> str:
    """The link for the third party, which is shown once."""
    page.locator(".st-key-card_act").get_by_role("button", name="更多操作").click()
    page.get_by_role("button", name="邀请专家").click()
    dialog = page.get_by_role("dialog")
    write(page, dialog, "姓名", "李明远")
    write(page, dialog, "手机或邮箱", "13900000000")
    dialog.get_by_role("button", name="生成链接").click()
    expect(dialog).to_contain_text("链接只显示这一次")
    link = dialog.get_by_test_id("stCode").inner_text().strip()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return link


def expert_answers(browser: Browser, link: str, witness: Witness) -> None:
    context = browser.new_context(locale="zh-CN", timezone_id="Asia/Shanghai")
    witness.watch(context)
    page = context.new_page()
    page.goto(link)
    page.locator("form button").click()
    card = page.locator(".st-key-card_opinion")
    expect(card).to_be_visible()
    settled(page)
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    decide(page, card, FIT)
    page.get_by_role("button", name="提交意见").click()
    expect(page.get_by_text("谢谢，您的意见已收到")).to_be_visible()
    witness.see(page)
    context.close()


def test_the_plan_is_written_reviewed_and_the_pilot_begins(enter: Enter, sandbox: Sandbox, witness: Witness) -> None:
    story = sandbox.stories["plan"]
    page = enter(story.logins["企"], f"/form?case={story.case}")
    for label, text in PLAN.items():
        write(page, page, label, text)
    box = page.get_by_role("textbox", name=re.compile("^运行周期")).or_(page.get_by_role("spinbutton")).first
    box.fill("6")
    box.press("Tab")
    settled(page)
    page.locator(".st-key-step_summary button").click()
    page.get_by_role("button", name="提交计划书", exact=True).click()
    page.wait_for_url(f"**/case?case={story.case}")
    witness.see(page)
    desk = enter(story.logins["审"], f"/case?case={story.case}")
    act(desk, "组织计划书评审")
    witness.see(desk)
    story.give(SOUND)
    head = enter(story.logins["长"], f"/case?case={story.case}")
    act(head, "同意试点")
    expect(head.get_by_text("沙盒试验").first).to_be_visible()
    head.goto("/register")
    settled(head)
    expect(head.locator("tbody tr").filter(has_text="具身机器人入店服务")).to_have_count(1)
    witness.see(head)


def test_a_hazard_of_an_inspection_is_mended_and_closed(enter: Enter, sandbox: Sandbox, witness: Witness) -> None:
    story = sandbox.stories["pilot"]
    officer = enter(story.logins["执"], f"/case?case={story.case}")
    officer.get_by_role("button", name="监督检查").click()
    officer.wait_for_url(re.compile(rf"case=(?!{story.case}$)\d+"))
    settled(officer)
    inspection = officer.url.rpartition("=")[2]
    on_today(officer, "检查日期")
    choose_in(officer, officer.locator("body"), "检查方式", "隐患排查")
    write(officer, officer, "检查情况", "起降点一处围栏失效。")
    paste(officer, 1, [("围栏失效", "否", "更换围栏", "5")])
    act(officer, "下达整改")
    witness.see(officer)

    page = enter(story.logins["企"], "/")
    page.locator("tbody tr").filter(has_text="围栏失效").first.click()
    page.wait_for_url(re.compile(r"/case\?case="))
    settled(page)
    hazard = page.url.rpartition("=")[2]
    on_today(page, "整改完成日期")
    write(page, page, "整改措施", "围栏已更换。")
    act(page, "报告整改完成")
    witness.see(page)

    officer.goto(f"/case?case={hazard}")
    settled(officer)
    on_today(officer, "复查日期")
    write(officer, officer, "复查情况", "围栏完好。")
    act(officer, "复查合格，闭环")
    officer.goto(f"/case?case={inspection}")
    settled(officer)
    act(officer, "整改闭环，办结", sure=True)
    witness.see(officer)
    lying = sandbox.practice.lying_in
    assert int(hazard) in lying("sandbox_rectification", "closed")
    assert int(inspection) in lying("sandbox_inspection", "rectified")


def test_a_pilot_leaves_the_sandbox_and_is_admitted(enter: Enter, sandbox: Sandbox, witness: Witness) -> None:
    story = sandbox.stories["leaving"]
    page = enter(story.logins["企"], f"/case?case={story.case}")
    write(page, page, "试点总结报告", "累计读片4.2万例，漏诊率万分之六。")
    act(page, "申请出盒")
    witness.see(page)
    desk = enter(story.logins["审"], f"/case?case={story.case}")
    act(desk, "组织出盒评审")
    witness.see(desk)
    story.give(REACHED)
    head = enter(story.logins["长"], f"/case?case={story.case}")
    write(head, head, "准入手续", "医疗机构执业许可")
    act(head, "办理准入", sure=True)
    witness.see(head)
    page.reload()
    settled(page)
    expect(page.locator(".st-key-card_facts")).to_contain_text("办理准入")
    page.goto("/register")
    settled(page)
    expect(page.locator("tbody tr").filter(has_text="AI 辅助读片服务")).to_have_count(0)
    witness.see(page)


def test_others_see_neither_the_case_nor_its_secret_and_each_reading_is_on_record(
    enter: Enter, sandbox: Sandbox, witness: Witness
) -> None:
    story, secret = sandbox.stories["compliance"], "菌株改造位点。"
    other = enter(sandbox.stories["plan"].logins["企"], "/cases")
    expect(other.locator("tbody tr").filter(has_text="具身机器人")).to_have_count(1)
    expect(other.locator("tbody tr").filter(has_text="合成生物")).to_have_count(0)
    other.goto(f"/case?case={story.case}")
    settled(other)
    expect(other.locator(".st-key-card_gone")).to_be_visible()
    witness.see(other)

    beside = enter(sandbox.of("北京经开区城市运行局")[0], f"/case?case={story.case}")
    expect(beside.get_by_text(secret)).to_have_count(0)
    reader = enter(story.logins["部"], f"/case?case={story.case}")
    expect(reader.get_by_text(secret).first).to_be_visible()
    witness.see(reader)

    auditor = enter("auditor", f"/audit?case={story.case}")
    name = sandbox.practice.name(story.logins["部"])
    expect(auditor.locator("tbody tr").filter(has_text=name).filter(has_text="秘密").first).to_be_visible()
    witness.see(auditor)
