"""Shows a field of the page to the person, and notices when a lost connection is back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

SOURCE = Path(__file__).parent / "jump.js"
_mounted: list[Any] = []


def jump(number: int, key: str) -> None:
    """Shows the container with this key; every number works once, 0 not at all."""
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_jump", js=SOURCE.read_text(encoding="utf-8")))
    selector = f".st-key-{key}" if key else ""
    _mounted[0](key="jump", data={"n": number, "selector": selector}, on_back_change=lambda: None)
