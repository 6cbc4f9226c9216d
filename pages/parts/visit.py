"""Which visit of a screen a run belongs to: coming back to a screen is another visit than staying on it."""

from __future__ import annotations

import streamlit as st

_VISIT = "_visit"


def begin_visit(slug: str) -> None:
    """Tells which screen this run draws. For the shell."""
    last, number = st.session_state.get(_VISIT, ("", 0))
    if last != slug:
        st.session_state[_VISIT] = (slug, number + 1)


def visit() -> int:
    """The number of the visit; it grows whenever another screen is opened."""
    return int(st.session_state.get(_VISIT, ("", 0))[1])
