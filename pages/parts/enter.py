"""The enter key in a form: it goes on to the next field, as in a spreadsheet."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

SOURCE = Path(__file__).parent / "enter.js"
_mounted: list[Any] = []


def enter_goes_on() -> None:
    """From now on enter leaves a field for the next one, and the last one for the button that turns the page."""
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_enter", js=SOURCE.read_text(encoding="utf-8")))
    _mounted[0](key="enter", data={})
