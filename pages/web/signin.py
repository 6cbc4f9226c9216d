"""Signing in and out, as plain pages: they work before Streamlit does."""

from __future__ import annotations

from html import escape as e
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from forms.text import Message, Text
from pages import context
from pages.web import look
from pages.web.cookies import forget, remember, session_token
from pages.web.requests import answer, lang_of, other_language, safe_next, visit_of
from workflows.applicants.registering import offered
from workflows.people.entrance import sign_in
from workflows.people.listing import Actable, office_name, practice_people
from workflows.people.sessions import remaining, resolve, revoke
from workflows.practice import PASSWORD

_SHOWN = 2  # where a role has more people, one stands on the page and the others are in a list


def show(request: Request) -> Response:
    """GET /signin. Whoever is signed in goes on."""
    wanted = safe_next(request.query_params.get("next", "/"))
    token = session_token(request.cookies, context.settings())
    if resolve(context.office(), token, context.now()):
        return RedirectResponse(wanted, 303)
    response = answer(sign_in_page(request, None, wanted, ""), request)
    if token:
        forget(response, request, context.settings())
    return response


async def enter(request: Request) -> Response:
    """POST /signin."""
    form = await request.form()
    login, password, wanted = (str(form.get(name, "")) for name in ("login", "password", "next"))
    result = await run_in_threadpool(sign_in, context.office(), login, password, visit_of(request), context.now())
    if isinstance(result, Message):
        page = await run_in_threadpool(sign_in_page, request, result, safe_next(wanted), login)
        return answer(page, request, 401)
    response = RedirectResponse(safe_next(wanted), 303)
    remember(response, result, request, context.settings())
    return response


def leave(request: Request) -> Response:
    """POST /signout: ends this session."""
    signed = request.state.signed
    revoke(context.main_office(), signed.session_id, signed.whose, context.now())
    response = RedirectResponse("/signin", 303)
    forget(response, request, context.settings())
    return response


def left(request: Request) -> Response:
    """GET /session/left: seconds until the session ends; asking does not prolong it."""
    span = remaining(context.office(), session_token(request.cookies, context.settings()), context.now())
    return JSONResponse({"seconds": int(span.total_seconds())}, headers={"cache-control": "no-store"})


def forgotten(request: Request) -> Response:
    """GET /forgotten: what to do."""
    lang = lang_of(request)
    back = f'<a class="alt" href="/signin">{look.words(lang, "back")}</a>'
    main = look.heading(look.words(lang, "forgotten_title"), look.words(lang, "forgotten_note"))
    html = look.page("forgotten_title", f'<div class="plain">{main}{back}</div>', lang, other_language(request))
    return answer(html, request)


def sign_in_page(request: Request, wrong: Message | None, wanted: str, login: str) -> str:
    """The page, with why the last try failed."""
    lang = lang_of(request)
    listed = practice_people(context.office(), context.now())
    with context.office().db.read() as session:
        unit = e(office_name(session).say(lang))
    main = _form(lang, unit, wrong, wanted, login) + _practice(lang, listed)
    link = other_language(request) if request.method == "GET" else "/signin?" + urlencode(
        {"next": wanted, "lang": "en" if lang == "zh" else "zh"}
    )  # fmt: skip
    return look.page("sign_in", main, lang, link, "with-practice" if listed else "")


def _form(lang: str, unit: str, wrong: Message | None, wanted: str, login: str) -> str:
    def say(code: str) -> str:
        return look.words(lang, code)

    bad = wrong is not None
    hint, link = say("login_hint"), f'<a href="/forgotten">{say("forgotten")}</a>'
    sso = ""
    if context.settings().single_sign_on:
        query = urlencode({"next": wanted})
        sso = f'<div class="or">{say("or")}</div><a class="alt" href="/sso?{e(query)}">{say("sso")}</a>'
    return (
        '<form method="post" action="/signin">'
        + look.heading(say("sign_in"), unit)
        + look.alert(wrong, lang)
        + look.field("login", say("login"), value=login, bad=bad, autocomplete="username", placeholder=hint)
        + look.field("password", say("password"), kind="password", bad=bad, autocomplete="current-password", link=link)
        + look.hidden("next", wanted)
        + look.button(say("sign_in"))
        + sso
        + f'<p class="help">{say("help")}</p>{_register(lang)}</form>'
    )


def _register(lang: str) -> str:
    """The way in for applicants, where there is something to apply for."""
    if not offered(context.office(), context.now()):
        return ""
    return f'<p class="help"><a href="/join">{look.words(lang, "register")}</a></p>'


def _practice(lang: str, listed: list[tuple[Text, list[Actable]]]) -> str:
    if not listed:
        return ""
    rows = "".join(f"<dt>{e(role.say(lang))}</dt><dd>{_people(lang, who)}</dd>" for role, who in listed)
    title = f"<h3><span>{look.words(lang, 'practice')}</span>{look.words(lang, 'practice_title')}</h3>"
    note = f"<p>{look.words(lang, 'practice_note')}</p>"
    return f'<section class="practice" data-practice-password="{e(PASSWORD)}">{title}{note}<dl>{rows}</dl></section>'


def _people(lang: str, who: list[Actable]) -> str:
    shown = len(who) if len(who) <= _SHOWN else 1
    first, others = "".join(_person(lang, p) for p in who[:shown]), who[shown:]
    if not others:
        return first
    options = "".join(
        f'<option value="{e(p.login)}">{e(p.name)}　{e(p.organisation.say(lang))}</option>' for p in others
    )
    label = look.words(lang, "practice_others", count=len(others))
    return f'{first}<select aria-label="{label}"><option value="">{label}</option>{options}</select>'


def _person(lang: str, who: Actable) -> str:
    inner = f"{e(who.name)}<small>{e(who.organisation.say(lang))}</small>"
    return f'<button type="button" class="who" value="{e(who.login)}">{inner}</button>'


ROUTES = [
    Route("/signin", show, methods=["GET"]),
    Route("/signin", enter, methods=["POST"]),
    Route("/signout", leave, methods=["POST"]),
    Route("/session/left", left),
    Route("/forgotten", forgotten),
]
