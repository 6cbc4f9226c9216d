"""A form of 150 fields in the designer: opened, and one edit of each kind, on the server and in a browser.

Beside each time stands what Streamlit itself needs in the same run: a small screen opened from nothing, and a run of
the designer that changes nothing; and the work of the browser's page, which says more on a machine that is shared.
The limit is for whoever works in the program: a form is opened by a press there. Opened by its address, the browser
starts Streamlit first, which alone takes longer.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Taken:
    """Seconds until the browser was still, and seconds that its page worked."""

    wall: float
    work: float


Work = Callable[[], float]
COLD = "opened by its address"
FLOORS = {COLD: "a small screen opened", "": "a run without a change"}
LINK = "设计表单"
"""On the screen of its workflow."""


def main(arguments: list[str]) -> int:
    """Prints each time; 1 if something in the browser takes longer than it may. The argument: how often."""
    for name, taken in on_server().items():
        print(f"{name:28}{taken * 1000:8.0f} ms of computing")
    found = in_browser(int(arguments[0]) if arguments else TIMES)
    for name, each in found.items():
        limit = "" if name in {*FLOORS, *FLOORS.values()} else f"  (limit {MOST * 1000:.0f} ms)"
        floor = each if name in FLOORS.values() else found[FLOORS.get(name, FLOORS[""])]
        print(
            f"{name:28}{each.wall * 1000:8.0f} ms, work of the page {each.work * 1000:6.0f} ms,"
            f" {each.work / floor.work:4.1f} times the floor{limit}"
        )
    return int(any(each.wall > MOST for name, each in found.items() if name not in {*FLOORS, *FLOORS.values()}))


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


def in_browser(times: int) -> dict[str, Taken]:
    """From the press until the browser is still: the best of some turns."""
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), longer(FIELDS, PAGES)) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = server.signed_in(browser, "admin").new_page()
        work = _work_of(page)
        taken = [_walk(page, work, turn) for turn in range(times)]
        browser.close()
    return {name: min((each[name] for each in taken), key=lambda t: t.work) for name in taken[0]}


def _walk(page: Page, work: Work, turn: int) -> dict[str, Taken]:
    """The form is opened by its address and changed."""
    found = {FLOORS[COLD]: _opened(page, work, "/account", "[data-testid=stMain] [data-testid=stElementContainer]")}
    found[COLD] = _opened(page, work, f"/design?part={PART}", ".cv [data-path]")
    page.goto(f"/flow?part={PART.replace('form', 'procedure', 1)}")
    link = page.get_by_role("link", name=LINK)
    link.wait_for()
    found["opened"] = _timed(page, work, lambda: (link.click(), page.locator(".cv [data-path]").first.wait_for()))
    page.get_by_text("附表2").first.click()
    page.locator(FIELD).wait_for()
    note = page.locator("[class*=st-key-note_] input").first
    note.fill(f"第{turn}次")
    found[FLOORS[""]] = _timed(page, work, lambda: note.press("Enter"))
    found["field chosen"] = _timed(page, work, lambda: page.locator(FIELD).click())
    box = page.get_by_role("textbox", name="标题", exact=True).first
    box.fill(f"第{turn}次")
    found["title edited"] = _timed(page, work, lambda: box.press("Enter"))
    found["field added"] = _timed(page, work, lambda: page.locator(".pi[data-kind=text]").click())
    found["undone"] = _timed(page, work, lambda: page.get_by_role("button", name="撤销").click())
    return found


def _opened(page: Page, work: Work, address: str, first: str) -> Taken:
    """From the address until nothing moves; the page itself tells the time since it was asked for."""
    page.goto("about:blank")
    page.goto(address, wait_until="commit")
    page.locator(first).first.wait_for()
    drawn(page)
    return Taken(float(page.evaluate("window.__moved")) / 1000, work())


def _work_of(page: Page) -> Work:
    """How long the page has worked: since it was opened, as another address is another process of the browser."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def work() -> float:
        return {m["name"]: float(m["value"]) for m in session.send("Performance.getMetrics")["metrics"]}["TaskDuration"]

    return work


def _timed(page: Page, work: Work, do: Callable[[], object]) -> Taken:
    """Until the last thing on the page has moved."""
    drawn(page)
    before, begun = work(), page.evaluate("performance.now()")
    do()
    drawn(page)
    return Taken(float(page.evaluate("window.__moved") - begun) / 1000, work() - before)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
