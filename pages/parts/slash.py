"""The key / on every page: it puts the cursor into the search box."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import streamlit as st

SOURCE = Path(__file__).parent / "slash.js"
_mounted: list[Any] = []


def slash() -> None:
    """From now on / goes to the search box; once a run."""
    if not _mounted:
        _mounted.append(st.components.v2.component("desk_slash", js=SOURCE.read_text(encoding="utf-8")))
    _mounted[0](key="slash", data={})
