"""What people do in a browser, in as few words as a test needs, and what must never happen meanwhile."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sqlmodel import Session, col, select

from data import FileStore, open_database
from data.tables import Case, District, Person
from forms.fields.uscc import UsccField
from pages.web.cookies import PLAIN
from tests.browser.drafts import Grid
from tests.browser.waiting import drawn, settled
from workflows.campaigns import announced, standings
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import actor_of
from workflows.people.sessions import open_session

FAILED = re.compile(r"E-[0-9A-F]{6}")
_CODES = UsccField.model_validate({"key": "c", "title": "c"})


Enter = Callable[[str, str], Page]
"""Opens a browser for a person at a page."""


@dataclass
class Witness:
    """Remembers what no page may do: ask another host, throw in a script, show that something failed."""

    own: str
    foreign: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext) -> None:
        harmless = (self.own, self.own.replace("http", "ws", 1), "data:", "blob:", "about:")
        context.on("request", lambda r: None if r.url.startswith(harmless) else self.foreign.append(r.url))
        context.on("weberror", lambda e: self.errors.append(str(e.error)))
        context.on("console", lambda m: self.errors.append(m.text) if "Content Security Policy" in m.text else None)

    def see(self, page: Page) -> None:
        """What the page shows now."""
        broken = page.get_by_test_id("stException").all_inner_texts()
        broken += [n for n in page.locator(".notice.bad").all_inner_texts() if FAILED.search(n)]
        self.errors += [f"{page.url}: {words}" for words in broken]

    def at_ease(self) -> None:
        assert self.foreign == [] and self.errors == []


@dataclass(frozen=True)
class Place:
    """A district: its code, and its name as lists and as the map say it."""

    code: str
    name: str
    short: str


@dataclass(frozen=True)
class Practice:
    """The practice office behind the server, opened beside it."""

    office: Office
    url: str

    @classmethod
    def of(cls, folder: Path, url: str) -> Practice:
        return cls(Office(open_database(f"sqlite:///{(folder / 'office.db').as_posix()}"), FileStore(folder)), url)

    def actor(self, session: Session, login: str) -> Actor:
        person = session.exec(select(Person.id).where(Person.login == login)).one()
        return actor_of(self.office, session, person or 0, datetime.now(UTC))

    def logins(self, beginning: str) -> list[str]:
        with self.office.db.read() as session:
            found = select(Person.login).where(col(Person.login).startswith(beginning)).order_by(Person.login)
            return list(session.exec(found))

    def token(self, login: str) -> str:
        with self.office.db.write() as session:
            who = self.actor(session, login)
            return open_session(session, who.id, "127.0.0.1", "test", datetime.now(UTC))

    def undeclared(self, procedure: str, follower: str) -> str:
        """A district with nothing in the campaign that is open, as somebody knows who follows it."""
        now = datetime.now(UTC)
        with self.office.db.read() as session:
            actor = self.actor(session, follower)
            known = announced(self.office, session, actor, procedure, now)
            running = next(c for c in known if c.opens <= self.office.today(now) <= c.closes)
            told = standings(self.office, session, actor, running.id, now)
        return next(s.district for s in told if s.reached == "nothing")

    def login(self, session: Session, person: int) -> str:
        return session.get_one(Person, person).login

    def name(self, login: str) -> str:
        with self.office.db.read() as session:
            return session.exec(select(Person.name).where(Person.login == login)).one()

    def lying_in(self, procedure: str, state: str) -> list[int]:
        """The cases of a procedure that are in a state, the oldest first."""
        mine = select(Case.id).where(Case.procedure == procedure, Case.state == state)
        with self.office.db.read() as session:
            return [i for i in session.exec(mine.order_by(col(Case.id))) if i]

    def district(self, code: str) -> Place:
        with self.office.db.read() as session:
            found = session.get_one(District, code)
            return Place(code, found.name, found.short)


@contextmanager
def signed_in(
    browser: Browser, url: str, token: str, width: int = 1280, locale: str = "zh-CN"
) -> Iterator[BrowserContext]:
    """A browser profile with a session of its own."""
    context = browser.new_context(
        base_url=url, locale=locale, timezone_id="Asia/Shanghai", viewport={"width": width, "height": 800}
    )
    context.add_cookies([{"name": PLAIN, "value": token, "url": url}])
    context.set_default_timeout(30_000)
    yield context
    context.close()


def code(number: int) -> str:
    """A right code."""
    return str(_CODES.sample(None, number))  # type: ignore[arg-type]


def block(rows: Sequence[Sequence[object]]) -> str:
    """Rows as a spreadsheet copies them."""
    return "\n".join("\t".join(map(str, row)) for row in rows)


def fill(page: Page, label: str, text: str) -> None:
    """Types into a field and leaves it."""
    box = page.get_by_role("textbox", name=label)
    box.fill(text)
    box.press("Tab")
    settled(page)


def write(page: Page, where: Page | Locator, label: str, text: str) -> None:
    """Types into a field of a dialog or a page and leaves it; a star behind its label says that it is required."""
    box = where.get_by_role("textbox", name=re.compile(f"^{label}")).first
    box.fill(text)
    box.press("Tab")
    settled(page)


def paste(page: Page, table: int, rows: Sequence[Sequence[object]]) -> None:
    """Puts a block through the paste box of a table: 0 the outer one, 1 the inner one."""
    page.get_by_role("button", name="从表格粘贴").nth(table).click()
    box = page.get_by_role("dialog").locator("textarea")
    box.fill(block(rows))
    box.press("Control+Enter")
    expect(page.get_by_role("dialog").get_by_text(f"认出 {len(rows)} 行")).to_be_visible()
    page.get_by_role("button", name="加入表格").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    settled(page)


def choose(page: Page, table: Grid, row: int, column: str) -> None:
    """Stands in a cell of an outer table and waits until its inner rows are shown."""
    table.cell(row, column).click()
    drawn(page)


def press_tile(page: Page, district: Place) -> None:
    """Presses a district on the map of the board, which hears the mouse and no click of a script."""
    tile = page.locator(".textpoint text").filter(has_text=district.short).first
    tile.scroll_into_view_if_needed()
    hold(page, tile, 0)


def hold(page: Page, button: Locator, milliseconds: int = 120) -> None:
    """Presses a button as a hand does: down, a while, up."""
    box = button.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.wait_for_timeout(milliseconds)
    page.mouse.up()


def opine(page: Page, verdict: str, reason: str = "", about: str = "") -> None:
    """Gives an opinion on one row by its name, or on all that wait; a reason where one is needed."""
    if about:
        row = page.locator('[class*="st-key-about_"]').filter(has_text=about)
        row.get_by_role("button", name="出意见", exact=True).click()
    else:
        page.locator(".st-key-card_act").get_by_role("button", name="提出意见", exact=True).click()
    dialog = page.get_by_role("dialog")
    choose_in(page, dialog, "意见", verdict)
    if reason:
        box = dialog.get_by_role("textbox", name="理由")
        box.fill(reason)
        box.press("Tab")
        settled(page)
    dialog.get_by_role("button", name="提出意见", exact=True).click()
    expect(page.get_by_text("已办理：提出意见")).to_be_visible()
    expect(dialog).to_be_hidden()
    settled(page)


def choose_in(page: Page, where: Locator, label: str, text: str) -> None:
    """Chooses an entry of a menu by typing it, or presses the button that bears it."""
    group, box = where.get_by_role("radiogroup", name=label), where.get_by_role("combobox", name=label)
    expect(group.or_(box).first).to_be_visible()
    if group.count():
        group.get_by_role("radio", name=text, exact=True).click()
    else:
        box.click()
        box.fill(text)
        page.get_by_role("option").filter(has_text=text).first.click()
    settled(page)


def choose_reason(page: Page, dialog: Locator, reason: str = "内容有误") -> None:
    """Presses why a case is returned."""
    dialog.get_by_role("button", name=reason, exact=True).click()
    settled(page)


def act(page: Page, name: str, given: Callable[[Locator], None] | None = None, sure: bool = False) -> None:
    """Takes a transition on the page of a case; fills in the dialog or says yes where it asks."""
    page.locator(".st-key-card_act").get_by_role("button", name=name, exact=True).click()
    if given or sure:
        dialog = page.get_by_role("dialog")
        if given:
            given(dialog)
        dialog.get_by_role("button", name=name, exact=True).click()
    expect(page.get_by_text(f"已办理：{name}")).to_be_visible()
    settled(page)
