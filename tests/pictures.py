"""Takes the README's pictures from a running practice office: `python -m tests.pictures http://127.0.0.1:8501`."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium
from workflows.practice import PASSWORD

FOLDER = Path(__file__).resolve().parents[1] / "pages" / "assets" / "pictures"
SIZE = {"width": 1280, "height": 800}
IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
SCREENS = (
    ("desk", "desk1", "/"),
    ("cases", "desk1", "/cases"),
    ("register", "leader1", "/register"),
    ("board", "leader1", "/board"),
    ("definitions", "admin", "/definitions"),
)


def main(base: str) -> None:
    """One picture of each main screen, as the person who uses it sees it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGUMENTS)
        signed_out = browser.new_page(viewport=SIZE, locale="zh-CN")
        signed_out.goto(f"{base}/signin")
        _save(signed_out, "signin")
        for name, login, path in SCREENS:
            _save(_opened(browser, base, login, path), name)
        page = _opened(browser, base, "desk1", "/cases?states=joint")
        page.locator("tbody tr").first.click()
        _settle(page)
        _save(page, "case")
        _save(_declaring(browser, base, signed_out), "form")
        browser.close()


def _declaring(browser: Browser, base: str, signed_out: Page) -> Page:
    """A draft that somebody of those on the sign-in page is filling in."""
    clerks = re.findall(r"clerk\w+", signed_out.content())
    for login in dict.fromkeys(clerks):
        page = _opened(browser, base, login, "/")
        rows = page.locator("tbody tr").filter(has_text="填好后提交")
        if rows.count():
            rows.first.click()
            page.wait_for_url("**/form**")
            _settle(page)
            return page
        page.context.close()
    raise SystemExit("nobody is filling in anything")


def _opened(browser: Browser, base: str, login: str, path: str) -> Page:
    page = browser.new_context(viewport=SIZE, locale="zh-CN", timezone_id="Asia/Shanghai").new_page()
    page.goto(f"{base}/signin")
    page.fill("input[name=login]", login)
    page.fill("input[name=password]", PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_selector(IDLE)
    page.goto(base + path)
    _settle(page)
    return page


def _settle(page: Page) -> None:
    page.wait_for_timeout(1500)
    page.wait_for_selector(IDLE)
    page.wait_for_timeout(3500)


def _save(page: Page, name: str) -> None:
    """A small file whose colours of lights survive: a palette of 256 by median cut, refined."""
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    small = picture.quantize(256, method=Image.Quantize.MEDIANCUT, kmeans=2, dither=Image.Dither.NONE)
    small.save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
