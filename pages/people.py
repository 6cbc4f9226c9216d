"""人员: people, their accounts and roles, and the organisations they work for. For administrators."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.parts import html
from pages.parts.chosen import choosing
from pages.parts.organisation_editor import organisations
from pages.parts.people_list import people
from pages.parts.staffing_card import staffing_card

VIEWS = ("people", "organisations")

st.html(html.head(t("shell.page.people"), note=t("people_page.note")))
view = st.segmented_control(
    t("people_page.view"), format_func=lambda v: t(f"people_page.{v}"), label_visibility="collapsed",
    **choosing("people_view", VIEWS),
)  # fmt: skip
staffing_card()
if view == "organisations":
    organisations()
else:
    people()
