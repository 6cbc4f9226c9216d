"""Fixtures of the browser tests: a real server with the practice office, and a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser import chromium
from tests.browser.steps import Enter, Practice, Witness, signed_in
from tests.browser.waiting import drawn, settled

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 600  # the practice office is filled first, on a busy machine

_would_not_start: list[str] = []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=2, reruns_delay=2))


@pytest.fixture(scope="session")
def office_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server under test keeps its database and files."""
    return tmp_path_factory.mktemp("office")


@pytest.fixture(scope="session")
def server(office_folder: Path) -> Iterator[str]:
    """The address of a real server with the practice office, on loopback."""
    with running(office_folder) as address:
        yield address


@contextmanager
def running(office_folder: Path) -> Iterator[str]:
    """The address of a real server over a folder; one that is empty is filled with the practice office first.

    One that would not start is not started for every further test: filling an office takes minutes each time.
    """
    if _would_not_start:
        pytest.fail(_would_not_start[0])
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = office_folder / "server.log"
    environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | {"SANDBOX_DATA": str(office_folder)}
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
    ]
    with log.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(15)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            urllib.request.urlopen(url, timeout=2)
            return
        except OSError:
            time.sleep(0.2)
    _would_not_start.append("the server did not start:\n" + log.read_text(encoding="utf-8")[-4000:])
    pytest.fail(_would_not_start[0])


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests; without any, a loud notice, and a failure in CI."""
    path = chromium.find()
    if path is None:
        notice = "NO CHROMIUM: the browser tests did not run. Install chromium and fonts-noto-cjk."
        if os.environ.get("CI") == "true":
            pytest.fail(notice)
        warnings.warn(notice, stacklevel=1)
        pytest.skip(notice)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=chromium.ARGUMENTS)
        expect.set_options(timeout=20_000)  # as long as `context` waits: a machine with much to do is no failure
        yield started
        started.close()


@pytest.fixture
def context(browser: Browser, server: str) -> Iterator[BrowserContext]:
    """A fresh browser profile; every request to another host is recorded in `context.foreign`."""
    fresh = browser.new_context(
        base_url=server, locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": 1280, "height": 800}
    )
    fresh.foreign = []  # type: ignore[attr-defined]
    fresh.on("request", lambda r: _remember(fresh, server, r.url))
    fresh.set_default_timeout(20_000)
    yield fresh
    fresh.close()


def _remember(context: BrowserContext, server: str, url: str) -> None:
    if not url.startswith((server, server.replace("http", "ws"), "data:", "blob:", "about:")):
        context.foreign.append(url)  # type: ignore[attr-defined]


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def sign_in(server: str) -> Callable[..., None]:
    """Signs a person of the practice office in, on a page, and lands on `to`."""
    from workflows.practice import PASSWORD

    def enter(page: Page, login: str, to: str = "/") -> None:
        page.context.clear_cookies()  # whoever was there before has gone
        page.goto(f"{server}/signin")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSWORD)
        page.click("button[type=submit]")
        page.goto(server + to)
        settled(page)

    return enter


@pytest.fixture
def practice(office_folder: Path, server: str) -> Practice:
    """The practice office behind the server."""
    return Practice.of(office_folder, server)


@pytest.fixture
def witness(server: str) -> Iterator[Witness]:
    """Whoever is watched is so to the end."""
    watching = Witness(server)
    yield watching
    watching.at_ease()


@pytest.fixture
def enter(browser: Browser, practice: Practice, witness: Witness) -> Iterator[Enter]:
    """Opens a browser for a person at a page; at the end nothing has failed in any of them."""
    pages = list[Page]()
    with ExitStack() as profiles:

        def come(login: str, to: str) -> Page:
            context = profiles.enter_context(signed_in(browser, practice.url, practice.token(login)))
            witness.watch(context)
            pages.append(context.new_page())
            pages[-1].goto(to)
            drawn(pages[-1])
            return pages[-1]

        yield come
        for page in pages:
            witness.see(page)
