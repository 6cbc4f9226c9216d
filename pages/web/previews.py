"""Small pictures of files, under the same rights as the files themselves."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from data.files import HASH
from pages import context
from workflows import address
from workflows.attachments import readable
from workflows.audit.readings import keep_file
from workflows.files.previews import WIDTHS, Size, preview
from workflows.people.actors import acting


def picture(request: Request) -> Response:
    """GET /preview/<hash>?page=1&size=small: one page of a file as a JPEG; 404 without one, or without the right."""
    key, page = request.path_params["hash"], address.number(request.query_params.get("page", "1")) or 0
    size: Size = "large" if request.query_params.get("size") == "large" else "small"
    office = context.office()
    if not HASH.fullmatch(key):
        return _none()
    with office.db.read() as session:
        actor = acting(office, session, request.state.signed, context.now())
    row = readable(office, actor, key)
    if row is None:
        return _none()
    keep_file(office, actor, key, context.now())
    mark = f'"{key[:32]}-{page}-{WIDTHS[size]}"'
    headers = {"cache-control": "private, no-cache", "etag": mark, "content-disposition": "inline"}
    if request.headers.get("if-none-match") == mark:
        return Response(status_code=304, headers=headers)
    made = preview(office.files, key, row.kind, page, size)
    return Response(made, media_type="image/jpeg", headers=headers) if made else _none()


def _none() -> Response:
    return Response(status_code=404, headers={"cache-control": "private, no-store"})


ROUTES = [Route("/preview/{hash:str}", picture)]
