"""办件: one case, what was filled in, what happened, and what one may do with it now. `?case=12` says which."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, lang, now, office, say, t
from pages.parts import address, html
from pages.parts import case_look as look
from pages.parts.case_act import draw_rail
from pages.parts.case_children import draw_children
from pages.parts.case_clock import draw_clocks
from pages.parts.case_draws import draw_draws
from pages.parts.case_duties import draw_duties
from pages.parts.case_history import history
from pages.parts.case_memory import memory
from pages.parts.case_objections import draw_objections
from pages.parts.case_papers import draw_papers
from pages.parts.case_path import draw_path
from pages.parts.case_readers import draw_readers
from pages.parts.case_round import draw_rounds
from pages.parts.case_sheet import draw_mine, draw_sheet
from pages.parts.case_summary import draw_summary
from pages.parts.editor_state import memory_of
from pages.parts.file_preview import draw_preview
from pages.parts.flow import flow_svg
from pages.parts.frame import crumbs
from pages.parts.go import go
from workflows.cases.reading import seen
from workflows.cases.view import CaseView, view
from workflows.engine.types import Refusal
from workflows.rights import overseeing


def page() -> None:
    wanted = address.number("case") or address.number("id")
    found = view(office(), actor(), wanted, now()) if wanted else None
    if found is None or isinstance(found, Refusal):
        _gone(wanted)
        return
    seen(office(), actor(), found.id, now())
    crumbs(t("shell.section.work"), t("shell.page.cases"), found.number or say(found.title))
    st.html(html.head(say(found.title), look.marks(found)))
    if stands := look.suspended(found):
        st.html(stands)
    if why := look.returned(found):
        st.html(why)
    with st.container(border=True, key="card_facts"):
        st.html(look.facts(found))
        st.html(look.stages(found))
    with st.container(horizontal=True, gap="small"):
        with st.container(width="stretch", gap="small"):
            _main(found)
        with st.container(width=288, gap="small", key="rail"):
            draw_rail(found)
            draw_clocks(found)
            _flow(found)
    if not memory_of(found.id).conflicts and not memory_of(found.id).dialog[0]:
        draw_preview()


def _gone(wanted: int | None) -> None:
    """No such case for this person: said alike whether there is none; to who has just handed it on, what came of it."""
    told = memory(wanted) if wanted else None
    with st.container(border=True, key="card_gone"):
        if told and told.done:
            st.html(html.empty(t("case.done", action=told.done[0]), look.join((told.number, t("case.handed_on")))))
        else:
            st.html(html.empty(t("case.gone"), t("case.gone_note")))
        with st.container(horizontal=True, horizontal_alignment="center"):
            if st.button(t("case.to_list"), key="to_cases"):
                go("cases")


def _main(view: CaseView) -> None:
    draw_mine(view)
    draw_rounds(view)
    draw_summary(view)
    _changed(view)
    draw_papers(view)
    draw_children(view)
    draw_duties(view)
    draw_sheet(view)
    draw_draws(view)
    _explained(view)
    _notices(view)
    draw_objections(view)
    with st.container(border=True, key="card_history"):
        with st.container(horizontal=True, vertical_alignment="center"):
            note = t("case.history_note", count=len(view.steps))
            st.html(html.section(t("case.history"), note), width="stretch")
            draw_readers(view)
        st.html(history(view))
        if overseeing(actor()) and st.button(t("audit_page.why_link"), type="tertiary", key="who_sees"):
            go("audit", case=view.id)


def _changed(view: CaseView) -> None:
    """What was changed since the case was last returned."""
    if view.since_return is None or (not view.since_return and view.access.writable):
        return
    with st.container(border=True, key="card_changed"):
        count = len(view.since_return)
        st.html(html.section(t("case.changed"), t("case.changed_note", count=count) if count else ""))
        if count:
            st.html(look.changes(view.form, view.since_return, view.options))
        else:
            st.html(html.muted(t("case.changed_none")))


def _explained(view: CaseView) -> None:
    """What the form was asked about and what the answers were: whoever decides reads them here."""
    if given := look.explained(view):
        with st.container(border=True, key="card_explained"):
            st.html(html.section(t("case.explained"), t("case.explained_note")))
            st.html(given)


def _notices(view: CaseView) -> None:
    given = list(look.notices(view))
    if given:
        with st.container(border=True, key="card_notices"):
            st.html(html.section(t("case.notices"), t("case.notices_note", count=len(given))))
            st.html(html.opinions(given))


def _flow(view: CaseView) -> None:
    with st.container(border=True, key="card_flow"):
        state = view.state.title
        st.html(html.section(t("case.flow"), t("case.flow_now", state=state)))
        drawn = flow_svg(view.bundle.procedure, view.state_id, look.visited(view), lang())
        st.image(drawn, width="stretch", alt=t("case.flow_alt", state=state))
        draw_path(view)


page()
