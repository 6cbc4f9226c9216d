"""工作日历: which days are off or made up, notices that are pasted, days of single districts. For administrators."""

from __future__ import annotations

import streamlit as st

from pages.context import now, office, say, t
from pages.parts import html
from pages.parts.chosen import choosing
from pages.parts.clock_doubt import doubt_card
from pages.parts.workdays_change import local_card, notice_card, pending
from pages.parts.workdays_kept import kept_card
from pages.parts.workdays_year import legend, months
from workflows.clocks.holidays import table
from workflows.clocks.table import tree
from workflows.workdays import FIRST

WHOLE = "all"


def page() -> None:
    today = office().today(now())
    st.html(html.head(t("shell.page.workdays"), note=t("workdays.note")))
    doubt_card()
    with st.container(border=True, key="card_year", gap="small"):
        year, district = _choices(today.year)
        calendar = table(office(), "" if district == WHOLE else district)
        if year not in calendar.announced:
            st.html(html.notice(t("workdays.provisional", year=year), t("workdays.provisional_note")))
        st.html(legend() + months(calendar, year, today))
    pending()
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small"):
            notice_card()
        with st.container(width="stretch", gap="small"):
            local_card(places())
    kept_card(places())


def _choices(this_year: int) -> tuple[int, str]:
    """The year and the place that are looked at; this year and the whole office to begin with."""
    last = max(*table(office()).announced, this_year) + 1
    years = [str(y) for y in (this_year, *(y for y in range(last, FIRST.year - 1, -1) if y != this_year))]
    named = {WHOLE: t("workdays.office"), **places()}
    with st.container(horizontal=True, gap="small"):
        year = st.selectbox(t("workdays.year"), width=140, **_plain(choosing("year", years)))
        district = st.selectbox(
            t("workdays.place"), format_func=lambda d: named[d], width=260, **_plain(choosing("place", list(named)))
        )
    return int(year or this_year), district or WHOLE


def _plain(given: dict[str, object]) -> dict[str, object]:
    """The same for a widget that always has a choice."""
    return {k: v for k, v in given.items() if k != "required"}


def places() -> dict[str, str]:
    """Cities, and under each its districts and units with what lies in them, by code; deeper ones are set in."""
    today = office().today(now())
    with office().db.read() as session:
        found = tree(session)
    there = {code: place for code, place in sorted(found.items()) if place.since <= today < place.until}
    named: dict[str, str] = {}

    def add(within: str | None, depth: int) -> None:
        for code, place in there.items():
            if code not in named and (place.within if place.within in there else None) == within:
                named[code] = "　" * depth + say(place.name)
                add(code, depth + 1)

    add(None, 0)
    return named


page()
