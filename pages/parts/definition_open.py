"""The parts of one kind as a list to open, those with a draft marked: what every designer begins with."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from pages.context import say, t
from pages.parts import address
from workflows.editing import Part


def draw_open(parts: Iterable[Part], key: str) -> None:
    """A button for each; `key` keeps those of one designer apart."""
    for part in parts:
        badge = f" :gray-badge[{t('def.drafted')}]" if part.drafted_at else ""
        if st.button(f"{say(part.title)}{badge}", key=f"{key}_open_{part.name}", type="tertiary"):
            address.change(part=part.name)
            st.rerun()
