"""Public display (公示), for everybody: what is shown now, each case with its form to object. No session is needed."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape as e

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from forms.definition import Form
from forms.layout import official_html
from forms.text import Message
from pages import context, messages
from pages.web import look
from pages.web.public_form import controls, sent
from pages.web.requests import answer, lang_of, other_language, visit_of
from workflows.clocks.objecting import MOST_BYTES, MOST_FILES, Wrong, object_with
from workflows.clocks.public import LONGEST, LONGEST_NAME, Shown, flooded, object_to, shown, shown_now
from workflows.engine.types import Refusal

MOST_BODY = MOST_BYTES + 1024 * 1024
"""Bytes that are read of what somebody sends."""
_STYLE = """<style>
body { margin: 0; background: #F2F5F8; color: #1F2933; font: 15px/1.6 "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif }
.sheet { max-width: 960px; margin: 24px auto; padding: 24px 32px; background: #fff; border: 1px solid #DFE5EB; border-radius: 8px }
h1 { font-size: 24px; margin: 0 } .lang { float: right } .needed { color: #B71C1C } label .note { display: block; font-size: 13px } [aria-invalid] { border-color: #B71C1C } .note { color: #52606D } li { margin: 6px 0 }
table.official { width: 100%; border-collapse: collapse; margin: 12px 0 } .official caption { font-weight: 600; padding: 6px }
.official :is(th, td) { border: 1px solid #B8C2CC; padding: 6px 8px; text-align: left; overflow-wrap: anywhere }
label { display: block; margin-top: 12px } input, textarea, select { width: 100%; box-sizing: border-box; padding: 8px; font: inherit; border: 1px solid #8A96A3; border-radius: 6px; background: #fff; color: inherit }
button { margin-top: 16px; padding: 8px 20px; font: inherit; color: #fff; background: #0F4C81; border: 0; border-radius: 6px }
.alert { padding: 8px 12px; background: #FBEDEC; border-left: 4px solid #B71C1C } .good { padding: 8px 12px; background: #EAF5EC; border-left: 4px solid #1B5E20 }
</style>"""  # noqa: E501


def every(request: Request) -> Response:
    """GET /public: what is on display now."""
    lang = lang_of(request)
    found = shown_now(context.office(), context.now())
    rows = "".join(f'<li><a href="/public/{s.case}">{e(s.number)}</a>　{_line(s, lang)}</li>' for s in found)
    main = f"<ul>{rows}</ul>" if rows else f'<p class="note">{_say("none", lang)}</p>'
    return answer(_page(request, _say("title", lang), main), request)


def one(request: Request) -> Response:
    """GET /public/12: one case on display, with the form to object."""
    return _one(request, None)


async def objected(request: Request) -> Response:
    """POST /public/12: takes an objection; who has sent too much, or too much at once, is not read at all."""
    against = await run_in_threadpool(_against, request)
    if against is not None:
        return await run_in_threadpool(_one, request, against)
    found = await run_in_threadpool(shown, context.office(), _number(request), context.now())
    async with request.form(max_files=MOST_FILES + 1, max_fields=200) as data:
        if found is not None and found.asks is not None:
            return await _in_its_form(request, found.asks, data)
        given = tuple(str(data.get(name, ""))[: LONGEST + 1] for name in ("name", "contact", "text"))
    done = await run_in_threadpool(
        object_to, context.office(), _number(request), *given, visit_of(request).address, context.now()
    )
    return await run_in_threadpool(_one, request, done, dict(zip(("name", "contact", "text"), given, strict=True)))


async def _in_its_form(request: Request, form: Form, data: FormData) -> Response:
    given, uploads = sent(form, data)
    files = {k: [(f.filename or "", await f.read()) for f in found] for k, found in uploads.items()}
    source = visit_of(request).address
    done = await run_in_threadpool(
        object_with, context.office(), _number(request), given, files, source, context.now()
    )
    return await run_in_threadpool(_one, request, done, given)


def _against(request: Request) -> Refusal | None:
    """What can be said before anything is read: how large it is, and how much came from there."""
    length = request.headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and int(length) <= MOST_BODY):
        return Refusal(Message("public.large", {"mb": MOST_BODY // 1024 // 1024}), guard="large")
    return flooded(context.office(), _number(request), visit_of(request).address, context.now())


_STATUS = {"flood": 429, "large": 413}


def _one(request: Request, done: int | Refusal | Wrong | None, given: Mapping[str, str] | None = None) -> Response:
    lang, found = lang_of(request), shown(context.office(), _number(request), context.now())
    if found is None:
        main = f'<p class="note">{_say("gone", lang)}</p><p><a href="/public">{_say("all", lang)}</a></p>'
        return answer(_page(request, _say("title", lang), main), request, 404)
    told, form = _came_of(done, lang), "" if isinstance(done, int) else _form(found, lang, given or {}, done)
    words = f"<p>{e(found.words.say(lang))}</p>" if found.words else ""
    drawn = official_html(found.form, found.values, found.options, lang, access=found.access)
    main = f'<p class="note">{_line(found, lang)}</p>{words}{drawn}{told}{form}'
    status = _STATUS.get(done.guard, 400) if isinstance(done, Refusal) else 400 if isinstance(done, Wrong) else 200
    return answer(_page(request, f"{e(found.period.say(lang))} {e(found.number)}", main), request, status)


def _came_of(done: int | Refusal | Wrong | None, lang: str) -> str:
    if isinstance(done, (Refusal, Wrong)):
        why = Message("public.mend") if isinstance(done, Wrong) else done.message
        return f'<p class="alert" role="alert">{e(messages.say(why, lang))}</p>'
    return f'<p class="good" role="status">{_say("thanks", lang)}</p>' if done else ""


def _form(found: Shown, lang: str, given: Mapping[str, str], done: int | Refusal | Wrong | None) -> str:
    wrong = done.by_field if isinstance(done, Wrong) else {}
    own = controls(found.asks, found.options, given, wrong, lang) if found.asks else _fixed(lang, given)
    note = "object_own" if found.asks else "object_note"
    kind = ' enctype="multipart/form-data"' if found.asks else ""
    return (
        f'<h2>{_say("object", lang)}</h2><p class="note">{_say(note, lang)}</p>'
        f'<form method="post" action="/public/{found.case}?lang={lang}"{kind}>{own}{look.button(_say("send", lang))}'
        "</form>"
    )


def _fixed(lang: str, given: Mapping[str, str]) -> str:
    """Name, contact and text: what is asked where the procedure names no form."""
    return (
        _input("name", lang, given.get("name", "")) + _input("contact", lang, given.get("contact", ""))
        + f'<label for="text">{_say("text", lang)}</label>'
        f'<textarea id="text" name="text" rows="6" maxlength="{LONGEST}" required>{e(given.get("text", ""))}</textarea>'
    )  # fmt: skip


def _input(name: str, lang: str, value: str) -> str:
    limit = f'maxlength="{LONGEST_NAME}" required value="{e(value)}"'
    return f'<label for="{name}">{_say(name, lang)}</label><input id="{name}" name="{name}" {limit}>'


def _line(found: Shown, lang: str) -> str:
    last = found.last.isoformat() if found.last else "—"
    return _say("until", lang, procedure=found.procedure.say(lang), day=last)


def _page(request: Request, title_html: str, main: str) -> str:
    lang = lang_of(request)
    language = f'<a class="lang" href="{e(other_language(request))}">{look.words(lang, "other_language")}</a>'
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title_html}</title>'
    body = f'<main class="sheet">{language}<h1>{title_html}</h1>{main}</main>'
    code = "zh-CN" if lang == "zh" else "en"
    return f'<!doctype html><html lang="{code}"><head>{head}{_STYLE}</head><body>{body}</body></html>'


def _number(request: Request) -> int:
    asked = request.path_params["case"]
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 0


def _say(code: str, lang: str, **data: object) -> str:
    return e(messages.say(Message(f"on_display.{code}", data), lang))


ROUTES = [
    Route("/public", every, methods=["GET"]),
    Route("/public/{case}", one, methods=["GET"]),
    Route("/public/{case}", objected, methods=["POST"]),
]
