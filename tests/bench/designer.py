"""A form of 150 fields in the designer: opened, and one edit of each kind, on the server and in a browser."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from data import FileStore, migrate, open_database
from tests.browser import chromium
from tests.browser.drafts import served
from tests.browser.waiting import drawn
from tests.long_form import longer
from tests.pages.shell import open_page
from tests.workflows.bureau import bureau
from workflows.office import Office

FIELDS, PAGES, TIMES, MOST = 150, 5, 5, 1.5
"""Fields beside those of the shipped form, on so many pages; repetitions; seconds that each may take in a browser."""
PART = "form/region_declaration"
FIELD = ".cv [data-path='附2的5']"


def main(_arguments: list[str]) -> int:
    """Prints each time; 1 if something in the browser takes longer than it may."""
    for name, taken in on_server().items():
        print(f"{name:28}{taken * 1000:8.0f} ms of computing")
    found = in_browser()
    for name, taken in found.items():
        print(f"{name:28}{taken * 1000:8.0f} ms  (limit {MOST * 1000:.0f} ms)")
    return int(any(taken > MOST for taken in found.values()))


def on_server() -> dict[str, float]:
    """Processor time of a run of the page, as it is and after an edit: the form's checks and its procedure's in it."""
    with tempfile.TemporaryDirectory() as folder:
        db = open_database(f"sqlite:///{Path(folder) / 'office.db'}")
        migrate(db)
        desk = bureau(Office(db, FileStore(Path(folder) / "files")), texts_change=longer(FIELDS, PAGES))
        with open_page(desk.office, desk.people["admin"], "design", Path(folder), now=desk.now, part=PART) as app:
            again, edited = [], []
            for turn in range(TIMES):
                begun = time.process_time()
                app.run()
                again.append(time.process_time() - begun)
                begun = time.process_time()
                app.text_input(key="design_form:zh").set_value(f"申报表{turn}").run()
                edited.append(time.process_time() - begun)
        db.close()
    return {"page drawn, server": min(again), "title edited, server": min(edited)}


def in_browser() -> dict[str, float]:
    """From the press until the browser is still."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), longer(FIELDS, PAGES)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = server.signed_in(browser, "admin").new_page()
        taken = [_walk(page, turn) for turn in range(TIMES)]
        browser.close()
    return {name: min(each[name] for each in taken) for name in taken[0]}


def _walk(page: Page, turn: int) -> dict[str, float]:
    """The form is opened from the list of definitions and changed."""
    page.goto("/definitions")
    drawn(page)
    found = {"opened, browser": _opened(page)}
    page.get_by_text("附表2").first.click()
    page.locator(FIELD).wait_for()
    found["field chosen, browser"] = _timed(page, lambda: page.locator(FIELD).click())
    box = page.get_by_role("textbox", name="标题", exact=True).first
    box.fill(f"第{turn}次")
    found["title edited, browser"] = _timed(page, lambda: box.press("Enter"))
    found["field added, browser"] = _timed(page, lambda: page.locator(".pi[data-kind=text]").click())
    found["undone, browser"] = _timed(page, lambda: page.get_by_role("button", name="撤销").click())
    return found


def _opened(page: Page) -> float:
    """From the address until nothing moves; the page itself tells the time since it was asked for."""
    page.goto(f"/design?part={PART}", wait_until="commit")
    page.locator(".cv [data-path]").first.wait_for()
    drawn(page)
    return float(page.evaluate("window.__moved")) / 1000


def _timed(page: Page, do: Callable[[], None]) -> float:
    """Until the last thing on the page has moved."""
    drawn(page)
    begun = page.evaluate("performance.now()")
    do()
    drawn(page)
    return float(page.evaluate("window.__moved") - begun) / 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
