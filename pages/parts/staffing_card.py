"""Who is missing in the office, for administrators: what nobody can do, and where."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import html
from workflows.staffing.nightly import listed


def staffing_card() -> None:
    """The list; nothing where nobody is missing."""
    found = listed(office(), actor(), now())
    if found:
        with st.container(border=True, key="card_staffing", gap="xsmall"):
            st.html(html.section(t("staffing.missing", count=len(found)), t("staffing.note")))
            st.html(html.lines((say(title), lack.say(lang())) for title, lack in found))
