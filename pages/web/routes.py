"""Every route beside Streamlit's, and the middleware around all of them."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from pages import context
from pages.web import by_link, documents, passwords, previews, public, registering, signin, single_sign_on
from pages.web.gate import Gate, SameOrigin
from pages.web.headers import SecurityHeaders
from pages.web.index import Index

ASSETS = Path(__file__).resolve().parents[1] / "assets"


def health(_request: Request) -> Response:
    """GET /healthz: whether the database answers."""
    with context.office().db.read() as session:
        session.connection().exec_driver_sql("SELECT 1")
    return JSONResponse({"status": "ok"})


def routes() -> list[BaseRoute]:
    return [
        Route("/healthz", health),
        *signin.ROUTES,
        *passwords.ROUTES,
        *by_link.ROUTES,
        *registering.ROUTES,
        *single_sign_on.ROUTES,
        *documents.ROUTES,
        *previews.ROUTES,
        *public.ROUTES,
        Mount("/assets", StaticFiles(directory=ASSETS)),
    ]


def middleware() -> list[Middleware]:
    """From the outside in."""
    return [Middleware(SecurityHeaders), Middleware(SameOrigin), Middleware(Gate), Middleware(Index)]
