"""The campaigns of a procedure: those there are, announcing one, and correcting the one that is opened."""

from __future__ import annotations

from datetime import date

import streamlit as st

from forms.text import Message
from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.campaign_dialog import open_campaign
from pages.parts.table import Column, table
from pages.parts.told import tell, told
from workflows.announcing import Described, announce
from workflows.campaigns import Announced
from workflows.engine.types import Refusal

CARD = "campaign"


def campaign_card(procedure: str, known: list[Announced]) -> None:
    """The campaigns, the newest first, and the fields of a new one."""
    with st.container(border=True, key="card_campaigns", gap="small"):
        st.html(html.section(t("run.campaigns"), t("run.campaigns_note")))
        _campaign_rows(known)
        told(CARD)
        _new_campaign(procedure)
    open_campaign([c.id for c in known], CARD)


def _campaign_rows(known: list[Announced]) -> None:
    if not known:
        st.html(html.muted(t("run.campaigns_none")))
        return
    columns = [
        Column("title", t("run.campaign"), "two"),
        Column("opens", t("run.opens"), "date", "120px"),
        Column("closes", t("run.closes"), "date", "120px"),
        Column("members", t("run.members"), "num", "110px"),
    ]
    pressed = table("campaigns", columns, [_row(c) for c in known], t("run.campaigns"))
    if pressed.opened:
        st.session_state["run_open"] = pressed.opened


def _row(campaign: Announced) -> dict[str, object]:
    return {
        "id": str(campaign.id), "title": (say(campaign.title), ""), "opens": campaign.opens.isoformat(),
        "closes": campaign.closes.isoformat(), "members": str(campaign.members),
    }  # fmt: skip


def _new_campaign(procedure: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(t("run.title_zh"), key="run_title", width="stretch")
        st.text_input(t("run.title_en"), key="run_title_en", width="stretch")
        st.date_input(t("run.opens"), value=None, key="run_opens", format="YYYY-MM-DD", width=150)
        st.date_input(t("run.closes"), value=None, key="run_closes", format="YYYY-MM-DD", width=150)
        st.button(t("run.announce"), on_click=_announce, args=(procedure,), key="run_announce")


def _announce(procedure: str) -> None:
    title, english, opens, closes = (st.session_state.get(f"run_{k}") for k in ("title", "title_en", "opens", "closes"))
    if not isinstance(opens, date) or not isinstance(closes, date):
        tell(CARD, Refusal(Message("run.dates_needed")))
        return
    made = announce(office(), actor(), procedure, Described(title or "", english or "", opens, closes), now())
    if isinstance(made, Refusal):
        tell(CARD, made)
        return
    tell(CARD, t("run.announced", title=title))
    for name, empty in (("title", ""), ("title_en", ""), ("opens", None), ("closes", None)):
        st.session_state[f"run_{name}"] = empty
