"""What a page may ask about the run it is part of: who, when, in which language, of which office.

`install` is called once by app.py (and by tests); everything else is for pages. Tests replace `who` to act as somebody,
and `clock` to act on another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from forms.text import Message, Text
from pages import messages
from pages.web.cookies import session_token
from workflows.copies import opened, visiting, work
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import acting
from workflows.people.sessions import Signed, resolve
from workflows.settings import Settings

_BOUND, _LANGUAGE = "_bound_to", "_language"  # last as long as the tab
_PLACE = "_place"  # the office that the tab shows: this one, or a practice copy
_ACTOR, _SIGNED = "_actor_of_run", "_signed_of_run"  # last for one run


class SessionEnded(Exception):
    """The person of this tab is signed in no longer, or somebody else is."""


@dataclass(frozen=True)
class _Installed:
    office: Office
    settings: Settings


_installed: list[_Installed] = []


def install(office: Office, settings: Settings) -> None:
    """Tells every page of this process which office it serves."""
    _installed[:] = [_Installed(office, settings)]


def main_office() -> Office:
    """The office that this process serves, also where a practice copy is shown."""
    return _installed[0].office


_visited: ContextVar[Office | None] = ContextVar("visited", default=None)
"""The practice copy that a request is answered from."""


def office() -> Office:
    """The office that is shown: the one served, or the practice copy in which the person acts as somebody made up.

    A tab keeps the one that it was drawn from until it is drawn again: what is pressed there is meant for that one.
    """
    if get_script_run_ctx(suppress_warning=True) is None:
        return _visited.get() or main_office()
    found: Office = st.session_state.get(_PLACE) or main_office()
    return found


def of_token(token: str | None, late: bool = False) -> Signed | None:
    """Who a cookie value belongs to, or as whom they act in a practice copy."""
    found = resolve(main_office(), token, now(), late=late)
    return visiting(main_office(), found) if found is not None and found.task is None else found


@contextmanager
def answering(who: Signed | None) -> Iterator[None]:
    """A request of somebody is answered from the office that they see."""
    turn = _visited.set(_place(who) if who is not None else None)
    try:
        yield
    finally:
        _visited.reset(turn)


def _place(who: Signed) -> Office | None:
    return opened(main_office(), who.copy) if who.copy is not None else None


def settings() -> Settings:
    return _installed[0].settings


def clock() -> datetime:
    """What the clock of this process says; tests put another one here, which `now` then reads wherever it is known."""
    return datetime.now(UTC)


def now() -> datetime:
    """The moment: the only place where a page's clock is read."""
    return clock()


def who(late: bool = False) -> Signed | None:
    """Who is signed in by the cookie of this tab's connection, read from the database each time."""
    return of_token(session_token(st.context.cookies, settings()), late)


def begin() -> Actor:
    """Binds the run to the person; a tab that another person takes over starts with an empty state. For the shell."""
    signed = who()
    if signed is None:
        raise SessionEnded
    if st.session_state.get(_BOUND) != _bound(signed):
        st.session_state.clear()
        st.session_state[_BOUND] = _bound(signed)
    st.session_state[_PLACE] = place = _place(signed)
    if place is not None:
        work(place, now())
    st.session_state[_SIGNED] = signed
    st.session_state[_LANGUAGE] = signed.language
    found: Actor = st.session_state.setdefault(_ACTOR, _load(signed))
    return found


def finish() -> None:
    """Forgets who it was: callbacks of the next run ask again. For the shell."""
    for key in (_ACTOR, _SIGNED):
        st.session_state.pop(key, None)


def actor() -> Actor:
    """Who acts in this run; in a callback it is looked up afresh. Raises `SessionEnded`."""
    return st.session_state.get(_ACTOR) or _load(_same_person(who()))


def saver() -> Actor:
    """Who saves what was typed: also somebody whose session ran out meanwhile. Only for saving drafts."""
    return st.session_state.get(_ACTOR) or _load(_same_person(who(late=True)))


def signed() -> Signed:
    """The sign-in session of this run. Raises `SessionEnded`."""
    return st.session_state.get(_SIGNED) or _same_person(who())


def _same_person(found: Signed | None) -> Signed:
    """A reconnected tab sends its old state with the cookie of now: that must not act for the new person."""
    if found is None or st.session_state.get(_BOUND, _bound(found)) != _bound(found):
        raise SessionEnded
    return found


def _bound(found: Signed) -> tuple[int | None, int]:
    """Who a tab belongs to: somebody of the office, or of a practice copy."""
    return found.copy, found.person_id


def _load(found: Signed) -> Actor:
    with office().db.read() as session:
        return acting(office(), session, found, now())


def lang() -> str:
    """The language of the person, `zh` or `en`."""
    return str(st.session_state.get(_LANGUAGE, "zh"))


def t(code: str, /, **data: Any) -> str:
    """A sentence of the catalogue in the person's language."""
    return messages.say(Message(code, data), lang())


def say(words: Message | Text) -> str:
    """A message of any package, or a title of a definition, in the person's language."""
    return words.say(lang()) if isinstance(words, Text) else messages.say(words, lang())
