"""The cookie that says who is signed in, and the one that remembers the language."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response

from workflows.people.sessions import LONGEST
from workflows.settings import Settings

PLAIN, LOCKED = "desk", "__Host-desk"  # browsers take the second only from this very host and over https
LANGUAGE = "desk_lang"


def session_token(cookies: Mapping[str, str], settings: Settings) -> str | None:
    """The value that names the session; behind TLS a plain one is void: another host could set it."""
    locked = cookies.get(LOCKED)
    return locked if settings.https else locked or cookies.get(PLAIN)


def cookies_of(scope: Mapping[str, Any]) -> dict[str, str]:
    """The cookies of an ASGI request; malformed ones are none."""
    try:
        jar = SimpleCookie(Headers(raw=scope["headers"]).get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def is_https(request: Request, settings: Settings) -> bool:
    return settings.https or request.url.scheme == "https"


def remember(response: Response, token: str, request: Request, settings: Settings) -> None:
    """Gives the browser its session. The database decides how long it lasts."""
    https = is_https(request, settings)
    response.set_cookie(
        LOCKED if https else PLAIN, token, max_age=int(LONGEST.total_seconds()), path="/", httponly=True,
        samesite="lax", secure=https,
    )  # fmt: skip


def forget(response: Response, request: Request, settings: Settings) -> None:
    https = is_https(request, settings)
    response.delete_cookie(LOCKED if https else PLAIN, path="/", httponly=True, samesite="lax", secure=https)


def language(cookies: Mapping[str, str], default: str = "zh") -> str:
    found = cookies.get(LANGUAGE, default)
    return found if found in ("zh", "en") else default
