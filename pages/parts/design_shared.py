"""Shared sections on the panel: a heading that names one, one that could become one, and which forms use it."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.canonical import plain
from forms.design import Own
from forms.fields import Field
from forms.fields.section import SectionField
from pages.context import actor, now, office, saver, say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.definition_bar import TOLD
from pages.parts.design_state import Desk, act
from pages.parts.told import tell
from workflows import designing
from workflows.engine.types import Refusal


def draw_shared(desk: Desk, field: Field) -> None:
    """What can be done with the fields under a heading."""
    if not isinstance(field, SectionField) or desk.is_section:
        return
    section = desk.known.sections.get(field.shared or "")
    if section is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="dz_shared"):
            st.page_link(page_file("design"), label=t("design.shared_open"), icon=":material/open_in_new:",
                         query_params={"part": f"{designing.SECTION}/{section.id}"})  # fmt: skip
            st.button(t("design.shared_own"), key="dz_shared_own", icon=":material/content_copy:", type="tertiary",
                      help=t("design.shared_own_help"), on_click=act,
                      args=(desk.name, Own(desk.chosen, plain(section))))  # fmt: skip
    elif not field.shared:
        st.button(t("design.share"), key="dz_share", icon=":material/dataset_linked:", type="tertiary",
                  help=t("design.share_help"), on_click=_share, args=(desk.name, desk.chosen))  # fmt: skip


def _share(name: str, path: str) -> None:
    made = designing.share(office(), saver(), name, path, now())
    tell(TOLD, made if isinstance(made, Refusal) else t("design.shared_made"))


def draw_used(desk: Desk) -> None:
    """The forms that name the section on the desk."""
    st.html(f'<span class="dz-label">{e(t("design.shared_used"))}</span>')
    found = designing.forms_with(office(), actor(), desk.name)
    if not found:
        st.html(html.muted(t("design.shared_unused")))
    for part, title in found.items():
        st.page_link(page_file("design"), label=say(title), icon=":material/description:",
                     query_params={"part": part})  # fmt: skip
