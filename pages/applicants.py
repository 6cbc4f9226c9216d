"""申请主体: who registered and waits to be confirmed; entering one at the window; inviting people by a link."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.told import tell, told
from workflows.applicants import confirming, inviting, offered
from workflows.applicants.confirming import Waiting
from workflows.applicants.given import Applying
from workflows.engine.types import Refusal

TOLD, LINK = "applicants", "applicants_link"


def page() -> None:
    st.html(html.head(t("shell.page.applicants"), note=t("applicants_page.note")))
    told(TOLD)
    left, right = st.columns([0.6, 0.4], gap="small")
    with left:
        _waiting()
    with right:
        _enter()
        _invite()


def _waiting() -> None:
    found = confirming.waiting(office(), actor(), now())
    with st.container(border=True, key="card_waiting", gap="small"):
        st.html(html.section(t("applicants_page.waiting"), str(len(found)) if found else ""))
        if not found:
            st.html(html.empty(t("applicants_page.none"), t("applicants_page.none_note")))
        for each in found:
            _one(each)


def _one(each: Waiting) -> None:
    with st.container(border=True, key=f"waiting_{each.id}", gap="xsmall"):
        lines = [
            (t("applicants_page.code"), each.code), (t("applicants_page.contact"), each.contact),
            (t("applicants_page.phone"), each.phone), (t("applicants_page.login"), each.login),
            (t("applicants_page.at"), f"{each.at.astimezone(office().zone):%Y-%m-%d %H:%M}"),
        ]  # fmt: skip
        st.html(html.section(each.name))
        st.html(html.lines(lines))
        if each.known:
            st.html(html.notice(t("applicants_page.joins", organisation=each.known)))
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(t("applicants_page.confirm"), key=f"confirm_{each.id}", on_click=_confirm, args=(each.id,))
            st.text_input(t("applicants_page.reason"), key=f"reason_{each.id}", max_chars=400)
            st.button(t("applicants_page.refuse"), key=f"refuse_{each.id}", on_click=_refuse, args=(each.id,))


def _confirm(registration: int) -> None:
    tell(TOLD, confirming.confirm(office(), actor(), registration, now()) or t("applicants_page.confirmed"))


def _refuse(registration: int) -> None:
    reason = str(st.session_state.get(f"reason_{registration}", ""))
    tell(TOLD, confirming.refuse(office(), actor(), registration, reason, now()) or t("applicants_page.refused"))


def _enter() -> None:
    with office().db.read() as session:
        where = offered.cared_for(office(), session, actor(), now())
    with st.container(border=True, key="card_enter"), st.form("enter", border=False, clear_on_submit=True):
        st.html(html.section(t("applicants_page.enter")))
        name, code = st.text_input(t("applicants_page.name")), st.text_input(t("applicants_page.code"))
        place = st.selectbox(t("applicants_page.where"), list(where), format_func=lambda k: say(where[k].title))
        contact, phone = st.text_input(t("applicants_page.contact")), st.text_input(t("applicants_page.phone"))
        if st.form_submit_button(t("applicants_page.enter")):
            made = inviting.enter(office(), actor(), Applying(name, code, place or "", contact, phone), now())
            tell(TOLD, made if isinstance(made, Refusal) else t("applicants_page.entered"))
            st.rerun()


def _invite() -> None:
    known = {o.id or 0: o.name for o in inviting.known(office(), actor(), now())}
    with st.container(border=True, key="card_invite"):
        st.html(html.section(t("applicants_page.invite")))
        whom = st.selectbox(t("applicants_page.whom"), list(known), format_func=lambda k: known[k], key="whom")
        st.button(t("applicants_page.make"), key="make", disabled=whom is None, on_click=_make, args=(whom or 0,))
        if link := st.session_state.get(LINK):
            st.code(link, language=None)
            st.html(html.muted(t("applicants_page.link_note")))


def _make(organisation: int) -> None:
    made = inviting.invite(office(), actor(), organisation, now())
    if isinstance(made, Refusal):
        tell(TOLD, made)
        return
    st.session_state[LINK] = f"{st.context.url.split('/applicants')[0] if st.context.url else ''}/invited?token={made}"


page()
