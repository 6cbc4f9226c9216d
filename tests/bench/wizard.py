"""A form of 200 fields beside one of 60: leaving a field and turning a page must not take longer."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from data import FileStore, migrate, open_database
from tests.browser import chromium
from tests.browser.drafts import firms, region, served
from tests.browser.waiting import drawn
from tests.long_form import longer
from tests.pages.shell import open_page
from tests.workflows.bureau import HERE, bureau
from workflows.office import Office

SMALL, LARGE, TIMES, MOST = 59, 200, 9, 1.3
"""Fields on the page (a long text comes to it), repetitions, and how many times as long the large one may take."""
Taken = dict[str, float]


def main(_arguments: list[str]) -> int:
    """Prints each time of both forms and their ratio; 1 if the large one takes too long."""
    small, large = (on_server(n) | in_browser(n) for n in (SMALL, LARGE))
    for name in small:
        ratio = large[name] / small[name]
        print(f"{name:28}{small[name] * 1000:8.0f} ms{large[name] * 1000:8.0f} ms{ratio:6.2f} ×  (limit {MOST} ×)")
    return int(any(large[name] > MOST * small[name] for name in small))


def on_server(fields: int) -> Taken:
    """Processor time of one run of the script after a field was left."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{Path(folder) / 'office.db'}")
        migrate(db)
        desk = bureau(Office(db, FileStore(Path(folder) / "files")), texts_change=longer(fields, 1))
        query = {"case": str(desk.start()), "page": "4"}
        with open_page(desk.office, desk.people["clerk"], "form", Path(folder), now=desk.now, **query) as app:
            found = next(w for w in app.text_input if w.label.startswith("附1的5项"))

            def leaves(turn: int) -> None:
                nonlocal found
                begun = time.process_time()
                found.set_value(f"{turn}").run()
                times.append(time.process_time() - begun)
                found = next(w for w in app.text_input if w.label.startswith("附1的5项"))

            times: list[float] = []
            for turn in range(TIMES):
                leaves(turn)
        db.close()
    return {"field left, server": min(times)}


def in_browser(fields: int) -> Taken:
    """From leaving a field, and from pressing next, until the browser is still."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), longer(fields, 1)) as server,
        sync_playwright() as playwright,
    ):
        case = server.draft(HERE, "clerk", [region("东园", firms(3))])
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = server.signed_in(browser).new_page()
        page.goto(f"/form?case={case}&page=4")
        page.get_by_role("textbox", name="附1的5项").wait_for()
        page.wait_for_timeout(1500)
        taken = {
            "field left, browser": min(_left(page, turn) for turn in range(TIMES)),
            "page turned, browser": min(_turned(page) for _ in range(TIMES // 2)),
        }
        browser.close()
    return taken


def _left(page: Page, turn: int) -> float:
    box = page.get_by_role("textbox", name="附1的5项")
    box.fill(f"第{turn}次")
    return _timed(page, lambda: box.press("Tab"))


def _turned(page: Page) -> float:
    page.locator(".st-key-page_before button").click()
    taken = _timed(page, lambda: page.locator(".st-key-page_after button").click())
    page.get_by_role("textbox", name="附1的5项").wait_for()
    return taken


def _timed(page: Page, do: Callable[[], None]) -> float:
    """Until the last thing on the page has moved."""
    drawn(page)
    begun = page.evaluate("performance.now()")
    do()
    drawn(page)
    return float(page.evaluate("window.__moved") - begun) / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
