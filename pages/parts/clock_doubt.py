"""The question whether the date of the machine is right, for administrators: until then nothing acts by itself."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.text import Message
from pages.context import actor, lang, now, office, say, t
from pages.parts import dates, html
from pages.parts.told import tell, told
from workflows.engine.types import Refusal
from workflows.jobs.heartbeat import ANSWERS, Doubt, answer, doubt, moments

PLACE, CHOICE = "clock_doubt", "clock_doubt_answer"


def doubt_card() -> None:
    """The question with what speaks against the clock; nothing where nothing does, or for others."""
    told(PLACE)
    found = doubt(office(), actor(), now())
    if found is not None:
        with st.container(border=True, key="card_doubt", gap="small"):
            _question(found)


def _question(found: Doubt) -> None:
    words = say(Message(f"heartbeat.{found.why}", moments(office(), found.before, found.after)))
    st.html(html.told(t("doubt.title"), words, warning=True))
    st.html(html.facts([(t("doubt.now"), f"<b>{e(_moment())}</b>")]))
    if found.waiting:
        st.html(html.muted(t("doubt.waiting", count=found.waiting)))
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.radio(
            t("doubt.which"), ANSWERS, index=None, format_func=lambda a: t(f"doubt.{a}"), key=CHOICE, horizontal=True
        )
        st.button(
            t("doubt.confirm"), key="clock_doubt_confirm", type="primary",
            disabled=st.session_state.get(CHOICE) is None, on_click=_confirm, args=(found.id,),
        )  # fmt: skip
    st.html(html.muted(t("doubt.wrong")))


def _moment() -> str:
    here = now().astimezone(office().zone)
    return f"{dates.heading(here.date(), lang())} {here:%H:%M}"


def _confirm(number: int) -> None:
    refused = answer(office(), actor(), number, str(st.session_state.get(CHOICE) or ""), now())
    tell(PLACE, refused if isinstance(refused, Refusal) else t("doubt.done"))
