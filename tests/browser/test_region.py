"""沙盒监管 in a browser: a region is changed and taken out years after it came in, by its manager and the clerk."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from playwright.sync_api import Page, expect
from sqlmodel import select

from data.tables import Organisation
from tests.browser.entries import CLERK, HERE, LONG_AGO, begin, in_register, newcomer, open_entry
from tests.browser.steps import Enter, Practice, Witness, act, choose_in, code, paste, write
from tests.browser.waiting import drawn
from workflows.engine.entries import key_text
from workflows.engine.entry_types import NewEntry
from workflows.registers.following import follow
from workflows.registers.writing import By, add


def enlisted(practice: Practice, register: str, **values: Any) -> None:
    """An entry that came in long ago, in the newest version of the declaration or of what managers tell."""
    procedure = {"sandbox_regions": "region_declaration", "region_managers": "supervision_contact"}[register]
    then = datetime.combine(LONG_AGO, time(9), practice.office.zone)
    with practice.office.db.write() as session:
        bundle = practice.office.newest(session, procedure)
        assert bundle is not None
        of = bundle.procedure.registers[register]
        if "管理方" in values:
            found = session.exec(select(Organisation.id).where(Organisation.name == values["管理方"])).one()
            values["管理方"] = str(found)
        title = str(values[of.title or ""])
        new = NewEntry(register, LONG_AGO, key_text(of, values), title, values["区县"], values, {})
        entry = add(By(session, bundle, then), new)
        follow(practice.office, session, [entry.id or 0], then)


def on_day(page: Page, label: str, day: date) -> None:
    field = page.locator('[class*="st-key-field_"]').filter(has_text=label)
    field.get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%Y%m%d}")
    page.keyboard.press("Enter")  # a day is kept as soon as its field is left
    drawn(page)  # before the next page is asked for


def test_a_region_is_changed_years_later_its_manager_names_another_contact_and_it_is_taken_out(
    practice: Practice, enter: Enter, witness: Witness
) -> None:
    today, since = practice.office.today(datetime.now(UTC)), LONG_AGO.isoformat()
    name, _, manager = newcomer(practice, "云栖谷运营", "manager")
    region = f"{name[:-4]}区"
    enlisted(practice, "sandbox_regions", 区县=HERE, 申报名称=region, 所属类型="园区", 注册登记地址="星光大道1号")
    contact = {"联系人": "陈敏", "联系电话": "13800000001"}
    enlisted(practice, "region_managers", 区县=HERE, 区域名称=region, 管理方=name, **contact)

    clerk = enter(CLERK, "/")
    open_entry(clerk, "sandbox_regions", region)
    expect(clerk.locator(".st-key-card_facts")).to_contain_text(since)
    lately = today - timedelta(days=20)
    case = begin(clerk, "变更、移出、管理方")
    ask(clerk, case, "变更", "扩园。", lately)
    clerk.goto(f"/form?case={case}&page=2")
    drawn(clerk)
    write(clerk, clerk, "注册登记地址", "星光大道1号、3号")
    paste(clerk, 0, [("渝拓检测技术有限公司", code(940_000))])
    file(clerk, case)
    witness.see(clerk)
    desk = enter("desk1", "/")
    agree(desk, region, case)
    witness.see(desk)
    open_entry(clerk, "sandbox_regions", region)
    facts, history = clerk.locator(".st-key-card_facts"), clerk.locator(".st-key-card_revisions")
    expect(facts).to_contain_text("星光大道1号、3号")
    expect(clerk.get_by_text("渝拓检测技术有限公司").first).to_be_visible()
    expect(history).to_contain_text("扩园。")
    assert [history.locator(tag).first.inner_text() for tag in ("del", "ins")] == ["星光大道1号", "星光大道1号、3号"]
    history.get_by_role("button", name="看这一天的内容").first.click()
    expect(facts.get_by_text("星光大道1号", exact=True)).to_be_visible()

    page = enter(manager, "/")
    another_contact(page, clerk, region)
    witness.see(page)
    open_entry(page, "region_managers", region)
    expect(page.locator(".st-key-card_facts")).to_contain_text("周静")
    expect(page.locator(".st-key-card_revisions")).to_contain_text("陈敏")

    open_entry(clerk, "sandbox_regions", region)
    case = begin(clerk, "变更、移出、管理方")
    ask(clerk, case, "移出", "园区撤并。", today)
    file(clerk, case)
    agree(desk, region, case)
    expect(in_register(clerk, "sandbox_regions", region)).to_have_count(0)
    yesterday = today - timedelta(days=1)
    expect(in_register(clerk, f"sandbox_regions&on={yesterday}", region)).to_have_count(1)
    witness.see(clerk)


def ask(page: Page, case: str, what: str, why: str, on: date) -> None:
    """The first page of the form."""
    page.goto(f"/form?case={case}")
    drawn(page)
    choose_in(page, page.locator("body"), "事项", what)
    write(page, page, "理由", why)
    on_day(page, "生效日期", on)


def file(page: Page, case: str) -> None:
    """What was written goes to the bureau."""
    page.goto(f"/case?case={case}")
    drawn(page)
    act(page, "报送")


def agree(page: Page, region: str, case: str) -> None:
    """The bureau finds it among what waits for it."""
    page.goto("/")
    drawn(page)
    page.locator("tbody tr").filter(has_text=region).first.click()
    page.wait_for_url(f"**/case?case={case}")
    drawn(page)
    write(page, page, "市局意见", "同意。")
    act(page, "同意")


def another_contact(page: Page, clerk: Page, region: str) -> None:
    """The manager of a region tells at its own entry; the district takes it over."""
    rows = in_register(page, "region_managers", "")
    expect(rows).to_have_count(1)  # no other region is any business of its
    rows.first.click()
    drawn(page)
    case = begin(page, "管理方联络")
    page.goto(f"/form?case={case}")
    drawn(page)
    choose_in(page, page.locator("body"), "事项", "联系人变更")
    drawn(page)
    write(page, page, "联系人", "周静")
    write(page, page, "联系电话", "13800000002")
    write(page, page, "说明", "前任离职。")
    drawn(page)
    page.goto(f"/case?case={case}")
    drawn(page)
    act(page, "提交")
    clerk.goto(f"/case?case={case}")
    drawn(clerk)
    write(clerk, clerk, "处理意见", "已更新。")
    act(clerk, "处理")
