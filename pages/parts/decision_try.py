"""Trying a decision table out: a value for each condition, and what comes out by which rules."""

from __future__ import annotations

import streamlit as st

from forms.decision.trial import trial
from pages.context import say, t
from pages.parts import html
from pages.parts.decision_state import DecisionDesk


def draw_try(desk: DecisionDesk) -> None:
    """The boxes and the answer."""
    st.html(html.section(t("decide.try"), t("decide.try_note")))
    with st.container(horizontal=True, gap="small"):
        typed = {
            column.name: st.text_input(
                say(column.title) if column.title else column.name, key=f"{desk.key}:try:{column.name}", width=180,
                placeholder=t("decide.try_empty"),
            )
            for column in desk.table.inputs
        }  # fmt: skip
    if not any(typed.values()):
        return
    found = trial(desk.called, desk.table, typed)
    if found.wrong:
        st.html(html.notice(t("decide.try_wrong", name=found.wrong[0]), tone="bad"))
        return
    if any(reason.code == "table_unreadable" for reason in found.reasons):
        st.html(html.notice(t("decide.try_unreadable"), tone="bad"))
        return
    rules = t("decide.try_rules", rules=[str(n + 1) for n in found.rules]) if found.rules else t("decide.try_none")
    st.html(html.notice(t("decide.try_answer", answer=found.answer), rules))
