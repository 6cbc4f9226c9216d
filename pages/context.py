"""What a page may ask about the run it is part of: who, when, in which language, of which office.

`install` is called once by app.py (and by tests); everything else is for pages. Tests replace `who` to act as somebody,
and `clock` to act on another day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import streamlit as st

from forms.text import Message, Text
from pages import messages
from pages.web.cookies import session_token
from workflows.engine.types import Actor
from workflows.office import Office
from workflows.people.actors import acting
from workflows.people.sessions import Signed, resolve
from workflows.settings import Settings

_BOUND, _LANGUAGE = "_bound_to", "_language"  # last as long as the tab
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


def office() -> Office:
    return _installed[0].office


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
    return resolve(office(), session_token(st.context.cookies, settings()), now(), late=late)


def begin() -> Actor:
    """Binds the run to the person; a tab that another person takes over starts with an empty state. For the shell."""
    signed = who()
    if signed is None:
        raise SessionEnded
    if st.session_state.get(_BOUND) != signed.person_id:
        st.session_state.clear()
        st.session_state[_BOUND] = signed.person_id
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
    if found is None or st.session_state.get(_BOUND, found.person_id) != found.person_id:
        raise SessionEnded
    return found


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
