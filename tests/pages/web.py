"""The routes and the middleware as the app has them, around a page that stands in for Streamlit's."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket

from pages import context
from pages.web.errors import HANDLERS
from pages.web.routes import middleware, routes
from workflows.office import Office
from workflows.settings import Settings

INDEX = Path(streamlit.__file__).parent / "static" / "index.html"
HOST = "http://desk.test"


def _streamlit(request: Request) -> Response:
    if request.url.path.startswith(("/_stcore", "/media", "/component")):
        return PlainTextResponse("inside")
    return FileResponse(INDEX)


async def _socket(socket: WebSocket) -> None:
    await socket.accept()
    await socket.close()


def browser(office: Office, folder: Path, host: str = HOST, **settings: object) -> TestClient:
    """A browser on one host: keeps cookies, follows no redirect, names its origin."""
    context.install(office, Settings(folder=folder, database="", **settings))  # type: ignore[arg-type]
    inside = [WebSocketRoute("/_stcore/stream", _socket), Route("/{path:path}", _streamlit, methods=["GET", "PUT"])]
    app = Starlette(routes=[*routes(), *inside], middleware=middleware(), exception_handlers=HANDLERS)
    client = TestClient(app, base_url=host, follow_redirects=False, raise_server_exceptions=False)
    client.headers["origin"] = host
    return client
