"""What the last action on a card came to, said once and in that card."""

from __future__ import annotations

import streamlit as st

from pages.context import say
from pages.parts import html
from workflows.engine.types import Refusal

_TOLD = "card_told"


def tell(card: str, outcome: Refusal | str) -> None:
    """Keeps a refusal or the good news for the next run."""
    bad = isinstance(outcome, Refusal)
    st.session_state[_TOLD] = (card, "bad" if bad else "", say(outcome.message) if bad else outcome)


def told(card: str) -> None:
    """Says it where it belongs."""
    where, tone, words = st.session_state.get(_TOLD, ("", "", ""))
    if where == card:
        st.session_state.pop(_TOLD)
        st.html(html.notice(words, tone="bad" if tone == "bad" else ""))
