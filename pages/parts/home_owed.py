"""What somebody has to report again and again, on their desk: nothing of it lies with them as a case."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import html
from pages.parts.go import go
from workflows.clocks.owed import MISSING, SOON, own

_COLOURS = {MISSING: "red", SOON: "orange"}


def draw_home_owed() -> None:
    """A card with how many reports are missing, and how many soon due; nothing where there are none."""
    found = {only: count for only, count in own(office(), actor(), now()).items() if count}
    if not found:
        return
    with st.container(border=True, key="card_owed", gap="xxsmall"):
        st.html(html.section(t("shell.page.owed")))
        for only, count in found.items():
            label = f":{_COLOURS[only]}-badge[{count}] {t(f'home.owed_{only}')}"
            if st.button(label, key=f"go_owed_{only}", type="tertiary", width="stretch"):
                go("owed", only=only)
