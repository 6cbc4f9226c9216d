"""An applicant registers itself, or follows the invitation of the office: plain pages, as signing in is."""

from __future__ import annotations

from html import escape as e

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from forms.text import Message
from pages import context
from pages.web import look
from pages.web.requests import answer, lang_of, other_language, visit_of
from workflows.applicants import inviting, offered, registering
from workflows.applicants.given import Applying
from workflows.applicants.registering import Account
from workflows.people.passwords import SHORTEST

LONGEST = 200
_OWN = (("organisation", "organization"), ("code", "off"), ("contact", "name"), ("phone", "tel"))


def show(request: Request) -> Response:
    """GET /join."""
    if not registering.offered(context.office(), context.now()):
        return answer(_plain(request, "register_none", ""), request, 404)
    return answer(_register(request, None, {}), request)


async def take(request: Request) -> Response:
    """POST /join."""
    given = await _given(request)
    applying = Applying(*(given.get(k, "") for k in ("organisation", "code", "district", "contact", "phone")))
    wrong = await run_in_threadpool(
        registering.register, context.office(), applying, _account(request, given), visit_of(request), context.now()
    )
    if wrong is not None:
        page = await run_in_threadpool(_register, request, wrong.message, given)
        return answer(page, request, 422)
    return answer(_plain(request, "register_done", "register_done_note"), request)


def show_invited(request: Request) -> Response:
    """GET /invited?token=…"""
    token = request.query_params.get("token", "")
    own = inviting.invited(context.office(), token, context.now())
    if own is None:
        return answer(_dead(request), request, 410)
    return answer(_invited(request, token, own.name, None, {}), request)


async def take_invited(request: Request) -> Response:
    """POST /invited."""
    given = await _given(request)
    token = given.get("token", "")
    account = _account(request, given)
    wrong = await run_in_threadpool(
        inviting.join, context.office(), token, given.get("name", ""), account, context.now()
    )
    if wrong is None:
        return answer(_plain(request, "invited_done", "invited_done_note"), request)
    own = await run_in_threadpool(inviting.invited, context.office(), token, context.now())
    if own is None:
        return answer(_dead(request), request, 410)
    return answer(_invited(request, token, own.name, wrong.message, given), request, 422)


async def _given(request: Request) -> dict[str, str]:
    """What was sent, cut short: nobody has a name of a million characters."""
    return {k: str(v)[:LONGEST] for k, v in (await request.form()).items()}


def _account(request: Request, given: dict[str, str]) -> Account:
    login, new, again = (given.get(k, "") for k in ("login", "new", "again"))
    return Account(login, new, again, lang_of(request))


def _register(request: Request, wrong: Message | None, given: dict[str, str]) -> str:
    lang = lang_of(request)
    fields = "".join(
        look.field(name, look.words(lang, f"register_{name}"), value=given.get(name, ""), autocomplete=kind)
        for name, kind in _OWN
    )
    return _page(request, "register", "/join", fields + _where(lang, given) + _new(lang, given), wrong)


def _where(lang: str, given: dict[str, str]) -> str:
    office, now = context.office(), context.now()
    with office.db.read() as session:
        known = offered.districts(office, session, now)
    chosen = given.get("district") or next((k for k in known if not k.isdigit()), "")
    options = {k: o.title.say(lang) for k, o in known.items()}
    return look.menu("district", look.words(lang, "register_district"), options, chosen)


def _invited(request: Request, token: str, own: str, wrong: Message | None, given: dict[str, str]) -> str:
    lang = lang_of(request)
    shown = f'<p class="unit"><b>{e(own)}</b></p>'
    name = look.field("name", look.words(lang, "name"), value=given.get("name", ""), autocomplete="name")
    return _page(request, "invited", "/invited", look.hidden("token", token) + shown + name + _new(lang, given), wrong)


def _new(lang: str, given: dict[str, str]) -> str:
    """A new account with its password."""
    hint = look.words(lang, "new_hint", least=SHORTEST)
    login = look.field(
        "login", look.words(lang, "login"), value=given.get("login", ""), autocomplete="username",
        hint=look.words(lang, "register_login_hint"),
    )  # fmt: skip
    new = look.field("new", look.words(lang, "new"), kind="password", autocomplete="new-password", hint=hint)
    return login + new + look.field(
        "again", look.words(lang, "again"), kind="password", autocomplete="new-password"
    )


def _page(request: Request, what: str, action: str, inside: str, wrong: Message | None) -> str:
    lang = lang_of(request)
    top = look.heading(look.words(lang, f"{what}_title"), look.words(lang, f"{what}_note")) + look.alert(wrong, lang)
    form = f'<form method="post" action="{action}">{top}{inside}{look.button(look.words(lang, "register_do"))}</form>'
    back = f'<p class="help"><a href="/signin">{look.words(lang, "back")}</a></p>'
    return look.page(f"{what}_title", form + back, lang, other_language(request))


def _dead(request: Request) -> str:
    lang = lang_of(request)
    back = f'<a class="alt" href="/signin">{look.words(lang, "back")}</a>'
    inside = look.alert(Message("people.link_dead"), lang)
    main = f'<div class="plain"><h2>{look.words(lang, "dead_title")}</h2>{inside}{back}</div>'
    return look.page("dead_title", main, lang, other_language(request))


def _plain(request: Request, title: str, note: str) -> str:
    lang = lang_of(request)
    back = f'<a class="alt" href="/signin">{look.words(lang, "back")}</a>'
    said = f'<p class="note">{look.words(lang, note)}</p>' if note else ""
    main = f'<div class="plain"><h2>{look.words(lang, title)}</h2><p class="unit"></p>{said}{back}</div>'
    return look.page(title, main, lang, other_language(request))


ROUTES = [
    Route("/join", show, methods=["GET"]),
    Route("/join", take, methods=["POST"]),
    Route("/invited", show_invited, methods=["GET"]),
    Route("/invited", take_invited, methods=["POST"]),
]
