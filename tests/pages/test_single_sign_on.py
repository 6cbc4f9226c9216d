"""Single sign-on: a proved identity leads to a local person, anything less to a sentence."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from joserfc.jwk import RSAKey
from starlette.testclient import TestClient

from pages.web import single_sign_on
from tests.pages.provider import CLIENT, ISSUER, SECRET, Provider
from tests.pages.web import browser
from tests.workflows.people.office import Small
from workflows.office import Office
from workflows.settings import SingleSignOn, read_settings


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> Provider:
    found = Provider("u-1")
    transport = httpx.ASGITransport(app=found.app)
    monkeypatch.setattr(single_sign_on.httpx, "AsyncClient", partial(httpx.AsyncClient, transport=transport))
    return found


@pytest.fixture
def client(office: Office, tmp_path: Path) -> TestClient:
    Small(office).person("chen", subject="u-1")
    known = SingleSignOn(f"{ISSUER}/.well-known/openid-configuration", CLIENT, SECRET)
    return browser(office, tmp_path, single_sign_on=known)


def there_and_back(client: TestClient, provider: Provider, **other: str) -> Any:
    away = client.get("/sso?next=/case%3Fid%3D7")
    assert away.status_code == 303 and away.headers["location"].startswith(f"{ISSUER}/authorize?")
    query = dict(parse_qsl(urlsplit(away.headers["location"]).query))
    back = {"code": provider.authorize(query), "state": query["state"]} | other
    return client.get(query["redirect_uri"], params=back)


def test_somebody_known_gets_a_session_of_ours(client: TestClient, provider: Provider) -> None:
    assert "统一身份认证" in client.get("/signin").text
    answer = there_and_back(client, provider)
    assert answer.status_code == 303 and answer.headers["location"] == "/case?id=7"
    assert client.get("/_stcore/metrics").text == "inside"
    client.post("/signout")
    assert client.get("/_stcore/metrics").status_code == 401


def test_somebody_unknown_is_told_their_identity(client: TestClient, provider: Provider) -> None:
    provider.subject = "u-<2>"
    answer = there_and_back(client, provider)
    assert answer.status_code == 401 and "u-&lt;2&gt;" in answer.text
    assert client.get("/_stcore/metrics").status_code == 401


@pytest.mark.parametrize(
    "claims", [{"aud": "another"}, {"iss": "https://evil.test"}, {"nonce": "old"}, {"exp": 1}, {"sub": None}]
)
def test_a_claim_that_is_not_ours_proves_nothing(client: TestClient, provider: Provider, claims: Any) -> None:
    provider.claims = claims
    assert "统一身份认证没有成功" in there_and_back(client, provider).text
    assert client.get("/_stcore/metrics").status_code == 401


def test_a_token_signed_by_somebody_else_proves_nothing(client: TestClient, provider: Provider) -> None:
    provider.signs_with = RSAKey.generate_key(2048, {"kid": "k1"})
    assert there_and_back(client, provider).status_code == 401


def test_an_answer_to_a_question_of_another_browser_is_refused(client: TestClient, provider: Provider) -> None:
    for state in ("another", "²", ""):
        assert there_and_back(client, provider, state=state).status_code == 401
    client.cookies.clear()
    assert client.get("/sso/callback?code=x&state=y").status_code == 401


def test_a_provider_that_is_away_is_a_sentence(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    away = httpx.MockTransport(lambda _request: httpx.Response(503))
    monkeypatch.setattr(single_sign_on.httpx, "AsyncClient", partial(httpx.AsyncClient, transport=away))
    assert "统一身份认证没有成功" in client.get("/sso").text


def test_without_configuration_there_is_none(office: Office, tmp_path: Path) -> None:
    client = browser(office, tmp_path)
    assert "/sso" not in client.get("/signin").text
    assert client.get("/sso").headers["location"] == "/signin"


def test_half_a_configuration_is_named() -> None:
    with pytest.raises(ValueError, match="SANDBOX_OIDC_CLIENT_SECRET"):
        read_settings({"SANDBOX_OIDC_METADATA": "https://id.test", "SANDBOX_OIDC_CLIENT_ID": "desk"})
