"""沙盒监管 in a browser: what becomes of an enterprise that crossed a red line of its district."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.entries import CLERK, HEAD, HERE, begin, in_register, newcomer, open_entry
from tests.browser.steps import Enter, Practice, Witness, act, choose_in, write
from tests.browser.waiting import drawn
from workflows.rehearsal.cast import Cast
from workflows.rehearsal.files import Props
from workflows.rehearsal.model import Rehearsal
from workflows.rehearsal.play import Player

LINE = "销售假冒伪劣安全部件"
AGO = 30
"""Days since the order that nobody answered: longer than any limit of its line, holidays included."""
TOUCHED = {
    "红线区县": HERE, "违法行为": LINE, "整改工作日": 5, "发现途径": "投诉举报",
    "触碰情况": "抽检发现部件不合格。", "改正要求": "下架并召回。",
}  # fmt: skip


def told(practice: Practice, on: date, *steps: dict[str, Any]) -> dict[str, int]:
    """What was done on a day by those of the office, without a browser; gives its cases."""
    everybody = {"信": "credit1", "甲": CLERK, "市": "desk1"}
    with practice.office.db.read() as session:
        people = {name: practice.actor(session, login).id for name, login in everybody.items()}
    play = [{"on": on.isoformat(), **steps[0]}, *steps[1:]]
    story = Rehearsal.model_validate(
        {"id": "before", "title": "以前", "procedure": "supervision_tags", "people": {}, "play": play}
    )
    player = Player(practice.office, story, Cast(people), Props({}, None), f"before/{datetime.now(UTC)}", time(9))
    for number, step in enumerate(story.play, 1):
        player.step(number, step)
    assert player.played.mismatches == [], [m.say() for m in player.played.mismatches]
    return player.played.cases


def filed(name: str, own: str) -> list[dict[str, Any]]:
    """The steps by which an enterprise of class A has its file."""
    values = {
        "企业名称": name, "统一社会信用代码": own, "主体类型": "企业", "登记状态": "存续", "信用类别": "A",
        "安全领域": None, "四新类别": None, "行政许可": 1, "行政处罚": 0, "抽查检查": 1, "投诉举报": 0,
        "依据": "年度信用风险分类结果",
    }  # fmt: skip
    return [
        {"who": "信", "does": "start", "case": "档", "subject": HERE, "fill": values},
        {"who": "信", "does": "record", "case": "档", "then": {"state": "recorded"}},
    ]


def test_a_red_line_is_answered_for_and_mended_or_else_leads_out_of_the_box_and_to_the_corps(
    practice: Practice, enter: Enter, witness: Witness
) -> None:
    today = practice.office.today(datetime.now(UTC))
    good, bad = newcomer(practice, "守约智造"), newcomer(practice, "失约智造")
    told(practice, today, *filed(*good[:2]))
    touched = {"who": "甲", "child": "touch", "entry": bad[0], "case": "触"}
    left = told(
        practice, today - timedelta(days=AGO), *filed(*bad[:2]),
        {**touched, "does": "start", "fill": {"红线": LINE, **TOUCHED}}, {**touched, "does": "order"},
    )["触"]  # fmt: skip

    clerk = enter(CLERK, "/")
    case = touch(clerk, good[0])
    page = enter(good[2], "/")
    answer(page, case)
    witness.see(page)
    waiting(clerk, good[0], "限期改正")
    mending = clerk.url.rpartition("=")[2]
    expect(clerk.get_by_role("textbox", name=re.compile("^改正情况"))).to_have_value("已下架并召回二十件。")
    act(clerk, "报告改正")
    witness.see(clerk)
    head = enter(HEAD, "/")
    waiting(head, good[0], "核查")
    assert head.url.rpartition("=")[2] == mending
    write(head, head, "核查情况", "已全部召回。")
    act(head, "确认改正")
    head.goto(f"/case?case={case}")
    drawn(head)
    expect(head.get_by_text("已改正").first).to_be_visible()
    expect(in_register(head, "credit_sandbox", good[0])).to_have_count(1)
    expect(in_register(head, "credit_sandbox", bad[0])).to_have_count(0)  # nobody pressed anything
    witness.see(head)
    corps = enter("law1", "/")
    punish(corps, bad[0], left)
    witness.see(corps)


def touch(page: Page, enterprise: str) -> str:
    """A red line is found in the district's list, what it says is taken over, and the enterprise is to mend."""
    open_entry(page, "enterprise_files", enterprise)
    case = begin(page, "触碰红线")
    write(page, page, "红线", LINE[:4])
    page.get_by_role("combobox", name=re.compile("查到的")).first.click()
    page.get_by_role("option").filter(has_text=LINE).first.click()
    drawn(page)
    expect(page.get_by_role("textbox", name=re.compile("^违法行为"))).to_have_value(LINE)
    choose_in(page, page.locator("body"), "发现途径", "投诉举报")
    write(page, page, "触碰情况", "抽检发现部件不合格。")
    write(page, page, "改正要求", "下架并召回。")
    act(page, "责令限期改正")
    return case


def waiting(page: Page, enterprise: str, state: str) -> None:
    """Opens what lies with somebody about an enterprise, by when it has to be done."""
    page.goto("/")
    drawn(page)
    page.locator("tbody tr").filter(has_text=enterprise).filter(has_text=state).first.click()
    page.wait_for_url(re.compile(r"/case\?case="))
    drawn(page)
    expect(page.locator(".st-key-card_clocks")).to_contain_text(re.compile(r"\d\d-\d\d|剩 \d+ 个工作日"))


def answer(page: Page, case: str) -> None:
    """What is asked reaches the enterprise; the case of the red line does not."""
    page.goto(f"/case?case={case}")
    drawn(page)
    expect(page.locator(".st-key-card_gone")).to_be_visible()
    page.goto("/")
    drawn(page)
    page.locator("tbody tr").filter(has_text=LINE).first.click()
    page.wait_for_url(re.compile(r"/case\?case="))
    drawn(page)
    expect(page.get_by_text("下架并召回。").first).to_be_visible()
    write(page, page, "答复情况", "已下架并召回二十件。")
    act(page, "提交答复")


def punish(page: Page, enterprise: str, case: int) -> None:
    """What was handed over lies with the corps, which closes it; the enterprise stands among those of red lines."""
    page.locator("tbody tr").filter(has_text=enterprise).first.click()
    page.wait_for_url(f"**/case?case={case}")
    drawn(page)
    expect(page.get_by_text("逾期，移交查处").first).to_be_visible()
    write(page, page, "查处情况", "立案处罚三万元。")
    act(page, "查处办结")
    expect(page.get_by_text("已查处，移出沙盒").first).to_be_visible()
    expect(in_register(page, "red_line_breaches", enterprise)).to_have_count(1)
    open_entry(page, "enterprise_files", enterprise)
    expect(page.get_by_text("触碰红线").first).to_be_visible()
