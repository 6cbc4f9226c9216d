"""The gate: without a valid session nothing is reachable but the door itself. Pure ASGI, so websockets pass it too."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from data.engine import Busy
from pages import context
from pages.web.cookies import cookies_of, session_token
from workflows.people.sessions import Signed

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

DOOR = frozenset({
    "/signin", "/join", "/invited", "/sso", "/sso/callback",
    "/first-admin", "/set-password", "/by-link", "/forgotten", "/session/left",
    "/healthz", "/_stcore/health", "/favicon.ico", "/favicon.png",
})  # fmt: skip
BUNDLES = ("/static/", "/assets/")  # code and pictures, the same for everybody
GUESTS = frozenset({"/", "/signout"})
FILES = ("/files/", "/preview")
SHOWN = "/public"  # cases on public display
MUST_CHANGE = "/change-password"
# Answered with a status: whoever asks for these is a program, not a person who could sign in.
_PROGRAMS = ("/_stcore/", "/media/", "/component/")
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_log = logging.getLogger(__name__)


def public(path: str) -> bool:
    """Whether a path is for people who are not signed in."""
    return path in DOOR or path.startswith(BUNDLES) or path == SHOWN or path.startswith(f"{SHOWN}/")


class Gate:
    """Lets through the door, and everything for those who are signed in."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or public(scope["path"]):
            await self.app(scope, receive, send)
            return
        try:
            signed = await run_in_threadpool(_signed, scope)
        except Busy:
            await _refuse(scope, receive, send, PlainTextResponse("busy", 503, {"retry-after": "2"}))
            return
        refusal = _refusal(scope, signed)
        if refusal:
            await _refuse(scope, receive, send, refusal)
            return
        scope.setdefault("state", {})["signed"] = signed
        with context.answering(signed):
            await self.app(scope, receive, send)


def _signed(scope: Scope) -> Signed | None:
    return context.of_token(session_token(cookies_of(scope), context.settings()))


def _refusal(scope: Scope, signed: Signed | None) -> Response | None:
    path = scope["path"]
    if signed is None:
        return PlainTextResponse("sign in first", 401) if path.startswith(_PROGRAMS) else _to_sign_in(scope)
    if signed.task is not None and not _of_guests(path):
        return PlainTextResponse("not for whoever came by a link", 403)
    if signed.must_change and path != MUST_CHANGE:
        own = RedirectResponse(MUST_CHANGE, 303)
        return PlainTextResponse("set a password first", 403) if path.startswith(_PROGRAMS) else own
    return None


def _of_guests(path: str) -> bool:
    """What somebody needs who came by a link to one task: the page, what it is drawn with, the files of the case."""
    return path in GUESTS or path.startswith((*_PROGRAMS, *FILES))


def _to_sign_in(scope: Scope) -> Response:
    query = scope["query_string"].decode("latin-1") if scope.get("query_string") else ""
    wanted = quote(scope["path"], safe="/") + (f"?{query}" if query else "")
    return RedirectResponse("/signin?next=" + quote(wanted, safe="/"), 303, {"cache-control": "no-store"})


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Response) -> None:
    """A websocket is closed before it is accepted, which the browser sees as 403."""
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 4401})
        return
    await answer(scope, receive, send)


class SameOrigin:
    """Refuses whatever changes something and was not sent by a page of this very host."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        changes = scope["type"] == "websocket" or (scope["type"] == "http" and scope["method"] not in _SAFE)
        if changes and not from_here(Headers(raw=scope["headers"])):
            await _refuse(scope, receive, send, PlainTextResponse("not from this site", 403))
            return
        await self.app(scope, receive, send)


def from_here(headers: Headers) -> bool:
    """Browsers name the origin of every changing request; without a name it is not one of ours."""
    origin = urlsplit(headers.get("origin", ""))
    own = context.settings().url
    if own:
        return f"{origin.scheme}://{origin.netloc}" == own
    return bool(origin.netloc) and origin.netloc == headers.get("host")
