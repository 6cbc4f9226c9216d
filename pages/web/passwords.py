"""Setting a password: by a one-time link, because somebody else set it, or as the first administrator."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from forms.text import Message
from pages import context
from pages.web import look
from pages.web.requests import answer, lang_of, other_language
from workflows.people import links
from workflows.people.accounts import Profile, change_password
from workflows.people.listing import city_titles
from workflows.people.organisations import Described
from workflows.people.passwords import SHORTEST


def show_set(request: Request) -> Response:
    """GET /set-password?token=…"""
    return _by_link(request, links.PASSWORD)


def show_first(request: Request) -> Response:
    """GET /first-admin?token=…"""
    return _by_link(request, links.FIRST_ADMIN)


def show_change(request: Request) -> Response:
    """GET /change-password, for those who must."""
    return answer(_change(request, None), request)


def _by_link(request: Request, purpose: str) -> Response:
    token = request.query_params.get("token", "")
    if not links.alive(context.office(), token, purpose, context.now()):
        return answer(_dead(request), request, 410)
    return answer(_FORMS[purpose](request, token, None, {}), request)


async def take_set(request: Request) -> Response:
    """POST /set-password."""
    given = {k: str(v) for k, v in (await request.form()).items()}
    token = given.get("token", "")
    refusal = await run_in_threadpool(
        links.set_by_link, context.office(), token, given.get("new", ""), given.get("again", ""), context.now()
    )
    if refusal:
        return answer(_set(request, token, refusal.message, given), request, 422)
    return answer(_done(request, "set"), request)


async def take_first(request: Request) -> Response:
    """POST /first-admin."""
    given = {k: str(v) for k, v in (await request.form()).items()}
    token = given.get("token", "")
    profile = Profile(given.get("login", ""), given.get("name", ""), 0, language=lang_of(request))
    first = Described(given.get("organisation", ""), given.get("city", ""))
    refusal = await run_in_threadpool(
        links.make_first_admin, context.office(), token, first, profile,
        given.get("new", ""), given.get("again", ""), context.now(),
    )  # fmt: skip
    if refusal:
        return answer(_first(request, token, refusal.message, given), request, 422)
    return answer(_done(request, "first"), request)


async def take_change(request: Request) -> Response:
    """POST /change-password."""
    given = {k: str(v) for k, v in (await request.form()).items()}
    signed = request.state.signed

    def change() -> Message | None:
        refusal = change_password(
            context.main_office(), signed.whose, given.get("old", ""), given.get("new", ""), given.get("again", ""),
            context.now(), session_id=signed.session_id,
        )  # fmt: skip
        return refusal.message if refusal else None

    wrong = await run_in_threadpool(change)
    return answer(_change(request, wrong), request, 422) if wrong else RedirectResponse("/", 303)


def _set(request: Request, token: str, wrong: Message | None, _given: dict[str, str]) -> str:
    lang = lang_of(request)
    inside = look.hidden("token", token) + _new_fields(lang)
    return _page(request, "set_title", "set_note", "/set-password", inside, wrong)


def _first(request: Request, token: str, wrong: Message | None, given: dict[str, str]) -> str:
    lang = lang_of(request)
    own, name, login = (
        look.field(name, look.words(lang, name), value=given.get(name, ""), autocomplete=kind)
        for name, kind in (("organisation", "organization"), ("name", "name"), ("login", "username"))
    )
    inside = look.hidden("token", token) + own + _city(lang, given.get("city", "")) + name + login
    return _page(request, "first_title", "first_note", "/first-admin", inside + _new_fields(lang), wrong)


def _city(lang: str, chosen: str) -> str:
    """Which city the office works for; where there is only one, that one."""
    known = {code: title.say(lang) for code, title in city_titles(context.office()).items()}
    return look.menu("city", look.words(lang, "city"), known, next(iter(known)) if len(known) == 1 else chosen)


def _change(request: Request, wrong: Message | None) -> str:
    lang = lang_of(request)
    old = look.field("old", look.words(lang, "old"), kind="password", autocomplete="current-password")
    leave = f'<p class="help"><button class="alt">{look.words(lang, "sign_out")}</button></p>'
    out = f'<form method="post" action="/signout">{leave}</form>'
    return _page(request, "change_title", "change_note", "/change-password", old + _new_fields(lang), wrong, out)


def _new_fields(lang: str) -> str:
    hint = look.words(lang, "new_hint", least=SHORTEST)
    new = look.field("new", look.words(lang, "new"), kind="password", autocomplete="new-password", hint=hint)
    return new + look.field("again", look.words(lang, "again"), kind="password", autocomplete="new-password")


def _page(
    request: Request, title: str, note: str, action: str, inside: str, wrong: Message | None, after: str = ""
) -> str:
    lang = lang_of(request)
    top = look.heading(look.words(lang, title), look.words(lang, note)) + look.alert(wrong, lang)
    form = f'<form method="post" action="{action}">{top}{inside}{look.button(look.words(lang, "save"))}</form>'
    return look.page(title, form + after, lang, other_language(request))


def _dead(request: Request) -> str:
    lang = lang_of(request)
    return _plain(request, "dead_title", look.alert(Message("people.link_dead"), lang))


def _done(request: Request, what: str) -> str:
    """What came of it: `set` a password, or the `first` administrator."""
    return _plain(request, f"{what}_done", f'<p class="note">{look.words(lang_of(request), f"{what}_done_note")}</p>')


def _plain(request: Request, title: str, inside: str) -> str:
    lang = lang_of(request)
    back = f'<a class="alt" href="/signin">{look.words(lang, "back")}</a>'
    main = f'<div class="plain"><h2>{look.words(lang, title)}</h2><p class="unit"></p>{inside}{back}</div>'
    return look.page(title, main, lang, other_language(request))


_FORMS = {links.PASSWORD: _set, links.FIRST_ADMIN: _first}
ROUTES = [
    Route("/set-password", show_set, methods=["GET"]),
    Route("/set-password", take_set, methods=["POST"]),
    Route("/first-admin", show_first, methods=["GET"]),
    Route("/first-admin", take_first, methods=["POST"]),
    Route("/change-password", show_change, methods=["GET"]),
    Route("/change-password", take_change, methods=["POST"]),
]
