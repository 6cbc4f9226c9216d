"""The way that a case went: its states one after the other, each with its first day and the working days it took."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, say, t
from pages.parts import html
from workflows.cases.view import CaseView
from workflows.process.path import Stay, path


def draw_path(view: CaseView) -> None:
    """Folded below the workflow picture; nothing before the case has moved."""
    with office().db.read() as session:
        found = path(office(), session, actor(), view.id, now())
    if len(found) < 2:
        return
    with st.expander(t("process.path"), key="case_path"):
        st.html(html.lines((_name(view, stay), _took(view, stay)) for stay in found))
        st.html(html.muted(t("process.path_note")))


def _name(view: CaseView, stay: Stay) -> str:
    declared = view.bundle.procedure.states.get(stay.state)
    return say(declared.title) if declared else stay.state


def _took(view: CaseView, stay: Stay) -> str:
    day = t("process.path_from", day=stay.since.astimezone(office().zone).strftime("%Y-%m-%d"))
    declared = view.bundle.procedure.states.get(stay.state)
    if stay.until is None and declared is not None and declared.end is not None:
        return day
    long = t("process.path_days" if stay.until else "process.path_now", days=stay.days)
    return f"{day}　{long}"
