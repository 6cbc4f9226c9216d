"""Coming in by a link to one task: the page asks first, so that what only looks at links does not use them up."""

from __future__ import annotations

from html import escape as e

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from forms.text import Message
from pages import context
from pages.web import look
from pages.web.cookies import remember
from pages.web.requests import answer, lang_of, other_language, visit_of
from workflows.engine.types import Refusal
from workflows.people import guests

PATH = "/by-link"


def show(request: Request) -> Response:
    """GET /by-link?token=…: who it is for, and a button."""
    secret = request.query_params.get("token", "")
    found = guests.alive(context.office(), secret, context.now())
    if found is None:
        return _dead(request, Message("link.dead"))
    lang = lang_of(request)
    top = look.heading(look.words(lang, "by_link_title"), e(found.name))
    until = found.until.astimezone(context.office().zone)
    good = look.words(lang, "by_link_until", until=f"{until:%Y-%m-%d %H:%M}")
    notes = f'<p class="help">{look.words(lang, "by_link_note")}</p><p class="help">{good}</p>'
    inside = f'{notes}{look.hidden("token", secret)}'
    form = f'<form method="post" action="{PATH}">{top}{inside}{look.button(look.words(lang, "by_link_enter"))}</form>'
    return answer(look.page("by_link_title", form, lang, other_language(request)), request)


async def enter(request: Request) -> Response:
    """POST /by-link: uses the link and opens the session of its one task."""
    secret = str((await request.form()).get("token", ""))
    visit = visit_of(request)
    found = await run_in_threadpool(guests.enter, context.office(), secret, visit, context.now())
    if isinstance(found, Refusal):
        return _dead(request, found.message)
    response = RedirectResponse("/", 303)
    remember(response, found, request, context.settings())
    return response


def _dead(request: Request, why: Message) -> Response:
    lang = lang_of(request)
    title = look.words(lang, "dead_title")
    main = f'<div class="plain"><h2>{title}</h2><p class="unit"></p>{look.alert(why, lang)}</div>'
    return answer(look.page("dead_title", main, lang, other_language(request)), request, 410)


ROUTES = [Route(PATH, show, methods=["GET"]), Route(PATH, enter, methods=["POST"])]
