"""The door: who gets through, with what, from where, and what the answers carry."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from data.tables import Person, Setting
from pages.menu import MENU
from pages.web.gate import public
from pages.web.headers import INDEX_SCRIPT
from pages.web.requests import safe_next
from pages.web.routes import routes
from tests.pages.web import INDEX, browser
from tests.workflows.nonsense import NONSENSE
from tests.workflows.people.office import NOW, PASSWORD, Small
from workflows.office import Office
from workflows.people import links
from workflows.practice import PASSWORD as PRACTICE_PASSWORD

GUARDED = (
    "/", "/case?id=7", "/_stcore/metrics", "/_stcore/upload_file/x/y", "/_stcore/host-config", "/media/abc.png",
    "/component/st_aggrid.AgGrid/index.html", "/files/" + "0" * 64, "/print/1", "/workbook/1", "/export/cases",
    "/change-password", "//signin", "/signin/", "/signin/../case", "/assets", "/STATIC/x",
)  # fmt: skip

SOCKET = "ws://desk.test/_stcore/stream"


@pytest.fixture
def small(office: Office) -> Small:
    return Small(office)


@pytest.fixture
def client(small: Small, tmp_path: Path) -> TestClient:
    return browser(small.office, tmp_path)


def sign_in(client: TestClient, login: str = "admin", password: str = PASSWORD, **more: str):
    return client.post("/signin", data={"login": login, "password": password, "next": "/", **more})


@pytest.mark.parametrize("path", GUARDED)
def test_without_a_session_nothing_is_reachable(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (303, 401)
    assert "inside" not in answer.text and "<script" not in answer.text
    if answer.status_code == 303:
        assert urlsplit(answer.headers["location"]).path == "/signin"


ASKED = (("signin", "next"), ("signin", "lang"), ("set-password", "token"), ("first-admin", "token"), ("sso", "next"),
         ("sso/callback", "state"), ("case", "case"), ("session/left", "x"))  # fmt: skip


@pytest.mark.parametrize("why", list(NONSENSE))
def test_no_address_of_the_door_is_an_error(client: TestClient, why: str) -> None:
    for path, name in ASKED:
        answer = client.get(f"/{path}", params={name: NONSENSE[why][:300]})
        assert answer.status_code < 500 and "<script>alert" not in answer.text, path


def test_every_route_of_ours_is_guarded_unless_it_is_the_door(client: TestClient) -> None:
    for route in routes():
        path = getattr(route, "path", "").replace("{hash}", "0" * 64).replace("{case}", "1")
        if public(path) or path == "/assets":
            continue
        assert client.get(path).status_code == 303, path


def test_no_route_of_ours_hides_a_page() -> None:
    pages = {f"/{item.slug}" for item in MENU}
    assert pages & {getattr(route, "path", "") for route in routes()} == set()


def test_a_websocket_without_a_session_is_refused(client: TestClient) -> None:
    with pytest.raises(WebSocketDisconnect), client.websocket_connect(SOCKET):
        pass


def test_a_websocket_of_another_site_is_refused_even_with_a_session(client: TestClient) -> None:
    sign_in(client)
    with client.websocket_connect(SOCKET):
        pass
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect(SOCKET, headers={"origin": "http://evil.test"}),
    ):
        pass


def test_the_right_password_leads_to_the_page_that_was_asked_for(client: TestClient) -> None:
    asked = client.get("/case?id=7&tab=流程")
    wanted = parse_qs(urlsplit(asked.headers["location"]).query)["next"][0]
    answer = sign_in(client, next=wanted)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/case?id=7&tab=%E6%B5%81%E7%A8%8B"
    assert client.get("/_stcore/metrics").text == "inside"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: TestClient) -> None:
    cookie = sign_in(client).headers["set-cookie"].lower()
    assert cookie.startswith("desk=") and "httponly" in cookie and "samesite=lax" in cookie and "path=/" in cookie
    assert "secure" not in cookie


def test_behind_tls_the_cookie_is_bound_to_the_host_and_a_plain_one_is_void(small: Small, tmp_path: Path) -> None:
    client = browser(small.office, tmp_path, "https://desk.test", url="https://desk.test")
    answer = sign_in(client)
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-desk=") and "Secure" in cookie and "Domain" not in cookie
    assert "max-age" in answer.headers["strict-transport-security"]
    token = client.cookies["__Host-desk"]
    client.cookies.clear()
    client.cookies["desk"] = token
    assert client.get("/").status_code == 303


def test_a_wrong_password_is_told_above_the_fields_with_the_tries_left(client: TestClient) -> None:
    answer = sign_in(client, password="wrong")
    assert answer.status_code == 401
    assert "还可以再试 4 次" in answer.text and 'aria-invalid="true"' in answer.text and 'value="admin"' in answer.text
    english = client.post("/signin?lang=en", data={"login": "admin", "password": "x", "next": "/"})
    assert "Tries left: 3" in english.text


def test_what_was_typed_comes_back_escaped(client: TestClient) -> None:
    answer = sign_in(client, login='"><script>alert(1)</script>', password="x", next='/"><b>')
    assert "<script>alert" not in answer.text and '/"><b>' not in answer.text


@pytest.mark.parametrize("origin", ["http://evil.test", "null", "", "http://desk.test.evil.test", "http://desk.test:81"])
@pytest.mark.parametrize("path", ["/signin", "/signout", "/change-password", "/set-password", "/first-admin"])
def test_a_post_from_elsewhere_is_refused(client: TestClient, origin: str, path: str) -> None:
    sign_in(client)
    assert client.post(path, headers={"origin": origin}).status_code == 403
    assert client.get("/_stcore/metrics").status_code == 200


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("/case?id=7", "/case?id=7"), ("//evil.test", "/"), ("/\\evil.test", "/"), ("https://evil.test", "/"),
        ("/\t/evil.test", "/"), ("", "/"), ("javascript:alert(1)", "/"), ("/\n/evil", "/"), ("/名录", "/名录"),
    ],
)  # fmt: skip
def test_the_way_on_stays_on_this_host(wanted: str, safe: str) -> None:
    assert safe_next(wanted) == safe


def test_signing_out_ends_the_session_for_every_tab(client: TestClient) -> None:
    sign_in(client)
    token = client.cookies["desk"]
    assert client.post("/signout").headers["location"] == "/signin"
    client.cookies["desk"] = token
    assert client.get("/").status_code == 303


def test_whoever_must_change_the_password_can_do_nothing_else(client: TestClient, small: Small) -> None:
    with small.office.db.write() as session:
        session.get_one(Person, small.admin_id).must_change = True
    sign_in(client)
    assert client.get("/").headers["location"] == "/change-password"
    assert client.get("/_stcore/metrics").status_code == 403
    fields = {"old": PASSWORD, "new": "short", "again": "short"}
    assert "至少 12 个字符" in client.post("/change-password", data=fields).text
    fields |= {"new": "another long phrase", "again": "another long phrase"}
    assert client.post("/change-password", data=fields).headers["location"] == "/"
    assert client.get("/_stcore/metrics").status_code == 200


def test_the_first_administrator_comes_in_by_the_link(office: Office, tmp_path: Path) -> None:
    from data.reference.load import load_places

    with office.db.write() as session:
        load_places(session)
    client, token = browser(office, tmp_path), links.first_admin_link(office, NOW)
    assert client.get("/first-admin?token=guess").status_code == 410
    from pages import context

    token = links.first_admin_link(office, context.now())
    assert token and "第一位管理员" in client.get(f"/first-admin?token={token}").text
    fields = {"token": token, "organisation": "某局", "name": "管", "login": "boss", "new": PASSWORD, "again": PASSWORD}
    assert "先选本单位所在的城市" in client.post("/first-admin", data=fields).text
    fields |= {"city": "110000"}
    again = client.post("/first-admin", data=fields | {"again": "x"}).text
    assert "再输" in again and '<option value="110000" selected>北京市' in again
    assert "管理员已建立" in client.post("/first-admin", data=fields).text
    assert client.get(f"/first-admin?token={token}").status_code == 410
    assert sign_in(client, "boss").status_code == 303


def test_only_a_practice_office_lists_its_people_and_their_password(client: TestClient, small: Small) -> None:
    assert PRACTICE_PASSWORD not in client.get("/signin").text and "admin" not in client.get("/signin").text
    with small.office.db.write() as session:
        session.add(Setting(key="practice", value=True))
    page = client.get("/signin").text
    assert f'data-practice-password="{PRACTICE_PASSWORD}"' in page and 'value="admin"' in page


@pytest.mark.parametrize("path", ["/signin", "/forgotten", "/set-password?token=x", "/", "/component/x", "/media/x"])
def test_every_answer_says_what_may_be_loaded(client: TestClient, path: str) -> None:
    sign_in(client)
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert ("'unsafe-eval'" in policy) == path.startswith("/component/")
    assert "http" not in policy and "frame-ancestors 'self'" in policy and "*" not in policy
    assert headers["x-content-type-options"] == "nosniff" and headers["referrer-policy"] == "same-origin"


def test_the_policy_names_the_inline_script_of_the_installed_streamlit() -> None:
    inline = re.findall(r"<script>(.*?)</script>", INDEX.read_text(encoding="utf-8"), re.S)
    digests = [base64.b64encode(hashlib.sha256(s.encode()).digest()).decode() for s in inline]
    assert [f"sha256-{d}" for d in digests] == [INDEX_SCRIPT]


def test_the_index_page_is_ours_and_in_the_language_of_the_person(client: TestClient, small: Small) -> None:
    sign_in(client)
    page = client.get("/account").text
    assert '<html lang="zh-CN"' in page and "<title>沙盒工作台</title>" in page and "/assets/session.js" in page
    assert "favicon.png" not in page
    with small.office.db.write() as session:
        session.get_one(Person, small.admin_id).language = "en"
    page = client.get("/account", headers={"if-none-match": "x", "accept-encoding": "gzip"}).text
    assert '<html lang="en"' in page and "<title>Sandbox Desk</title>" in page


def test_files_and_prints_of_nothing_are_a_sentence(client: TestClient) -> None:
    sign_in(client)
    files, numbers = ("abc", "%00", "0" * 64), ("1", "99999999999999999999")
    for path in [f"/files/{f}" for f in files] + [f"/{way}/{n}" for way in ("print", "workbook") for n in numbers]:
        answer = client.get(path)
        assert answer.status_code == 404 and 'role="alert"' in answer.text, path


def test_pages_of_the_door_load_nothing_from_elsewhere(client: TestClient) -> None:
    for path in ("/signin", "/signin?lang=en", "/forgotten"):
        loaded = re.findall(r'(?:src|href|action)="([^"]+)"', client.get(path).text)
        assert loaded and all(not urlsplit(u).netloc for u in loaded)
