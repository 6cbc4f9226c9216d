"""Files, prints and workbooks: each is asked of the services with the rights of whoever asks."""

from __future__ import annotations

import re
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
from workflows.annual.service import report as annual_report
from workflows.attachments import fetch
from workflows.audit.readings import keep_file
from workflows.cases.paper import printed, workbook
from workflows.decision_books import book
from workflows.engine.types import Actor, Refusal
from workflows.exports import service as exports
from workflows.exports.asked import Asked
from workflows.exports.make import make
from workflows.files.kinds import MEDIA
from workflows.papers import batch, issuing
from workflows.papers import seeing as papers
from workflows.people.actors import acting
from workflows.schema import schema_of
from workflows.summary.book import book as summary_book
from workflows.summary.printed import printed as summary_page

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


def summed(request: Request) -> Response:
    """GET /summary/<case>: what was said in the rounds of a case, on A4."""
    actor = _actor(request)
    page = summary_page(context.office(), actor, _case(request), actor.language, context.now())
    return _missing(request, page.message) if isinstance(page, Refusal) else HTMLResponse(page, headers=_PRIVATE)


def summed_book(request: Request) -> Response:
    """GET /summary/<case>/book: the same as a workbook."""
    actor = _actor(request)
    made = summary_book(context.office(), actor, _case(request), actor.language, context.now())
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made.content, media_type=XLSX, headers=_PRIVATE | _named(f"{made.name}.xlsx"))


def issued(request: Request) -> Response:
    """GET /papers/<id>/<pdf or docx>: an issued paper as it stands now; a voided one says so."""
    actor, kind = _actor(request), request.path_params["kind"]
    wanted = address.number(request.path_params["id"]) or 0
    found = papers.fetch(context.office(), actor, wanted, kind, context.now()) if kind in ("pdf", "docx") else None
    if found is None or isinstance(found, Refusal):
        return _missing(request, found.message if found else Message("door.no_file"))
    how = "inline" if kind == "pdf" else "attachment"
    return Response(found.content, media_type=found.media, headers=_PRIVATE | _named(found.name, how))


def paper_preview(request: Request) -> Response:
    """GET /papers/preview/<case>/<paper>: a paper as it would be issued now; nothing is kept."""
    actor, key = _actor(request), request.path_params["paper"]
    made = issuing.preview(context.office(), actor, _case(request), key, context.now())
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    if made.pdf is None:
        return _missing(request, made.why_no_pdf or Message("door.no_file"))
    return Response(made.pdf, media_type=MEDIA["pdf"], headers=_PRIVATE | _named(f"{key}.pdf", "inline"))


def papers_batch(request: Request) -> Response:
    """GET /papers/batch/<job>/<pdf or zip>: the papers of many cases that were issued in one go."""
    actor, kind = _actor(request), request.path_params["kind"]
    wanted = address.number(request.path_params["job"]) or 0
    found = batch.fetch(context.office(), actor, wanted, kind)
    if isinstance(found, Refusal):
        return _missing(request, found.message)
    how = "inline" if kind == "pdf" else "attachment"
    return Response(found.content, media_type=found.media, headers=_PRIVATE | _named(found.name, how))


def sheet(request: Request) -> Response:
    """GET /workbook/<case>: what may be read of a case's form."""
    actor, case = _actor(request), _case(request)
    made = workbook(context.office(), actor, case, actor.language, context.now())
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made.content, media_type=XLSX, headers=_PRIVATE | _named(f"{made.name}.xlsx"))


