"""Steps of browser tests around entries of registers: who holds them, where they are found, what is begun with them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from playwright.sync_api import Locator, Page, expect
from sqlmodel import select

from data.tables import Organisation
from tests.browser.steps import Practice, code
from tests.browser.waiting import drawn
from workflows.people.accounts import Profile, insert_person
from workflows.people.grants import Wanted, insert_grant
from workflows.people.organisations import Described, insert_organisation

HERE = "500106"
CLERK, HEAD = f"clerk{HERE}", f"head{HERE}"
LONG_AGO = date.today() - timedelta(days=500)


def newcomer(practice: Practice, name: str, role: str = "enterprise") -> tuple[str, str, str]:
    """One of the district with an account: its name, its code, its sign-in name; another one each time."""
    now = datetime.now(UTC)
    with practice.office.db.write() as session:
        number = max(i for i in session.exec(select(Organisation.id)) if i)
        own = insert_organisation(session, Described(f"{name}{number}有限公司", HERE))
        row = session.get_one(Organisation, own)
        row.kind, row.code = "applicant", code(930_000 + number)
        person = insert_person(session, Profile(f"walker{number}", "秦望", own), now)
        insert_grant(session, person, Wanted(role, own, HERE, LONG_AGO), None)
        return row.name, row.code, f"walker{number}"


def in_register(page: Page, register: str, title: str) -> Locator:
    """The rows of a register, as it is today, that bear a title."""
    page.goto(f"/register?register={register}")
    drawn(page)
    box = page.locator(".st-key-card_filters").get_by_role("textbox", name="查找")
    box.fill(title)
    box.press("Enter")
    drawn(page)
    return page.locator("tbody tr").filter(has_text=title)


def open_entry(page: Page, register: str, title: str) -> None:
    in_register(page, register, title).first.click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    drawn(page)


def begin(page: Page, child: str) -> str:
    """Begins a child on the page of an entry; gives its case."""
    page.get_by_role("button", name=f"新建{child}").click()
    page.wait_for_url(re.compile(r"case=\d+"))
    drawn(page)
    return re.search(r"case=(\d+)", page.url)[1]  # type: ignore[index]
