"""A small OpenID Connect provider inside the process."""

from __future__ import annotations

import base64
import hashlib
import time
from dataclasses import dataclass, field
from typing import Any

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

ISSUER = "https://id.test"
CLIENT, SECRET = "desk", "between us"


@dataclass
class Provider:
    """Says that somebody is `subject`; `claims` go over what it would say, `key` may be another than it publishes."""

    subject: str
    claims: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "k1", "use": "sig"}))
    signs_with: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def app(self) -> Starlette:
        described = Route("/.well-known/openid-configuration", self._describe)
        return Starlette(routes=[described, Route("/token", self._token, methods=["POST"]), Route("/keys", self._keys)])

    def authorize(self, query: dict[str, str]) -> str:
        """What the provider's page would do once the person agrees: a code."""
        assert query["response_type"] == "code" and query["client_id"] == CLIENT
        code = f"code{len(self.codes)}"
        self.codes[code] = query
        return code

    async def _describe(self, _request: Request) -> Response:
        ends = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys"}
        return JSONResponse({"issuer": ISSUER} | {k: ISSUER + v for k, v in ends.items()})

    async def _keys(self, _request: Request) -> Response:
        return JSONResponse(KeySet([self.key]).as_dict(private=False))

    async def _token(self, request: Request) -> Response:
        given = await request.form()
        asked = self.codes.pop(str(given.get("code")), None)
        proof = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        verified = asked and _challenge(str(given["code_verifier"])) == asked["code_challenge"]
        if not verified or not asked or request.headers.get("authorization") != f"Basic {proof}":
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = int(time.time())
        told = {"iss": ISSUER, "aud": CLIENT, "sub": self.subject, "nonce": asked["nonce"], "iat": now, "exp": now + 60}
        token = jwt.encode({"alg": "RS256", "kid": "k1"}, told | self.claims, self.signs_with or self.key)
        return JSONResponse({"access_token": "at", "token_type": "Bearer", "id_token": token})


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
