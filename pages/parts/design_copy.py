"""Sections and fields taken over from another form."""

from __future__ import annotations

import streamlit as st

from forms.design import Spot, opened
from forms.design.copying import Piece, pieces, taken_over
from pages.context import actor, office, say, t
from pages.parts.design_state import Desk, act
from workflows import editing
from workflows.editing import Opened


def draw_copy(desk: Desk) -> None:
    """Which form, what of it; it comes behind what the page has."""
    forms = {p.name: p.title for p in editing.parts(office(), actor()) if p.kind == "form" and p.name != desk.name}
    with st.expander(t("design.copy_from"), key="dz_copy"):
        name = st.selectbox(
            t("design.copy_form"), list(forms), index=None, key="design_copy_form", placeholder=t("design.choose_one"),
            format_func=lambda n: say(forms[n]),
        )  # fmt: skip
        found = editing.open_part(office(), actor(), name) if name else None
        form = opened(found.text) if isinstance(found, Opened) else None
        if form is None:
            return
        known = {p.name: p for p in pieces(form)}
        chosen = st.multiselect(
            t("design.copy_what"), list(known), key=f"design_copy_what:{name}", format_func=lambda n: _words(known[n]),
            placeholder=t("design.choose_some"),
        )  # fmt: skip
        st.button(
            t("design.copy_here"), key="dz_copy_here", disabled=not chosen, on_click=act,
            args=(desk.name, taken_over(form, chosen, Spot(desk.page))),
        )  # fmt: skip


def _words(piece: Piece) -> str:
    if piece.is_section:
        return t("design.copy_section", title=say(piece.title), count=len(piece.fields) - 1)
    return say(piece.title)
