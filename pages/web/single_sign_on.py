"""OpenID Connect, by configuration: code flow with PKCE. All that stays of it is a session of our own."""

from __future__ import annotations

import base64
import hashlib
import logging
import secrets
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx
from itsdangerous import BadData, URLSafeTimedSerializer
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from forms.text import Message
from pages import context
from pages.web.cookies import is_https, remember
from pages.web.requests import answer, safe_next, visit_of
from pages.web.signin import sign_in_page
from workflows.people.single_sign_on import enter_as
from workflows.settings import SingleSignOn

log = logging.getLogger(__name__)
COOKIE, MINUTES, SECONDS = "desk_sso", 10, 10
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]


class NotProved(Exception):
    """The provider's answer does not prove who somebody is."""


@dataclass(frozen=True)
class Errand:
    """What the browser carries, signed, while it is at the provider."""

    state: str
    nonce: str
    verifier: str
    next: str


async def depart(request: Request) -> Response:
    """GET /sso: to the provider."""
    provider = context.settings().single_sign_on
    if provider is None:
        return RedirectResponse("/signin", 303)
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    errand = Errand(state, nonce, verifier, safe_next(request.query_params.get("next", "/")))
    try:
        async with httpx.AsyncClient(timeout=SECONDS) as client:
            endpoint = (await _described(client, provider))["authorization_endpoint"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        return await _failed(request, error)
    query = {
        "response_type": "code", "scope": "openid profile", "client_id": provider.client_id, "state": state,
        "nonce": nonce, "redirect_uri": _back(request), "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }  # fmt: skip
    url = f"{endpoint}{'&' if '?' in endpoint else '?'}{urlencode(query)}"
    response = RedirectResponse(url, 303, {"cache-control": "no-store"})
    response.set_cookie(
        COOKIE, _signer().dumps(vars(errand)), max_age=MINUTES * 60, path="/sso", httponly=True, samesite="lax",
        secure=is_https(request, context.settings()),
    )  # fmt: skip
    return response


async def arrive(request: Request) -> Response:
    """GET /sso/callback: back from the provider."""
    provider = context.settings().single_sign_on
    if provider is None:
        return RedirectResponse("/signin", 303)
    try:
        errand = _errand(request)
        subject = await _subject(request, provider, errand)
    except (httpx.HTTPError, JoseError, NotProved, ValueError, KeyError) as error:
        return await _failed(request, error)
    result = await run_in_threadpool(enter_as, context.office(), subject, visit_of(request), context.now())
    if isinstance(result, Message):
        return await _refused(request, result)
    response = RedirectResponse(errand.next, 303)
    response.delete_cookie(COOKIE, path="/sso")
    remember(response, result, request, context.settings())
    return response


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(context.settings().secret(), salt=COOKIE)


def _errand(request: Request) -> Errand:
    try:
        errand = Errand(**_signer().loads(request.cookies.get(COOKIE, ""), max_age=MINUTES * 60))
    except BadData as error:
        raise NotProved("the sign-in was begun elsewhere or too long ago") from error
    if not secrets.compare_digest(request.query_params.get("state", "").encode(), errand.state.encode()):
        raise NotProved("another state came back")
    return errand


async def _subject(request: Request, provider: SingleSignOn, errand: Errand) -> str:
    """The identity that a verified id_token proves."""
    given = {
        "grant_type": "authorization_code", "code": request.query_params["code"], "redirect_uri": _back(request),
        "code_verifier": errand.verifier,
    }  # fmt: skip
    async with httpx.AsyncClient(timeout=SECONDS) as client:
        described = await _described(client, provider)
        proof = httpx.BasicAuth(provider.client_id, provider.client_secret)
        token = await _json(client.post(described["token_endpoint"], data=given, auth=proof))
        keys = KeySet.import_key_set(await _json(client.get(described["jwks_uri"])))  # type: ignore[arg-type]
    claims = jwt.decode(token["id_token"], keys, algorithms=_ALGORITHMS).claims
    asked = {"iss": described["issuer"], "aud": provider.client_id, "nonce": errand.nonce}
    wanted: dict[str, Any] = {name: {"essential": True, "value": value} for name, value in asked.items()}
    jwt.JWTClaimsRegistry(leeway=60, exp={"essential": True}, sub={"essential": True}, **wanted).validate(claims)
    return str(claims["sub"])


async def _described(client: httpx.AsyncClient, provider: SingleSignOn) -> dict[str, Any]:
    """What the provider says of itself."""
    return await _json(client.get(provider.metadata))


async def _json(asking: Awaitable[httpx.Response]) -> dict[str, Any]:
    found: dict[str, Any] = (await asking).raise_for_status().json()
    return found


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")


def _back(request: Request) -> str:
    """Where the provider sends the browser afterwards; to be registered there."""
    host = context.settings().url or f"{request.url.scheme}://{request.url.netloc}"
    return f"{host}/sso/callback"


async def _failed(request: Request, error: Exception) -> Response:
    log.warning("single sign-on failed: %r", error)
    return await _refused(request, Message("people.sso_failed"))


async def _refused(request: Request, why: Message) -> Response:
    return answer(await run_in_threadpool(sign_in_page, request, why, "/", ""), request, 401)


ROUTES = [Route("/sso", depart), Route("/sso/callback", arrive)]
