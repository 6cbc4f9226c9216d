"""流程设计: a workflow is put together on its picture; every change is kept at once and can be taken back."""

from __future__ import annotations

import streamlit as st

from pages.context import t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.copy_card import copy_card
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_frame import head, open_here
from pages.parts.flow_canvas import draw_canvas
from pages.parts.flow_findings import draw_findings
from pages.parts.flow_new import draw_new
from pages.parts.flow_panel import draw_panel
from pages.parts.flow_path import draw_path
from pages.parts.flow_rights import draw_rights
from pages.parts.flow_state import FlowDesk, act, flow_desk
from pages.parts.flow_things import draw_things
from pages.parts.told import told
from workflows.bundle import MAIN
from workflows.flow import AddStage, AddState
from workflows.flow.starting import words

DRAWN = {"rights": draw_rights, "parts": draw_things, "path": draw_path}
VIEWS = ("graph", *DRAWN)


def page() -> None:
    open_here("flow", ("procedure",), "flow", flow_desk, _desk, draw_new, ("flow",))


def _desk(found: FlowDesk) -> None:
    _head(found)
    told(TOLD)
    view = st.session_state["flow_view"]
    with st.container(horizontal=True, gap="small", key="fw_panes"):
        with st.container(width="stretch", key="fw_left", gap="small"):
            with st.container(border=True, key="card_fw_main", gap="xsmall"):
                _main(found, view)
            with st.container(border=True, key="card_fw_findings", gap="xsmall"):
                draw_findings(found)
            copy_card(found.name, found.looked.checked)
        with st.container(border=True, key="card_fw_panel", width=328, gap="small"):
            draw_panel(found)
    draw_bar(found.name, found.draft, found.looked.checked)


def _main(found: FlowDesk, view: str) -> None:
    if view in DRAWN:
        DRAWN[view](found)
        return
    _tools(found)
    draw_canvas(found)


def _tools(found: FlowDesk) -> None:
    """What can be added to the picture."""
    states, ways = len(found.procedure.states), len(found.procedure.transitions)
    example = f"flow_example:{found.name}"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="fw_tools"):
        st.html(html.muted(t("flow.graph_note", states=states, ways=ways)), width="stretch")
        if st.session_state.get(example):
            st.button(t("flow.example_off"), key="fw_example_off", icon=":material/close:", type="tertiary",
                      on_click=lambda: st.session_state.pop(example, None))  # fmt: skip
        st.button(t("flow.add_state"), key="fw_add_state", icon=":material/add_box:", on_click=act,
                  args=(found.name, AddState(words("state"), _stage(found))))  # fmt: skip
        st.button(t("flow.add_stage"), key="fw_add_stage", icon=":material/view_column:", on_click=act,
                  args=(found.name, AddStage(words("stage"))))  # fmt: skip


def _stage(found: FlowDesk) -> str:
    """The stage that is selected, or in which the selected state stands; else the first."""
    if found.kind == "stage":
        return found.key
    state = found.procedure.states.get(found.key) if found.kind == "state" else None
    known = [s.id for s in found.procedure.stages]
    return state.stage if state and state.stage in known else known[0] if known else ""


def _head(found: FlowDesk) -> None:
    st.session_state.setdefault("flow_view", "graph")
    head(found, found.procedure.title, before=_views, after=lambda: _to_form(found))


def _views() -> None:
    st.segmented_control(
        t("flow.views"), VIEWS, required=True, key="flow_view", label_visibility="collapsed",
        format_func=lambda v: t(f"flow.view.{v}"),
    )  # fmt: skip


def _to_form(found: FlowDesk) -> None:
    form = found.procedure.forms.get(MAIN)
    if form is not None:
        st.page_link(page_file("design"), label=t("flow.to_form"), icon=":material/design_services:",
                     query_params={"part": f"form/{form.form}"})  # fmt: skip


page()
