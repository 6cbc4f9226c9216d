"""A server of its own for the grids: a bureau with drafts in it, and what a person does in a grid."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Locator, Page
from sqlmodel import select

from data import FileStore, migrate, open_database
from data.reference.load import load_places
from data.tables import Campaign
from forms.fields.uscc import UsccField
from forms.values import rows_of
from pages.web.cookies import PLAIN
from tests.browser.waiting import settled
from tests.workflows.bureau import PROCEDURE, Bureau, bureau
from workflows.cases.drafts import Sheet, open_draft
from workflows.office import Office
from workflows.people.sessions import open_session
from workflows.publishing import load_folder, publish, shipped

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 180  # on a machine that has other things to do
OUTER, INNER = "区域", "区域.经营主体"
NAME, CODE, COUNT = "名称", "统一社会信用代码", "数量"
_CODES = UsccField.model_validate({"key": "c", "title": "c"})


def code(number: int) -> str:
    """A right code."""
    return str(_CODES.sample(None, number))  # type: ignore[arg-type]


def region(name: str, firms: list[tuple[str, str]]) -> dict[str, Any]:
    rows = [{NAME: n, CODE: c} for n, c in firms]
    return {"申报名称": name, "所属类型": "园区", "注册登记地址": "云汉大道5号", COUNT: len(rows), "经营主体": rows}


def firms(count: int, start: int = 0) -> list[tuple[str, str]]:
    return [(f"第{n}号科技有限责任公司", code(n)) for n in range(start, start + count)]


@dataclass
class Server:
    """A running server over a folder; it can be stopped and started again on the same port."""

    folder: Path
    desk: Bureau
    port: int
    process: subprocess.Popen[bytes] | None = field(default=None)
    drafts: dict[str, tuple[int, str]] = field(default_factory=dict)  # district → the draft made last, and by whom

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SANDBOX_DATA": str(self.folder)}
        command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(self.port)]
        with (self.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end:
            try:
                urllib.request.urlopen(f"{self.url}/healthz", timeout=2)
                return
            except OSError:
                time.sleep(0.2)
        raise AssertionError((self.folder / "server.log").read_text(encoding="utf-8")[-3000:])

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(15)
            self.process = None

    def freeze(self) -> None:
        """The server is there and answers nothing."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def kill(self) -> None:
        """The server dies at once, as in a power cut."""
        assert self.process
        self.process.kill()
        self.process.wait(15)

    def draft(self, subject: str, who: str, regions: list[dict[str, Any]]) -> int:
        """A draft of a district with these regions; one per district is open at a time, so an older one is dropped."""
        if subject in self.drafts:
            self.drop(*self.drafts[subject])
        self.desk.now = datetime.now(UTC)
        case = self.desk.start(who, subject)
        self.drafts[subject] = case, who
        self.desk.fill(case, {"联系人": "陈立军", "联系电话": "13900000000", OUTER: regions}, who)
        return case

    def drop(self, case: int, who: str) -> None:
        self.desk.now = datetime.now(UTC)
        self.desk.act(case, "drop", who)

    def values(self, case: int, who: str = "clerk") -> dict[str, Any]:
        """The draft as it is stored."""
        self.desk.now = datetime.now(UTC)
        sheet = open_draft(self.desk.office, self.desk.actor(who), case, self.desk.now)
        assert isinstance(sheet, Sheet), sheet
        return dict(sheet.values)

    def inner(self, case: int, number: int = 0, who: str = "clerk") -> list[tuple[str, str]]:
        """Names and codes of a region, as stored."""
        rows = self.values(case, who).get(OUTER, [])[number].get("经营主体", [])
        return [(r.get(NAME, ""), r.get(CODE, "")) for r in rows]

    def signed_in(self, browser: Browser, who: str = "clerk", width: int = 1280, height: int = 800) -> BrowserContext:
        """A browser profile in which somebody is signed in."""
        with self.desk.office.db.write() as session:
            token = open_session(session, self.desk.people[who], "127.0.0.1", "test", datetime.now(UTC))
        context = browser.new_context(
            base_url=self.url, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}
        )
        context.add_cookies([{"name": PLAIN, "value": token, "url": self.url}])
        context.set_default_timeout(30_000)
        return context


