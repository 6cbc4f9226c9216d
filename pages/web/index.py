"""Streamlit's index.html as ours: the language of the person, our name, our mark, and our scripts."""

from __future__ import annotations

from collections.abc import MutableMapping
from html import escape
from typing import Any

from starlette.datastructures import Headers, MutableHeaders

from forms.text import Message
from pages import messages
from pages.web.gate import App, Receive, Scope, Send

FIRST = "/assets/language.js"
SCRIPTS = ("/assets/streamlit_words.js", "/assets/session.js")
OTHERS = (
    "/_stcore/", "/static/", "/media/", "/component/", "/assets/", "/files/", "/print/", "/workbook/", "/export/",
    "/decision/", "/public",
)  # fmt: skip
_DROPPED = (b"accept-encoding", b"if-none-match", b"if-modified-since", b"range")


class Index:
    """Rewrites HTML that Streamlit answers to a page's address; everything else passes."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        signed = scope.get("state", {}).get("signed")
        if scope["type"] != "http" or scope["method"] != "GET" or signed is None or _not_a_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        asked = dict(scope, headers=[(k, v) for k, v in scope["headers"] if k not in _DROPPED])
        await self.app(asked, receive, _Rewriter(send, signed.language))


def _not_a_page(path: str) -> bool:
    return path.startswith(OTHERS)


class _Rewriter:
    """Holds back an HTML answer until it is whole, then sends it changed."""

    def __init__(self, send: Send, lang: str) -> None:
        self.send, self.lang = send, lang
        self.start: MutableMapping[str, Any] | None = None
        self.body = b""

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start" and _is_index(message):
            self.start = message
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: MutableMapping[str, Any]) -> None:
        body = rewrite(self.body.decode(), self.lang).encode()
        headers = MutableHeaders(scope=start)
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        headers["content-length"] = str(len(body))
        headers["cache-control"] = "no-store"
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_index(start: MutableMapping[str, Any]) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html") and start["status"] == 200


def rewrite(page: str, lang: str) -> str:
    """The index page in a language."""
    title = escape(messages.say(Message("shell.product"), lang))
    tags = "".join(f'<script src="{s}" defer></script>' for s in SCRIPTS)
    return (
        page
        .replace('<html lang="en"', f'<html lang="{"zh-CN" if lang == "zh" else "en"}"')
        .replace("<title>Streamlit</title>", f"<title>{title}</title>")
        .replace('href="./favicon.png"', 'href="/assets/mark.svg"')
        .replace("<head>", f'<head><script src="{FIRST}"></script>', 1)
        .replace("</head>", tags + "</head>", 1)
    )