def listed(request: Request) -> Response:
    """GET /export/<list>?…: everything that a list finds; what is too much for one answer is made beside the work."""
    actor, what = _actor(request), request.path_params["what"]
    asked = Asked.read(what, dict(request.query_params), actor.language)
    found = exports.measured(context.office(), actor, asked, context.now())
    if not isinstance(found, Refusal) and exports.is_large(found):
        found = Refusal(Message("export.large", {"count": found.lines, "rows": found.rows}))
    made = found if isinstance(found, Refusal) else make(context.office(), actor, asked, context.now())
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    name = f"{look.plain(actor.language, f'file_{what}')} {context.office().today(context.now())}{made.suffix}"
    done = BackgroundTask(made.unlink, missing_ok=True)
    return FileResponse(made, media_type=_media(made), headers=_PRIVATE | _named(name), background=done)


def kept(request: Request) -> Response:
    """GET /exported/<job>: a file that was made beside the work, for whom it was made."""
    job = address.number(request.path_params["job"]) or 0
    found = exports.ready(context.office(), _actor(request), job, context.now())
    if isinstance(found, Refusal):
        return _missing(request, found.message)
    return FileResponse(found.path, media_type=_media(found.path), headers=_PRIVATE | _named(found.name))


def _media(path: Path) -> str:
    return MEDIA.get(path.suffix.removeprefix("."), XLSX)


def annual(request: Request) -> Response:
    """GET /annual/<procedure>/<key>/<year>?scope=…: the annual report in Word."""
    actor, asked = _actor(request), request.path_params
    made = annual_report(
        context.office(), actor, asked["procedure"], asked["key"], address.number(asked["year"]) or 0, context.now(),
        actor.language, request.query_params.get("scope", ""),
    )  # fmt: skip
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made.content, media_type=MEDIA["docx"], headers=_PRIVATE | _named(f"{made.name}.docx"))


def decision(request: Request) -> Response:
    """GET /decision/<kind>/<id>/<name>: a decision table of the definition on the person's desk."""
    actor, asked = _actor(request), request.path_params
    made = book(context.office(), actor, f"{asked['kind']}/{asked['key']}", asked["name"], actor.language)
    if isinstance(made, Refusal):
        return _missing(request, made.message)
    return Response(made, media_type=XLSX, headers=_PRIVATE | _named(f"{asked['name']}.xlsx"))


def _case(request: Request) -> int:
    """The case of the address; what is no number is no case."""
    return address.number(request.path_params["case"]) or 0


def _actor(request: Request) -> Actor:
    with context.office().db.read() as session:
        return acting(context.office(), session, request.state.signed, context.now())


def _named(name: str, how: str = "attachment") -> dict[str, str]:
    safe = quote(_UNSAFE.sub("", name), safe="")
    return {"content-disposition": f"{how}; filename*=UTF-8''{safe}"}


def schema(request: Request) -> Response:
    """The JSON Schema of a kind of definitions, for whoever writes one: it says nothing of this office."""
    found = schema_of(request.path_params["kind"])
    if found is None:
        return _missing(request, Message("no_such_part", {"part": request.path_params["kind"]}))
    return Response(found, media_type="application/json", headers={"cache-control": "private, max-age=300"})


def _missing(request: Request, why: Message) -> Response:
    lang = request.state.signed.language
    home = f'<a class="alt" href="/">{look.words(lang, "to_desk_page")}</a>'
    main = f'<div class="plain">{look.alert(why, lang)}{home}</div>'
    return answer(look.page("no_document", main, lang, request.url.path), request, 404)


ROUTES = [
    Route("/files/{hash:str}", file),
    Route("/print/{case}", paper),
    Route("/workbook/{case}", sheet),
    Route("/papers/preview/{case}/{paper}", paper_preview),
    Route("/papers/batch/{job}/{kind}", papers_batch),
    Route("/papers/{id}/{kind}", issued),
    Route("/export/{what:str}", listed),
    Route("/exported/{job}", kept),
    Route("/summary/{case}", summed),
    Route("/summary/{case}/book", summed_book),
    Route("/annual/{procedure:str}/{key:str}/{year}", annual),
    Route("/schemas/{kind:str}", schema),
    Route("/decision/{kind:str}/{key:str}/{name:str}", decision),
]
