"""Whose signatures count here: this office's own fingerprint, those that were compared, and comparing another."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, t
from pages.parts import dates, html
from pages.parts.told import tell, told
from workflows import packs
from workflows.engine.types import Refusal
from workflows.packs import Pack, Signer

CARD = "pack_signer"


def draw_trust() -> None:
    """This office's fingerprint, to be read out; and the signers that are trusted."""
    with st.container(border=True, key="card_pack_trust", gap="xsmall"):
        st.html(html.section(t("packs.my_print"), t("packs.my_print_note")))
        try:
            st.code(packs.fingerprint(packs.my_key(office()).public), language=None, wrap_lines=True)
        except packs.NoKey as error:
            st.html(html.notice(t("pack.key", path=str(error.args[0])), tone="bad"))
        known = packs.trusted(office())
        st.html(html.section(t("packs.trusted", count=len(known)), t("packs.trusted_note") if not known else ""))
        for number, each in enumerate(known):
            _trusted(number, each)


def _trusted(number: int, each: Signer) -> None:
    at = dates.moment(each.confirmed_at, office().zone, office().today(now())) if each.confirmed_at else ""
    by = t("packs.compared", by=each.by or t("packs.operator"), at=at)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"kept_{number}"):
        small = f"<span class=muted>{e(by)}<br>{e(each.fingerprint[:19])} …</span>"
        st.html(f"<p>{e(each.name or t('packs.nameless'))} {small}</p>", width="stretch")
        st.button(
            t("packs.distrust"), key=f"distrust_{number}", type="tertiary", on_click=_distrust, args=(each.key,)
        )


def _distrust(key: str) -> None:
    refusal = packs.distrust(office(), actor(), key)
    if refusal:
        tell(CARD, refusal)


def draw_unknown(pack: Pack) -> None:
    """The fingerprint is asked for and not shown: it has to come from the other office, not from this screen."""
    with st.container(border=True, key="card_pack_unknown", gap="small"):
        st.html(html.section(t("packs.compare"), t("packs.compare_note")))
        told(CARD)
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input(t("packs.told_name"), key="pack_name", value=pack.manifest.office, width=220)
            st.text_input(t("packs.told_print"), key="pack_print", placeholder="A1B2 C3D4 …", width="stretch")
            st.button(t("packs.confirm"), key="pack_confirm", on_click=_confirm, args=(pack.signer,))


def _confirm(key: str) -> None:
    said = st.session_state.get("pack_print", "")
    refusal = packs.confirm(office(), actor(), key, st.session_state.get("pack_name", ""), said, now())
    if isinstance(refusal, Refusal):
        tell(CARD, refusal)
