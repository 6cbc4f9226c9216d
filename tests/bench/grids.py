"""The editor with 2 × 5,000 enterprises in a real browser: opening, one edit in each grid, a paste of 500 rows."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium
from tests.browser.drafts import CODE, COUNT, NAME, Grid, Server, acknowledged, code, firms, region, served, settled

EACH = 5_000
LIMITS = {"opening": 2.0, "edit in the inner grid": 2.0, "edit in the outer grid": 2.0, "paste of 500 rows": 3.0}


@contextmanager
def office() -> Iterator[Server]:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as server:
        yield server


def main(_arguments: list[str]) -> int:
    """Prints each time with its limit; 1 if one is missed."""
    with office() as server, sync_playwright() as playwright:
        case = server.draft("500103", "clerk", [region("东园", firms(EACH)), region("西园", firms(EACH, EACH))])
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        page = server.signed_in(browser).new_page()
        taken = measure(server, page, case)
        browser.close()
    for name, seconds in taken.items():
        print(f"{name:24} {seconds:5.2f} s  (limit {LIMITS[name]:.0f} s)", flush=True)
    return int(any(seconds > LIMITS[name] for name, seconds in taken.items()))


def measure(server: Server, page: Page, case: int) -> dict[str, float]:
    outer, inner = Grid(page, 0), Grid(page, 1)

    def opens() -> None:
        page.locator("tr[data-id]").first.click()
        inner.cell(0, NAME).wait_for()

    for _ in range(2):  # the browser has the scripts after the first time
        page.goto("/")
        settled(page)
        page.locator("tr[data-id]").first.wait_for()
        page.wait_for_timeout(1000)
        opening = timed(opens)
        acknowledged(page, inner)
        page.wait_for_timeout(1000)

    def wrong() -> None:
        inner.type(2, CODE, "1")
        inner.frame.locator('.ag-row[row-index="2"] .wrong').wait_for()

    def disagree() -> None:
        outer.type(0, COUNT, "4999", "Tab")
        outer.frame.locator(".wrong").wait_for()

    def paste() -> None:
        inner.paste(5, NAME, "\n".join(f"贴{n}\t{code(20_000 + n)}" for n in range(500)))
        acknowledged(page, inner)

    found = {"opening": opening, "edit in the inner grid": timed(wrong)}
    acknowledged(page, inner)
    found["edit in the outer grid"] = timed(disagree)
    acknowledged(page, outer)
    found["paste of 500 rows"] = timed(paste)
    assert server.inner(case)[5:505] == [(f"贴{n}", code(20_000 + n)) for n in range(500)]
    return found


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
