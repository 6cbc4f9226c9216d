"""What came of acting on a case, in words: below the buttons, so that they do not move."""

from __future__ import annotations

from html import escape as e

import streamlit as st

from forms.finding import Finding
from forms.text import Message, Text
from pages.context import actor, office, say, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.case_memory import memory
from pages.parts.go import go
from workflows.cases.next_case import next_case
from workflows.cases.view import CaseView
from workflows.engine.types import Refusal

FINDINGS = 5
"""Findings told with a refusal."""


def draw_told(view: CaseView) -> None:
    """What came of the last action, with a way to the next case; or, once, why it was not done."""
    told = memory(view.id)
    if told.refused and not told.dialog:
        st.html(not_done(*told.refused, t("case.safe")))
        told.refused = None
    if told.done:
        st.html(html.notice(t("case.done", action=told.done[0]), told.number))
    if told.some:
        lines = "<br>".join(e(f"{what}：{say(why.message)}") for what, why in told.some)
        st.html(html.notice(t("home.bulk_refused", count=len(told.some)), body_html=lines, tone="bad"))
    if told.done:
        _next(view)


def not_done(title: Text | Message, refusal: Refusal, *more: str) -> str:
    """A refusal as a red box."""
    return html.notice(t("case.not_done", action=title), body_html=_reasons(refusal, *more), tone="bad")


def why(refusal: Refusal) -> str:
    """The line under a greyed button."""
    blocking = [f for f in refusal.findings if f.blocks]
    return say(refusal.message) if not blocking else join((say(refusal.message), _finding(blocking[0])))


def _next(view: CaseView) -> None:
    """The next case that waits for this person."""
    following, left, more = next_case(office(), actor(), view.id)
    if following is None:
        return
    others = t("case.next_note", count=f"{left}{'+' if more else ''}")
    words = f"{t('case.next')}　:gray[{others}]"
    if st.button(words, key="next_case", icon=":material/arrow_forward:", width="stretch"):
        memory(view.id).done = None
        go("case", case=following)


def _reasons(refusal: Refusal, *more: str) -> str:
    lines = [say(refusal.message), *(_finding(f) for f in refusal.findings[:FINDINGS])]
    if len(refusal.findings) > FINDINGS:
        lines.append(t("case.find_more", count=len(refusal.findings) - FINDINGS))
    return "<br>".join(e(line) for line in [*lines, *more])


def _finding(finding: Finding) -> str:
    return join((say(finding.label), say(finding.message)))
