"""From one screen to another, with what it is about in the address."""

from __future__ import annotations

from pathlib import Path
from secrets import token_urlsafe
from typing import Any, NoReturn

import streamlit as st

from pages.parts.address import path

SOURCE = Path(__file__).parent / "go.js"
_mounted: list[Any] = []

HOMES = {"form": "design", "section": "design", "procedure": "flow", "list": "list_edit"}
"""The screens on which kinds of definitions are designed; the others are mended as JSON."""


def go(page: str, **about: object) -> NoReturn:
    """Opens a page by its slug; one press of the browser's back button returns to what is left.

    The browser goes there itself. Streamlit's own way writes the new parameters behind the old path first, and back
    would lead through an address that nobody was at.
    """
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_go", js=SOURCE.read_text(encoding="utf-8")))
    _mounted[0](key="go", data={"to": path(page, about), "n": token_urlsafe(6)})
    st.stop()
