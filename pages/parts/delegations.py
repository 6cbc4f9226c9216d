"""委托代理: who acts for whom and until when; given and ended by oneself, or by an administrator for somebody."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.told import tell, told
from pages.parts.verb_fields import person_title
from workflows.cases.filters import filters
from workflows.engine.types import Refusal
from workflows.people import delegations
from workflows.people.delegations import Shown, Wanted
from workflows.people.pickable import pickable

TOLD = "delegations"
ALL = ""


def draw_delegations(person: int | None = None) -> None:
    """One's own, or for an administrator somebody's: those that run or will, and a form for another."""
    whose = actor().id if person is None else person
    found = [d for d in delegations.listed(office(), actor(), now(), person) if not _over(d)]
    with st.container(border=True, key="card_delegations", gap="xsmall"):
        st.html(html.section(t("deputy.card"), t("deputy.card_note" if person is None else "deputy.card_theirs")))
        if not found:
            st.html(html.muted(t("deputy.none")))
        for each in found:
            _one(each, whose)
        _form(whose, person is not None)
        told(TOLD)


def _over(each: Shown) -> bool:
    return each.revoked or each.until < office().today(now())


def _one(each: Shown, whose: int) -> None:
    mine = each.person == whose
    words = t("deputy.for_me" if mine else "deputy.by_me", person=each.person_name, deputy=each.deputy_name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.lines([(words, _small(each))]), width="stretch")
        if not each.now:
            st.html(html.chip(t("deputy.later"), "idle"), width="content")
        st.button(t("deputy.revoke"), key=f"revoke_{each.id}", on_click=partial(_revoke, each.id))


def _small(each: Shown) -> str:
    what = say(each.procedure_title) if each.procedure_title else t("deputy.everything")
    period = t("deputy.period", since=each.since.isoformat(), until=each.until.isoformat())
    return join((period, what, each.reason))


def _revoke(delegation: int) -> None:
    tell(TOLD, delegations.revoke(office(), actor(), delegation, now()) or t("deputy.revoked"))


def _form(whose: int, for_somebody: bool) -> None:
    people = {k: p for k, p in pickable(office(), actor(), now()).items() if k != whose}
    if not people:
        return
    procedures = filters(office(), actor(), now()).procedures
    today = office().today(now())
    with st.container(gap="xsmall", key="give_deputy"):
        st.selectbox(
            t("deputy.who"), list(people), None, key="deputy_who", format_func=lambda i: person_title(people[i]),
            placeholder=t("verb_ask.pick"),
        )  # fmt: skip
        with st.container(horizontal=True, gap="small"):
            st.date_input(t("deputy.since"), today, key="deputy_since", format="YYYY-MM-DD")
            st.date_input(t("deputy.until"), today + timedelta(days=7), key="deputy_until", format="YYYY-MM-DD")
        st.selectbox(
            t("deputy.what"), [ALL, *procedures], key="deputy_what",
            format_func=lambda p: say(procedures[p].title) if p else t("deputy.everything"),
        )  # fmt: skip
        st.text_input(t("deputy.reason" if for_somebody else "deputy.reason_may"), key="deputy_reason", max_chars=500)
        st.button(t("deputy.give"), key="deputy_give", on_click=partial(_give, whose))


def _give(whose: int) -> None:
    """Reads the fields as they are now."""
    held = {k: st.session_state.get(f"deputy_{k}") for k in ("who", "since", "until", "what", "reason")}
    since, until = held["since"], held["until"]
    if not isinstance(since, date) or not isinstance(until, date) or not held["who"]:
        tell(TOLD, t("deputy.incomplete"))
        return
    wanted = Wanted(int(held["who"]), since, until, held["what"] or None, str(held["reason"] or ""))
    done = delegations.give(office(), actor(), whose, wanted, now())
    tell(TOLD, done if isinstance(done, Refusal) else t("deputy.given"))
    if not isinstance(done, Refusal):  # the form is for another one
        st.session_state["deputy_who"], st.session_state["deputy_reason"] = None, ""
