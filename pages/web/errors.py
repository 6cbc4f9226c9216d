"""What a person sees when a page fails: a sentence and a number, never a traceback."""

from __future__ import annotations

import logging
import secrets

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from data.engine import Busy
from forms.text import Message
from pages.context import SessionEnded, t
from pages.messages import say
from pages.parts import html
from pages.parts.ended import ended
from pages.web.requests import lang_of

_AGAIN = {"retry-after": "2", "cache-control": "no-store"}
log = logging.getLogger(__name__)


async def busy(request: Request, _error: Exception) -> Response:
    """A route that found the database held by others for too long."""
    return PlainTextResponse(say(Message("shell.busy"), lang_of(request)), 503, _AGAIN)


async def broken(request: Request, _error: Exception) -> Response:
    """A route that failed; Starlette writes the traceback to the log."""
    return PlainTextResponse(say(Message("shell.broken"), lang_of(request)), 500, {"cache-control": "no-store"})


HANDLERS = {Busy: busy, Exception: broken}


def on_script_error(error: Exception) -> bool:
    """Called by Streamlit for whatever a page or a callback did not catch; True keeps its own box away."""
    if isinstance(error, SessionEnded):
        ended()
    elif isinstance(error, Busy):
        st.html(html.notice(t("shell.busy"), t("shell.busy_note"), "bad"))
    else:
        code = f"E-{secrets.token_hex(3).upper()}"
        log.error("%s: %r", code, error, exc_info=error)
        st.html(html.notice(t("shell.broken"), t("shell.broken_note", code=code), "bad"))
    return True
