"""Objections of the public on the page of a case: each with its answer, or the box to write one."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import dates, html
from pages.parts.told import tell, told
from workflows.cases.view import CaseView
from workflows.clocks.public import Raised, objections, reply
from workflows.engine.types import Refusal

CARD = "objections"


def draw_objections(view: CaseView) -> None:
    """A card for those who answer objections; nothing for others, and where there are no public periods."""
    if not view.bundle.procedure.public_periods:
        return
    found, may = objections(office(), actor(), view.id, now())
    if not may:
        return
    with st.container(border=True, key="card_objections", gap="small"):
        waiting = sum(o.answer is None for o in found)
        st.html(html.section(t("objection.card"), t("objection.card_note", waiting=waiting, count=len(found))))
        st.html(html.muted(t("objection.link", path=f"/public/{view.id}")))
        told(CARD)
        if not found:
            st.html(html.muted(t("objection.none")))
        for each in found:
            _one(each)


def _one(raised: Raised) -> None:
    at = dates.moment(raised.at, office().zone, office().today(now()))
    if raised.fields or raised.files:
        st.html(html.part(t("objection.own", at=at)) + html.facts(_facts(raised)))
    else:
        st.html(html.part(t("objection.by", name=raised.name, contact=raised.contact, at=at), raised.text))
    if raised.answer is not None and raised.answered_at is not None:
        at = dates.moment(raised.answered_at, office().zone, office().today(now()))
        st.html(f"<p>{e(t('objection.answered', name=raised.answered_by, at=at, text=raised.answer))}</p>")
        return
    key = f"objection_{raised.id}"
    st.text_area(t("objection.answer"), key=key, height=80)
    st.button(t("objection.send"), key=f"{key}_send", on_click=_reply, args=(raised.id, key))


def _facts(raised: Raised) -> list[tuple[str, str]]:
    """What was filled in, and the files that came with it."""
    files = "<br>".join(f'<a href="/files/{e(key)}" target="_blank">{e(name)}</a>' for name, key in raised.files)
    found = [(say(title), e(value) or "—") for title, value in raised.fields]
    return [*found, (t("objection.files"), files)] if files else found


def _reply(objection: int, key: str) -> None:
    refused = reply(office(), actor(), objection, st.session_state.get(key) or "", now())
    if isinstance(refused, Refusal):
        tell(CARD, refused)
