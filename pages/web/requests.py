"""What the door's routes ask of a request: language, where to go next, from where it comes."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse

from pages.web.cookies import LANGUAGE, language
from workflows.people.entrance import Visit


def lang_of(request: Request) -> str:
    """The language asked for, else the one remembered, else Chinese."""
    asked = request.query_params.get("lang")
    return asked if asked in ("zh", "en") else language(request.cookies)


def other_language(request: Request) -> str:
    """The same page in the other language."""
    query = dict(request.query_params) | {"lang": "en" if lang_of(request) == "zh" else "zh"}
    return f"{request.url.path}?{urlencode(query)}"


def safe_next(wanted: str) -> str:
    """A path of this host to go on to; anything else is the desk."""
    # browsers read a backslash as a slash and drop tabs and line breaks: `/\\evil` would be another host
    plain = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted and wanted.isprintable()
    return wanted if plain else "/"


def visit_of(request: Request) -> Visit:
    address = request.client.host if request.client else ""
    return Visit(address, request.headers.get("user-agent", ""))


def answer(html: str, request: Request, status: int = 200) -> HTMLResponse:
    """A page of the door; never kept, and the language stays chosen."""
    response = HTMLResponse(html, status, {"cache-control": "no-store"})
    if "lang" in request.query_params:
        response.set_cookie(LANGUAGE, lang_of(request), max_age=31_536_000, path="/", samesite="lax")
    return response
