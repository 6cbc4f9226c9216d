"""Promises to whoever works here: no press is swallowed, nothing that was left is lost, nobody gets past the door."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from data.tables import History, SignIn
from tests.browser.drafts import OUTER, Grid, Server, acknowledged, context, editing, firms, region
from tests.browser.steps import fill, hold
from tests.browser.waiting import settled
from workflows.people.sessions import revoke

__all__ = ["context", "editing"]
HERE, THERE = "500103", "500106"


@pytest.fixture
def case(editing: Server) -> Iterator[int]:
    """A draft that could be handed in as it is."""
    made = editing.draft(HERE, "clerk", [region("东园", firms(12)), region("西园", firms(9, 100))])
    yield made
    editing.desk.now = datetime.now(UTC)
    for transition in ("recall", "drop"):
        editing.desk.act(made, transition, "clerk")


@pytest.fixture
def page(context: BrowserContext, case: int) -> Page:
    return at(context, f"/form?case={case}")


def at(context: BrowserContext, path: str) -> Page:
    page = context.new_page()
    page.goto(path)
    settled(page)
    if path.startswith("/form"):
        Grid(page, 1).cell(0, "名称").wait_for()
    return page


def steps_of(editing: Server, case: int) -> list[str]:
    """What was done with a case, in order."""
    with editing.desk.office.db.read() as session:
        found = select(History).where(History.case_id == case).order_by(History.id)  # type: ignore[arg-type]
        return [h.action for h in session.exec(found)]


# --- pressing right after typing ---


def test_submit_held_for_120_ms_right_after_leaving_a_field_that_became_wrong_is_answered(
    page: Page, editing: Server, case: int
) -> None:
    submit = page.get_by_role("button", name="提交", exact=True)
    for number in ("1", "12", "123"):
        page.get_by_role("textbox", name="联系电话").fill(number)
        hold(page, submit)
        expect(page.get_by_role("alert").filter(has_text="没有提交")).to_be_visible()
        settled(page)
        assert editing.values(case)["联系电话"] == number
        fill(page, "联系电话", "13900000000")
        expect(page.get_by_text("没有要改的地方")).to_be_visible()
    assert "submit" not in steps_of(editing, case)


def test_submit_held_for_120_ms_right_after_mending_the_last_wrong_field_hands_in(
    page: Page, editing: Server, case: int
) -> None:
    fill(page, "联系电话", "1")
    expect(page.get_by_text("要改 1 处", exact=True)).to_be_visible()
    page.get_by_role("textbox", name="联系电话").fill("13911111111")
    hold(page, page.get_by_role("button", name="提交", exact=True))
    page.wait_for_url(f"**/case?case={case}")
    assert steps_of(editing, case).count("submit") == 1
    editing.desk.now = datetime.now(UTC)
    assert editing.desk.view(case).values["联系电话"] == "13911111111"


def test_submit_held_for_120_ms_right_after_leaving_a_grid_cell_that_became_wrong_is_answered(
    page: Page, editing: Server, case: int
) -> None:
    grid = Grid(page, 1)
    grid.cell(3, "统一社会信用代码").click()
    page.keyboard.type("X1")
    hold(page, page.get_by_role("button", name="提交", exact=True))
    expect(page.get_by_role("alert").filter(has_text="没有提交")).to_be_visible()
    assert editing.inner(case)[3][1] == "X1"
    assert "submit" not in steps_of(editing, case)


def test_pressing_twice_has_one_effect(page: Page, context: BrowserContext, editing: Server, case: int) -> None:
    page.get_by_role("button", name="提交", exact=True).dblclick()
    page.wait_for_url(f"**/case?case={case}")
    settled(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="撤回", exact=True).click()
    page.get_by_role("dialog").get_by_role("button", name="撤回", exact=True).dblclick()
    expect(page.get_by_text("已办理：撤回")).to_be_visible()
    settled(page)
    expect(page.get_by_role("alert")).to_have_count(0)
    assert [steps_of(editing, case).count(t) for t in ("submit", "recall")] == [1, 1]


# --- nothing that was left is lost ---


def test_a_field_that_was_left_outlives_a_reload(page: Page, editing: Server, case: int) -> None:
    fill(page, "联系人", "重载前")
    page.reload()
    settled(page)
    expect(page.get_by_role("textbox", name="联系人")).to_have_value("重载前")
    assert editing.values(case)["联系人"] == "重载前"


def test_a_server_that_dies_and_starts_again_lost_nothing_and_knows_who_is_there(
    page: Page, editing: Server, case: int
) -> None:
    fill(page, "联系人", "断电前")
    grid = Grid(page, 1)
    grid.type(2, "名称", "断电前的公司")
    acknowledged(page, grid)
    editing.kill()
    editing.start()
    assert editing.values(case)["联系人"] == "断电前"
    assert editing.inner(case)[2][0] == "断电前的公司"
    page.goto(f"/form?case={case}")
    settled(page)
    expect(page.get_by_role("textbox", name="联系人")).to_have_value("断电前")
    expect(grid.cell(2, "名称")).to_have_text("断电前的公司")
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")


# --- two people ---


def test_two_people_in_one_field_the_second_is_told_sees_both_and_chooses(
    page: Page, browser: Browser, editing: Server, case: int
) -> None:
    other = editing.signed_in(browser, "colleague")
    second = at(other, f"/form?case={case}")
    fill(page, "联系人", "第一人")
    fill(second, "联系人", "第二人")
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_text("留对方的：第一人")).to_be_visible()
    expect(dialog.get_by_text("用我的：第二人")).to_be_visible()
    assert editing.values(case)["联系人"] == "第一人"
    dialog.get_by_role("button", name="按选定的保存").click()
    expect(dialog).to_be_hidden()
    settled(second)
    expect(second.get_by_role("textbox", name="联系人")).to_have_value("第一人")
    other.close()


def test_a_text_that_two_people_wrote_is_merged_by_hand(
    page: Page, browser: Browser, editing: Server, case: int
) -> None:
    other = editing.signed_in(browser, "colleague")
    second = at(other, f"/form?case={case}")
    fill(page, "联系人", "第一人写的一段")
    fill(second, "联系人", "第二人写的一段")
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_text("对方的", exact=True)).to_be_visible()
    dialog.get_by_text("两边合并，自己改").click()
    box = dialog.get_by_role("textbox")
    expect(box).to_have_value("第一人写的一段\n第二人写的一段")
    box.fill("两人写的一段")
    box.press("Tab")
    settled(second)
    dialog.get_by_role("button", name="按选定的保存").click()
    expect(dialog).to_be_hidden()
    expect(second.get_by_role("textbox", name="联系人")).to_have_value("两人写的一段")
    assert editing.values(case)["联系人"] == "两人写的一段"
    other.close()


def test_a_row_that_somebody_else_deleted_while_one_typed_into_it_can_be_brought_back(
    page: Page, browser: Browser, editing: Server, case: int
) -> None:
    other = editing.signed_in(browser, "colleague")
    second = at(other, f"/form?case={case}")
    regions = editing.values(case)[OUTER]
    rest = [{**regions[0], "经营主体": regions[0]["经营主体"][1:]}, *regions[1:]]
    editing.desk.now = datetime.now(UTC)
    editing.desk.fill(case, {OUTER: rest}, "clerk")
    Grid(second, 1).type(0, "名称", "删了也要留下的公司")
    dialog = second.get_by_role("dialog")
    expect(dialog.get_by_text("这一行已被别人删除")).to_be_visible()
    expect(dialog.get_by_text("删了也要留下的公司")).to_be_visible()
    dialog.get_by_text("恢复这一行，用我填的").click()
    settled(second)
    dialog.get_by_role("button", name="按选定的保存").click()
    expect(dialog).to_be_hidden()
    expect(Grid(second, 1).cell(0, "名称")).to_have_text("删了也要留下的公司")
    assert editing.inner(case)[0][0] == "删了也要留下的公司"
    assert len(editing.inner(case)) == 12
    other.close()


def test_a_page_that_is_behind_is_told_that_somebody_else_was_faster(
    page: Page, browser: Browser, editing: Server, case: int
) -> None:
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    head, colleague = editing.signed_in(browser, "head"), editing.signed_in(browser, "colleague")
    behind, faster = at(head, f"/case?case={case}"), at(colleague, f"/case?case={case}")
    expect(faster.get_by_role("button", name="撤回", exact=True)).to_be_disabled()  # it was read
    editing.desk.now = datetime.now(UTC)
    editing.desk.done(case, "bounce", "head", {"退回原因": ["内容有误"], "补正内容": "请核对户数后再报。"})
    behind.get_by_role("button", name="退回修改", exact=True).click()
    expect(behind.get_by_role("alert")).to_contain_text("没有办理成功：退回修改")
    expect(behind.get_by_role("alert")).to_contain_text("刚被他人处理过")
    expect(behind.get_by_role("dialog")).to_have_count(0)
    stale = at(colleague, f"/form?case={case}")
    page.goto(f"/form?case={case}")
    settled(page)
    page.get_by_role("button", name="提交", exact=True).click()
    page.wait_for_url(f"**/case?case={case}")
    stale.get_by_role("button", name="提交", exact=True).click()
    expect(stale.get_by_text(re.compile("刚被他人处理过"))).to_be_visible()
    assert steps_of(editing, case).count("submit") == 2
    head.close()
    colleague.close()


# --- the door ---


def test_a_session_that_was_ended_gets_no_page_no_media_and_no_websocket(
    page: Page, context: BrowserContext, editing: Server, case: int
) -> None:
    with page.expect_download() as taken:
        page.get_by_role("button", name="下载模板").click()
    media = taken.value.url
    assert "/media/" in media and context.request.get(media).status == 200
    with editing.desk.office.db.read() as session:
        mine = session.exec(select(SignIn).where(SignIn.person_id == editing.desk.people["clerk"])).all()
    for each in mine:
        revoke(editing.desk.office, each.id, each.person_id, datetime.now(UTC))
    assert context.request.get(media).status == 401
    page.get_by_role("button", name="提交", exact=True).click()
    expect(page.get_by_role("link", name="重新登录")).to_be_visible()
    expect(page.locator("[class*=st-key-card_]")).to_have_count(0)
    assert "submit" not in steps_of(editing, case)
    told = page.evaluate(
        """url => new Promise(done => {
            const socket = new WebSocket(url);
            socket.onopen = () => done("open");
            socket.onerror = () => done("refused");
        })""",
        editing.url.replace("http", "ws") + "/_stcore/stream",
    )
    assert told == "refused"
    page.reload()
    page.wait_for_url(re.compile(r"/signin\?next="))


PAGES = ("/", "/case", "/form?case=1", "/board", "/people", "/files/" + "0" * 64, "/print/1", "/workbook/1",
         "/export/cases", "/export/cases?text=a", "/nowhere")  # fmt: skip
PROGRAMS = ("/media/x", "/_stcore/metrics", "/_stcore/host-config", "/_stcore/allowed-message-origins",
            "/_stcore/script-health-check", "/_stcore/upload_file/a/b", "/component/x/index.html")  # fmt: skip


def test_who_is_not_signed_in_is_refused_everywhere(server: str) -> None:
    with httpx.Client(base_url=server) as stranger:
        answers = {path: stranger.get(path) for path in PAGES}
        assert {p: a.status_code for p, a in answers.items()} == dict.fromkeys(PAGES, 303)
        assert all(a.headers["location"].startswith("/signin?next=") for a in answers.values())
        assert {p: stranger.get(p).status_code for p in PROGRAMS} == dict.fromkeys(PROGRAMS, 401)
        forged = {"desk": "x" * 43}
        assert stranger.get("/print/1", cookies=forged).status_code == 303


def test_a_wrong_password_says_how_many_tries_are_left_and_then_how_long_to_wait(page: Page, server: str) -> None:
    page.goto(f"{server}/signin")
    for left in (4, 3, 2, 1):
        _try(page, "head500243", "wrong")
        expect(page.get_by_role("alert")).to_contain_text(f"还可以再试 {left} 次")
    for password in ("wrong", "sandbox"):
        _try(page, "head500243", password)
        expect(page.get_by_role("alert")).to_contain_text(re.compile(r"\d+ 分钟"))


def _try(page: Page, login: str, password: str) -> None:
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", password)
    page.click("button[type=submit]")


# --- paper ---


def test_the_annex_prints_on_a4_with_everything_on_it(page: Page, case: int) -> None:
    page.goto(f"/print/{case}")
    page.emulate_media(media="print")
    for words in ("区域类“沙盒监管”申报表", "东园", "西园", "填报单位（盖章）", "第11号科技", "第108号科技"):
        expect(page.get_by_text(words).first).to_be_visible()
    paper = page.pdf(prefer_css_page_size=True)
    sizes = {tuple(round(float(n)) for n in m) for m in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)}
    assert sizes <= {(595, 842), (842, 595)} and sizes
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") >= 2 and len(paper) > 20_000
