"""What the last action came to, said once and in the place where it belongs: a card, a field."""

from __future__ import annotations

import streamlit as st

from pages.context import say
from pages.parts import html
from workflows.engine.types import Refusal

_TOLD = "card_told"


def tell(place: str, outcome: Refusal | str, note: str = "") -> None:
    """Keeps a refusal, or the good news with a note, for the next run."""
    refused = isinstance(outcome, Refusal)
    st.session_state[_TOLD] = (place, say(outcome.message), "", "bad") if refused else (place, outcome, note, "")


def told(place: str) -> None:
    """Says it where it belongs.

    There is a place for it in every run: without it what is below would come and go by one, and the browser would draw
    it anew, a grid with what was ticked in it, too.
    """
    where, words, note, tone = st.session_state.get(_TOLD, ("", "", "", ""))
    with st.container():
        if where == place:
            st.session_state.pop(_TOLD)
            st.html(html.notice(words, note, tone))
