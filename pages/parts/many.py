"""One action for many cases: the button, what it did, and why it did not for some.

What has to be filled in or confirmed is asked once for all, in a dialog (`many_given`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape as e

import streamlit as st

from forms.finding import Finding
from forms.text import Message, Text
from forms.values import new_id
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.frame import recount
from pages.widgets import plain
from workflows.cases.act import bulk
from workflows.cases.filters import Many
from workflows.cases.once import Done
from workflows.cases.search import CaseRow
from workflows.engine.types import Refusal

SHOWN = 8
"""Refused cases that are named."""


def draw_many(
    name: str, offered: Sequence[Many], picked: Sequence[Many], rows: Sequence[CaseRow], on_done: Callable[[], None]
) -> None:
    """A button for each action offered, with the number of chosen cases it is for; `on_done` runs after it."""
    titles = {r.id: r.title for r in rows}
    chosen = {one.id: one for one in picked}
    for each in offered:
        one = chosen.get(each.id)
        count = len(one.seen) if one else 0
        word = t("home.bulk" if one else "home.bulk_none", action=each.transition.title, count=count)
        asks = each.transition.form is not None or each.transition.confirm
        do = partial(ask_many, name, one) if one and asks else partial(_do, name, one, titles, on_done) if one else None
        st.button(plain(word), key=f"many_{name}_{each.id}", type="primary", on_click=do, disabled=one is None)


def ask_many(name: str, one: Many) -> None:
    """Opens the dialog of an action."""
    st.session_state[asking(name)] = Asking(one)


@dataclass
class Asking:
    """What a dialog is about, the key of the attempt, and what was wrong with what was filled in."""

    one: Many
    key: str = field(default_factory=new_id)
    wrong: tuple[Finding, ...] = ()


def asking(name: str) -> str:
    """Where a list keeps the dialog that is open."""
    return f"many_asking:{name}"


def _do(name: str, one: Many, titles: Mapping[int, Text], on_done: Callable[[], None]) -> None:
    """The same rows with the same action have one effect, however often the button is pressed."""
    key = st.session_state.setdefault(f"many:{one.id}:{one.seen}", new_id())
    done = bulk(office(), actor(), dict(one.seen), one.id, key, now())
    refused = [(titles[case], found) for case, found in done if isinstance(found, Refusal)]
    count = sum(isinstance(found, Done) for _, found in done)
    tell_many(name, one.transition.title, count, refused)
    recount()
    on_done()


def tell_many(name: str, title: Text | Message, count: int, refused: Sequence[tuple[Text, Refusal]]) -> None:
    """Keeps what came of it for the next run: how many were done, and which were not."""
    st.session_state[_told(name)] = (title, count, refused)


def draw_many_told(name: str) -> None:
    """What came of it, once."""
    told = st.session_state.pop(_told(name), None)
    if told is None:
        return
    title, count, refused = told
    lines = [f"{say(case)}：{say(why.message)}" for case, why in refused[:SHOWN]]
    words = [t("home.bulk_done", action=title, count=count)] if count else []
    words += [t("home.bulk_refused", count=len(refused))] if refused else []
    st.html(html.notice("　".join(words), body_html="<br>".join(map(e, lines)), tone="bad" if refused else ""))


def _told(name: str) -> str:
    return f"many_told:{name}"