@pytest.fixture(scope="module")
def editing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with a bureau whose campaign is open today."""
    with served(tmp_path_factory.mktemp("editing")) as server:
        yield server


@pytest.fixture
def context(browser: Browser, editing: Server) -> Iterator[BrowserContext]:
    """A browser in which the clerk is signed in there."""
    made = editing.signed_in(browser)
    yield made
    made.close()


@contextmanager
def served(folder: Path, change: Callable[[dict[str, str]], None] | None = None) -> Iterator[Server]:
    """A running server over a fresh bureau in a folder; `change` may alter the texts of its definition."""
    made, people, campaign = _at_work()
    shutil.copy(made, folder / "office.db")
    db = open_database(f"sqlite:///{folder / 'office.db'}")
    desk = Bureau(Office(db, FileStore(folder / "files")), dict(people), campaign)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = Server(folder, desk, port)
    server.start()
    try:
        if change is not None:
            texts = dict(shipped()[PROCEDURE])
            change(texts)
            assert publish(desk.office, texts, "", None, datetime.now(UTC))
        yield server
    finally:
        server.stop()
        db.close()


@cache
def _at_work() -> tuple[Path, dict[str, int], int]:
    """A database with a bureau whose campaign is open today and with everything that is shipped, to be copied."""
    path = Path(tempfile.mkdtemp(prefix="bureau-")) / "office.db"
    db = open_database(f"sqlite:///{path}")
    migrate(db)
    desk = bureau(Office(db, FileStore(path.parent / "files")))
    with db.write() as session:
        load_places(session)
        campaign = session.exec(select(Campaign)).one()
        campaign.opens, campaign.closes = date.today() - timedelta(days=30), date.today() + timedelta(days=30)
        session.add(campaign)
    load_folder(desk.office, now=datetime.now(UTC))
    db.close()
    return path, desk.people, desk.campaign


class Grid:
    """One grid on a page: 0 the outer, 1 the inner."""

    def __init__(self, page: Page, number: int) -> None:
        self.page, self.number = page, number

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator("iframe").nth(self.number)

    def cell(self, row: int, column: str) -> Locator:
        return self.frame.locator(f'.ag-center-cols-container .ag-row[row-index="{row}"] [col-id="{column}"]')

    def type(self, row: int, column: str, text: str, end: str = "Enter") -> None:
        """Stands in a cell and types over it."""
        self.cell(row, column).click()
        self.page.keyboard.insert_text("") if not text else self._keys(text)
        self.page.keyboard.press(end)

    def _keys(self, text: str) -> None:
        """Types the first character as a key, which opens the cell, and the rest as an input method would."""
        self.page.keyboard.press("F2")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.insert_text(text)

    def paste(self, row: int, column: str, text: str) -> None:
        """Ctrl+V of a block with the cursor in a cell."""
        self.cell(row, column).click()
        self.put(text)

    def put(self, text: str) -> None:
        """Ctrl+V where the cursor stands."""
        script = (
            "(b, text) => { const d = new DataTransfer(); d.setData('text/plain', text);"
            " const given = {clipboardData: d, bubbles: true, cancelable: true};"
            " document.dispatchEvent(new ClipboardEvent('paste', given)) }"
        )
        self.frame.locator("body").evaluate(script, text)

    def focused(self) -> tuple[int, str]:
        found = self.frame.locator(".ag-cell-focus")
        row = found.evaluate("e => e.closest('.ag-row').getAttribute('row-index')")
        return int(row), str(found.get_attribute("col-id"))

    def unsaved(self) -> int:
        """Edits that the server has not acknowledged yet."""
        return int(self.frame.locator("body").evaluate("() => window.desk.log.length"))


def open_form(context: BrowserContext, case: int) -> Page:
    page = context.new_page()
    page.goto(f"/form?case={case}")
    Grid(page, 1).cell(0, NAME).wait_for()
    settled(page)
    return page


def acknowledged(page: Page, *grids: Grid) -> None:
    """Waits until every edit of the grids is stored."""
    for _ in range(300):
        if not any(g.unsaved() for g in grids):
            settled(page)
            return
        page.wait_for_timeout(100)
    raise AssertionError("edits were never acknowledged")


__all__ = ["CODE", "COUNT", "INNER", "NAME", "OUTER", "Grid", "Server", "acknowledged", "code", "context", "editing",
           "firms", "open_form", "region", "rows_of"]  # fmt: skip
