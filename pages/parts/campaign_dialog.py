"""One campaign in a dialog: what may be corrected, what may not and why, and everything that was corrected."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import partial

import streamlit as st

from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.told import tell, told
from workflows.announcing import Described
from workflows.correcting import Correctable, Correction, correct, correctable
from workflows.engine.types import Refusal

OPEN = "run_open"
"""Which campaign is open: remembered, so that a rerun of the page shows it again."""
CARD = "campaign_dialog"


def open_campaign(known: Collection[int], card: str) -> None:
    """The dialog of the campaign that was opened, if any; what came of it is told in `card`."""
    chosen = st.session_state.get(OPEN) or ""
    found = correctable(office(), actor(), int(chosen)) if chosen.isdigit() and int(chosen) in known else None
    if found:
        dialog = st.dialog(t("run.correct_title"), width="medium", on_dismiss=_close)
        dialog(partial(_body, int(chosen), card))(found)


def _close() -> None:
    st.session_state.pop(OPEN, None)


def _body(campaign: int, card: str, found: Correctable) -> None:
    if not st.session_state.get(OPEN):
        st.rerun()  # corrected: the page shows it
    told(CARD)
    _fields(campaign, found)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("run.correct_why"), key=f"camp_why_{campaign}", width="stretch")
        st.button(t("run.correct"), type="primary", key="camp_correct", on_click=_correct, args=(campaign, card, found))
    if found.corrections:
        st.html(html.section(t("run.corrections")))
        st.html(html.history(_event(c) for c in found.corrections))


def _fields(campaign: int, found: Correctable) -> None:
    """What may be changed as fields; what cases stand on as plain words, with the reason."""
    was = found.described
    if found.cases.count:
        st.html(html.notice(t("run.fixed"), t("campaign_fixed", count=found.cases.count)))
        with st.container(horizontal=True, gap="small"):
            st.html(html.locked(t("run.campaign"), say(was.named)), width="stretch")
            st.html(html.locked(t("run.opens"), was.opens.isoformat()), width=150)
            _day(campaign, "closes", was.closes)
        return
    with st.container(horizontal=True, gap="small"):
        st.text_input(t("run.title_zh"), was.title, key=f"camp_title_{campaign}", width="stretch")
        st.text_input(t("run.title_en"), was.title_en, key=f"camp_title_en_{campaign}", width="stretch")
    with st.container(horizontal=True, gap="small"):
        _day(campaign, "opens", was.opens)
        _day(campaign, "closes", was.closes)


def _day(campaign: int, name: str, value: date) -> None:
    st.date_input(t(f"run.{name}"), value, key=f"camp_{name}_{campaign}", format="YYYY-MM-DD", width=150)


def _correct(campaign: int, card: str, found: Correctable) -> None:
    given = {k: st.session_state.get(f"camp_{k}_{campaign}", v) for k, v in vars(found.described).items()}
    if not given["opens"] or not given["closes"]:
        tell(CARD, Refusal(Message("run.dates_needed")))
        return
    why = st.session_state.get(f"camp_why_{campaign}", "")
    refused = correct(office(), actor(), campaign, Described(**given), why, now())
    if refused:
        tell(CARD, refused)
        return
    tell(card, t("run.corrected", title=given["title"]))
    _close()


def _event(correction: Correction) -> html.Event:
    rows = [(t(f"run.was.{what}"), before or "—", after or "—") for what, before, after in correction.changed]
    at = dates.moment(correction.at, office().zone, office().today(now()))
    return html.Event(at, correction.by, correction.why, html.diff(rows))
