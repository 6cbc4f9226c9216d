"""Files, prints and workbooks: each is asked of the services with the rights of whoever asks."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from data.files import HASH
from forms.text import Message
from pages import context
from pages.parts.editor_files import picture
from pages.web import look
from pages.web.requests import answer
from workflows import address
from workflows.attachments import fetch
from workflows.audit.readings import keep_file
from workflows.cases.export import export
from workflows.cases.paper import printed, workbook
from workflows.cases.search import Query
from workflows.clocks.owed import Asked
from workflows.clocks.owed import export as owed_book
from workflows.decision_books import book
from workflows.engine.types import Actor, Refusal
from workflows.people.actors import acting

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = frozenset({"pdf", "png", "jpg"})  # what a browser shows safely; everything else is saved
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]')  # in the name of a file
_PRIVATE = {"cache-control": "private, no-store"}


def file(request: Request) -> Response:
    """GET /files/<hash>: one attachment."""
    key = request.path_params["hash"]
    found = fetch(context.office(), _actor(request), key) if HASH.fullmatch(key) else None
    if found is None:
        return _missing(request, Message("door.no_file"))
    keep_file(context.office(), _actor(request), key, context.now())
    how = "inline" if found.kind in _SHOWN else "attachment"
    return Response(found.content, media_type=found.media, headers=_PRIVATE | _named(found.name, how))


def paper(request: Request) -> Response:
    """GET /print/<case>: the official table on A4, to be printed and stamped."""
    actor = _actor(request)
    page = printed(context.office(), actor, _case(request), actor.language, context.now(), picture)
    return _missing(request, page.message) if isinstance(page, Refusal) else HTMLResponse(page, headers=_PRIVATE)


def sheet(request: Request) -> Response:
    """GET /workbook/<case>: what may be read of a case's form."""
    actor, case = _actor(request), _case(request)
    made = workbook(context.office(), actor, case, actor.language, context.now())
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made.content, media_type=XLSX, headers=_PRIVATE | _named(f"{made.name}.xlsx"))


def cases(request: Request) -> Response:
    """GET /export/cases?…: everything the query of the page 办件查询 finds."""
    actor = _actor(request)
    query = Query.read(dict(request.query_params))
    return _workbook(lambda: export(context.office(), actor, query, context.now(), actor.language), "cases", actor)


def owed(request: Request) -> Response:
    """GET /export/owed?…: everything the query of the page 定期报送 finds."""
    actor, asked = _actor(request), Asked.read(dict(request.query_params))
    return _workbook(lambda: owed_book(context.office(), actor, asked, context.now(), actor.language), "owed", actor)


def decision(request: Request) -> Response:
    """GET /decision/<kind>/<id>/<name>: a decision table of the definition on the person's desk."""
    actor, asked = _actor(request), request.path_params
    made = book(context.office(), actor, f"{asked['kind']}/{asked['key']}", asked["name"], actor.language)
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made, media_type=XLSX, headers=_PRIVATE | _named(f"{asked['name']}.xlsx"))


def _workbook(make: Callable[[], Path], title: str, actor: Actor) -> Response:
    """A workbook that a service wrote to a temporary file, taken away once it is sent."""
    path = make()
    name = f"{look.plain(actor.language, f'file_{title}')} {context.office().today(context.now())}.xlsx"
    done = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, media_type=XLSX, headers=_PRIVATE | _named(name), background=done)


def _case(request: Request) -> int:
    """The case of the address; what is no number is no case."""
    return address.number(request.path_params["case"]) or 0


def _actor(request: Request) -> Actor:
    with context.office().db.read() as session:
        return acting(context.office(), session, request.state.signed, context.now())


def _named(name: str, how: str = "attachment") -> dict[str, str]:
    safe = quote(_UNSAFE.sub("", name), safe="")
    return {"content-disposition": f"{how}; filename*=UTF-8''{safe}"}


def _missing(request: Request, why: Message) -> Response:
    lang = request.state.signed.language
    home = f'<a class="alt" href="/">{look.words(lang, "to_desk_page")}</a>'
    main = f'<div class="plain">{look.alert(why, lang)}{home}</div>'
    return answer(look.page("no_document", main, lang, request.url.path), request, 404)


ROUTES = [
    Route("/files/{hash:str}", file),
    Route("/print/{case}", paper),
    Route("/workbook/{case}", sheet),
    Route("/export/cases", cases),
    Route("/export/owed", owed),
    Route("/decision/{kind:str}/{key:str}/{name:str}", decision),
]
