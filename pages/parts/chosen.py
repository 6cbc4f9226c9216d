"""A choice that stands in the address by its key, so that a link means the same in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pages.parts import address


def chosen(name: str, options: Sequence[str], usual: str = "") -> str:
    """The choice of the address, else the usual one, else the first."""
    asked = address.word(name)
    return asked if asked in options else usual or options[0]


def choosing(name: str, options: Sequence[str], usual: str = "") -> dict[str, Any]:
    """What a widget with one of the options needs to stand in the address under `name`."""
    widget, found = f"chosen_{name}", chosen(name, options, usual)
    if st.session_state.get(widget) != found:  # a link or the way back has changed it
        st.session_state[widget] = found
    return {"options": options, "required": True, "key": widget, "on_change": _choose, "args": (name, widget)}


def _choose(name: str, widget: str) -> None:
    address.change(**{name: st.session_state[widget]})
