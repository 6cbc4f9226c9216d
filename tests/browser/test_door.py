"""The door in a real browser: in by one press, out for every tab, in both languages, and no other host asked."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.waiting import settled

SignIn = Callable[..., None]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser complains about: errors of scripts, and what the policy kept from loading."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("console", lambda m: said.append(m.text) if "Content Security Policy" in m.text else None)
    return said


def choose(page: Page, option: str) -> None:
    """Something from the person's menu."""
    page.locator(".st-key-me button").click()
    page.get_by_role("menuitem", name=option, exact=True).or_(page.get_by_text(option, exact=True)).first.click()


def test_one_press_on_a_person_fills_the_form_and_signing_in_leads_back(
    page: Page, context: BrowserContext, complaints: list[str]
) -> None:
    page.goto("/account?from=mail")
    expect(page).to_have_url(re.compile(r"/signin\?next="))
    page.locator(".who").first.click()
    assert page.input_value("input[name=login]") and page.input_value("input[name=password]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/account?from=mail")
    settled(page)
    expect(page.get_by_role("heading", name="我的账户")).to_be_visible()
    expect(page.locator(".practice")).to_contain_text("演示数据")
    assert context.foreign == []  # type: ignore[attr-defined]
    assert complaints == []


def test_a_wrong_password_is_told_above_the_fields(page: Page) -> None:
    page.goto("/signin")
    page.fill("input[name=login]", "nobody-at-all")
    page.fill("input[name=password]", "wrong")
    page.click("button[type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("还可以再试")
    assert page.input_value("input[name=login]") == "nobody-at-all"


def test_signing_out_ends_the_other_tab_too_which_offers_the_way_back(
    page: Page, context: BrowserContext, sign_in: SignIn
) -> None:
    sign_in(page, "auditor", "/account")
    other = context.new_page()
    other.goto("/account")
    settled(other)
    choose(page, "退出")
    page.wait_for_url("**/signin")
    other.get_by_role("button", name="修改密码").click()
    link = other.get_by_role("link", name="重新登录")
    expect(link).to_be_visible()
    assert link.get_attribute("href") == "/signin?next=/account"
    expect(other.locator("[data-testid=stTextInput]")).to_have_count(0)


def test_the_language_changes_for_good_and_back(page: Page, sign_in: SignIn, complaints: list[str]) -> None:
    sign_in(page, "auditor", "/account")
    choose(page, "English")
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.reload()
    settled(page)
    choose(page, "中文")
    expect(page.get_by_role("heading", name="我的账户")).to_be_visible()
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    assert complaints == []


def test_a_page_for_administrators_says_so_to_others(page: Page, sign_in: SignIn) -> None:
    sign_in(page, "auditor", "/people")
    expect(page.get_by_role("alert")).to_contain_text("您不能打开“人员”")
    expect(page.get_by_text("新增人员")).to_have_count(0)


def test_an_administrator_makes_a_link_by_which_a_password_is_set(
    page: Page, context: BrowserContext, sign_in: SignIn
) -> None:
    sign_in(page, "admin", "/people")
    page.get_by_role("button", name="新增人员").click()
    page.get_by_role("textbox", name="姓名", exact=True).fill("新来")
    page.get_by_role("textbox", name="账号", exact=True).fill("xinlai")
    page.get_by_role("combobox", name="单位").click()
    page.get_by_role("option").first.click()
    page.get_by_role("button", name="新增", exact=True).click()
    expect(page.get_by_text("已新增 新来")).to_be_visible()
    page.get_by_role("button", name="生成设置密码的链接").click()
    link = page.locator("[data-testid=stCode]").inner_text().strip()
    assert re.search(r"/set-password\?token=\S{40,}$", link)
    page.goto(link)
    page.fill("input[name=new]", "a brand new phrase")
    page.fill("input[name=again]", "a brand new phrase")
    page.click("button[type=submit]")
    expect(page.get_by_role("heading", name="密码已设置")).to_be_visible()
    assert context.foreign == []  # type: ignore[attr-defined]


def test_before_a_session_runs_out_the_field_being_typed_in_is_left(page: Page, sign_in: SignIn) -> None:
    hurry = "const slow = window.setInterval; window.setInterval = (f, ms) => slow(f, ms === 60000 ? 300 : ms);"
    page.add_init_script(hurry)
    sign_in(page, "auditor", "/account")
    field = page.get_by_role("textbox", name="原密码")
    field.fill("half typed")
    page.wait_for_timeout(700)
    expect(field).to_be_focused()
    page.route("**/session/left", lambda route: route.fulfill(json={"seconds": 60}))
    expect(field).not_to_be_focused()
    assert field.input_value() == "half typed"


GUARDED = ("/_stcore/metrics", "/_stcore/host-config", "/media/x.png", "/component/st_aggrid.AgGrid/index.html")


@pytest.mark.parametrize("path", GUARDED)
def test_the_running_server_answers_nobody_who_is_not_signed_in(server: str, path: str) -> None:
    assert httpx.get(server + path).status_code == 401
    assert httpx.put(server + "/_stcore/upload_file/x/y", headers={"origin": server}).status_code == 401
    assert httpx.get(server + "/_stcore/health").status_code == 200


def test_the_running_server_opens_no_websocket_for_strangers(page: Page, server: str) -> None:
    page.goto("/signin")
    told = page.evaluate(
        """url => new Promise(done => {
            const socket = new WebSocket(url);
            socket.onopen = () => done("open");
            socket.onerror = () => done("refused");
        })""",
        server.replace("http", "ws") + "/_stcore/stream",
    )
    assert told == "refused"
