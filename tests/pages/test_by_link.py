"""The door for guests: a page that uses nothing up, a button that does, and a session that reaches one page."""

from __future__ import annotations

from pathlib import Path

import pytest

from pages import context
from tests.pages.web import browser
from tests.workflows.bureau import Bureau, bureau
from tests.workflows.people.test_guests import asked, panel, secret, with_panel
from workflows.office import Office
from workflows.people import guests


@pytest.fixture
def desk(office: Office, monkeypatch: pytest.MonkeyPatch) -> Bureau:
    found = bureau(office, with_panel)
    monkeypatch.setattr(context, "clock", lambda: found.now)
    return found


def test_a_scanner_that_opens_the_link_does_not_burn_it(desk: Bureau, tmp_path: Path) -> None:
    _, expert = panel(desk)
    link = secret(asked(desk, expert))
    guest = browser(desk.office, tmp_path)
    for method in ("GET", "HEAD", "GET"):
        shown = guest.request(method, f"/by-link?token={link}")
        assert shown.status_code == 200
    assert "王专家" in shown.text and "某desk" in shown.text
    came = guest.post("/by-link", data={"token": link})
    assert (came.status_code, came.headers["location"]) == (303, "/")
    assert guest.get("/").status_code == 200
    dead = guest.post("/by-link", data={"token": link})
    assert dead.status_code == 410 and "已用过" in dead.text


def test_a_guest_reaches_one_page(desk: Bureau, tmp_path: Path) -> None:
    case, expert = panel(desk)
    guest = browser(desk.office, tmp_path)
    guest.post("/by-link", data={"token": secret(asked(desk, expert))})
    for path in ("/cases", "/board", "/people", f"/print/{case}", f"/workbook/{case}", "/export/cases", "/account",
                 "/definitions", "/audit", "/new", "/change-password"):  # fmt: skip
        assert guest.get(path).status_code == 403, path
    assert guest.get("/_stcore/health").status_code == 200
    assert guests.revoke(desk.office, desk.actor("desk"), expert, desk.now) is None
    assert guest.get("/").status_code == 303


@pytest.mark.parametrize("token", ["", "x", "长" * 500, "../../etc"])
def test_nonsense_is_a_page_that_says_so(desk: Bureau, tmp_path: Path, token: str) -> None:
    found = browser(desk.office, tmp_path)
    assert found.get("/by-link", params={"token": token}).status_code == 410
    assert found.post("/by-link", data={"token": token}).status_code == 410
