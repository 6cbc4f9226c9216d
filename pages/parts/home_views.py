"""The views on the desk: each with its number, one press away."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html, view_address
from pages.parts.go import go
from pages.parts.view_bar import page_of
from pages.widgets import plain
from workflows.views.desk import Counted, on_desk


def draw_home_views() -> None:
    """A card with them; nothing without any."""
    found = on_desk(office(), actor(), now())
    if not found:
        return
    with st.container(border=True, key="card_views", gap="xxsmall"):
        st.html(html.section(t("views.home")))
        for each in found:
            _view(each)


def _view(each: Counted) -> None:
    seen = each.seen
    number = "—" if each.total is None else f"{each.total:,}{'+' if each.more else ''}"
    small = t("views.of", name=seen.owner) if not seen.mine else ""
    small = t("views.home_gone") if each.total is None else small
    label = f"{plain(say(seen.view.title))} :gray-badge[{number}]"
    label += f" :gray[:small[{plain(small)}]]" if small else ""
    if st.button(label, key=f"go_view_{seen.id}", type="tertiary", width="stretch"):
        go(page_of(seen.view.kind), **{**seen.view.address(), view_address.NAME: seen.id})
