"""The sentences of a policy text as of a day, under their articles, searched, with how often they are rested on."""

from __future__ import annotations

from datetime import date
from html import escape as e

import streamlit as st

from forms.policy import PolicySentence, holds_on, in_force
from pages.context import now, office, t
from pages.parts import html
from pages.parts.policy_state import PolicyDesk, span

MOST = 400  # sentences drawn at once


def draw_text(desk: PolicyDesk) -> None:
    """The tools, and the sentences."""
    today = office().today(now())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="ps_tools"):
        st.html(html.section(t("policy.sentences")), width="stretch")
        text = st.text_input(t("policy.find"), key="ps_find", placeholder=t("policy.find_hint"), width=260)
        on = st.date_input(t("policy.as_of"), value=today, key="ps_on", format="YYYY-MM-DD", width=150) or today
        every = st.toggle(t("policy.every"), key="ps_every")
    there = in_force(desk.policy, on)
    st.html(html.muted(t("policy.counted", day=on.isoformat(), count=len(there))))
    shown = desk.policy.sentences if every else there
    wanted = text.strip().casefold()
    hits = [s for s in shown if wanted in f"{s.under} {s.id} {s.text}".casefold()]
    if not shown:
        st.html(html.empty(t("policy.nothing"), t("policy.nothing_note")))
    elif not hits:
        st.html(html.empty(t("policy.no_hit", text=text.strip())))
    else:
        st.html(_lines(desk, hits[:MOST], on))


def _lines(desk: PolicyDesk, sentences: list[PolicySentence], on: date) -> str:
    rows, under = [], ""
    for sentence in sentences:
        if sentence.under != under:
            under = sentence.under
            rows.append(f'<h4>{e(under) or "—"}</h4>')
        rows.append(_line(desk, sentence, on))
    return f'<div class="ps-text">{"".join(rows)}</div>'


def _line(desk: PolicyDesk, sentence: PolicySentence, on: date) -> str:
    days, cited = span(sentence), desk.cited.get(sentence.id, 0)
    notes = "　".join(p for p in (days, t("policy.cited", count=cited) if cited else "") if p)
    over = "" if holds_on(sentence, on) else " over"
    small = f"<small>{e(notes)}</small>" if notes else ""
    return f'<p class="ps-line{over}"><b>{e(sentence.id)}</b><span>{e(sentence.text)}{small}</span></p>'
