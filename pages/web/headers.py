"""Headers of every answer: what a page may load, and that nothing of it is another host's."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from starlette.datastructures import MutableHeaders

from pages import context
from pages.web.gate import App, Receive, Scope, Send

# The one inline script of Streamlit's index.html; a test compares it with the installed file.
INDEX_SCRIPT = "sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA="
_SCRIPTS = f"script-src 'self' 'wasm-unsafe-eval' blob: '{INDEX_SCRIPT}'"
_REST = (
    "default-src 'self'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
    "connect-src 'self' data: blob:", "worker-src 'self' blob:", "frame-src 'self'", "object-src 'none'",
    "base-uri 'self'", "frame-ancestors 'self'",
)  # fmt: skip
POLICY = "; ".join((_SCRIPTS, *_REST, "form-action 'self'"))
# The grid compiles the small functions that colour its cells; nothing else may.
GRID_POLICY = "; ".join((_SCRIPTS + " 'unsafe-eval'", *_REST, "form-action 'self'"))
_FIXED = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "SAMEORIGIN",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}


class SecurityHeaders:
    """Adds the headers to every answer, also to refusals."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                _add(MutableHeaders(scope=message), scope["path"])
                if message["status"] == 200 and scope["path"].startswith("/component/") and "/static/" in scope["path"]:
                    MutableHeaders(scope=message)["cache-control"] = _KEPT
            await send(message)

        await self.app(scope, receive, with_headers)


# Components are megabytes of script under names that carry their hash; without this each frame loads them anew.
_KEPT = "private, max-age=31536000, immutable"


def _add(headers: MutableHeaders, path: str) -> None:
    headers["content-security-policy"] = GRID_POLICY if path.startswith("/component/") else POLICY
    for name, value in _FIXED.items():
        headers[name] = value
    if context.settings().https:
        headers["strict-transport-security"] = "max-age=31536000"
