"""会签汇总: who said what about each field, where they differ, by round; to print and as a workbook."""

from __future__ import annotations

import streamlit as st

from pages.context import lang, office, t
from pages.parts import html
from pages.parts.case_look import join
from pages.parts.case_suggestions import draw_suggestions
from workflows.cases.view import CaseView
from workflows.summary import drawn, wording
from workflows.summary.sheet import Sheet


def draw_summary(view: CaseView) -> None:
    """A card for the rounds in which somebody has said something, and one for what they suggested."""
    told = [s for s in view.sheets if any(said.asked.given for said in s.said)]
    if not told:
        return
    with st.container(border=True, key="card_summed", gap="small"):
        sheet = _which(view, told)
        only = _head(view, sheet)
        how = drawn.Drawing(office(), view.options, lang(), only=only)
        st.html(f'<div class="wide">{drawn.table(sheet, how)}</div>')
        if sheet.split:
            st.html(html.muted(t("summed.legend")))
    draw_suggestions(view, sheet)


def _which(view: CaseView, told: list[Sheet]) -> Sheet:
    """The newest visit to a round, or the one that was chosen."""
    by_key = {f"{s.view.key}/{s.view.visit}": s for s in told}
    if len(by_key) == 1:
        return told[0]
    key = f"summed_of_{view.id}"
    if st.session_state.get(key) not in by_key:
        st.session_state[key] = next(iter(by_key))
    chosen = st.segmented_control(
        t("summed.which"), list(by_key), key=key, format_func=lambda k: wording.title(by_key[k], lang()),
        label_visibility="collapsed", required=True,
    )  # fmt: skip
    return by_key[chosen or next(iter(by_key))]


def _head(view: CaseView, sheet: Sheet) -> bool:
    """The title with how far it is and whether opinions differ, and the tools; whether only that is wanted."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="row_summed"):
        st.html(html.section(t("summed.title"), _note(sheet)), width="stretch")
        key = f"summed_only_{view.id}"
        only = bool(sheet.split) and st.toggle(t("summed.only"), key=key)
        st.link_button(t("summed.print"), f"/summary/{view.id}", icon=":material/print:")
        st.link_button(t("summed.book"), f"/summary/{view.id}/book", icon=":material/download:")
    return only


def _note(sheet: Sheet) -> str:
    waits = wording.waiting(sheet, lang())
    hidden = sum(s.state == "hidden" for s in sheet.said)
    differ = t("summed.differ", count=sheet.split) if sheet.split else "" if hidden else t("summed.none_differ")
    unseen = t("summed.hidden", count=hidden) if hidden else ""
    return join((differ, unseen, t("summed.waiting", who=waits) if waits else ""))
