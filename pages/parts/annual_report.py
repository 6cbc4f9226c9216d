"""年度报告: the annual reports that belong to a table, of the year of a period and for its scope, in Word."""

from __future__ import annotations

from urllib.parse import quote

import streamlit as st

from pages.context import actor, now, office, say, t
from workflows.annual.service import reports
from workflows.statistics.offered import Offered


def draw_annual(choice: Offered) -> None:
    """A link for each; nothing where there is none."""
    year = choice.period.first.year
    for each in reports(office(), actor(), now()):
        if each.procedure in choice.of.procedures:
            at = f"/annual/{each.procedure}/{each.key}/{year}?scope={quote(choice.scope)}"
            st.link_button(t("annual_page.word", year=year), at, icon=":material/description:", help=say(each.title))
