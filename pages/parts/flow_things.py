"""The parts of a procedure that are not on the picture: rounds, clocks, duties, messages … by kind, and new ones."""

from __future__ import annotations

from typing import Any

import streamlit as st

from forms.design import key_for
from pages.context import actor, office, say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.flow_made import new_paper, new_register, new_review
from pages.parts.flow_state import FlowDesk, act, pick, refuse
from workflows import designing
from workflows.definition import FormUse, Parameter, Role, Worklist
from workflows.flow import AddStage, AddThing
from workflows.flow.properties import begun
from workflows.model.children import Child
from workflows.model.clocks import Clock, Duty, PublicPeriod
from workflows.model.draws import Draw
from workflows.model.messages import MessageText
from workflows.model.papers import Paper
from workflows.model.registers import Register
from workflows.model.rounds import Round

MODELS: dict[str, Any] = {
    "round": Round, "register": Register, "clock": Clock, "duty": Duty, "period": PublicPeriod, "child": Child,
    "message": MessageText, "worklist": Worklist, "role": Role, "parameter": Parameter, "draw": Draw, "paper": Paper,
    "use": FormUse,
}  # fmt: skip
OWN = {"round": new_review, "register": new_register, "paper": new_paper}
"""Kinds that a title is not enough for: what else they need is asked at once."""
KINDS = ("round", "clock", "register", "duty", "period", "child", "message", "worklist", "role", "stage", "parameter",
         "draw", "paper", "use")  # fmt: skip


def draw_things(desk: FlowDesk) -> None:
    """The kinds with how many there are, those of one kind, and a box for a new one."""
    st.html(html.section(t("flow.view.parts"), t("flow.parts_note")))
    if desk.kind in KINDS and st.session_state.get("flow_kind_seen") != desk.chosen:
        st.session_state["flow_kind"] = desk.kind
    st.session_state["flow_kind_seen"] = desk.chosen
    st.session_state.setdefault("flow_kind", "round")
    kind = str(st.pills(
        t("flow.parts_kind"), KINDS, required=True, key="flow_kind", label_visibility="collapsed",
        format_func=lambda k: f"{t(f'flow.kind.{k}')} {len(desk.keys(k))}",
    ))  # fmt: skip
    keys = desk.keys(kind)
    if not keys:
        st.html(html.muted(t("flow.parts_none")))
    for key in keys:
        on = desk.chosen == f"{kind}:{key}"
        st.button(
            f"{say(desk.title(kind, key))}　:gray[:small[{key}]]", key=f"fw_thing:{kind}:{key}",
            type="secondary" if on else "tertiary", on_click=pick, args=(desk.name, f"{kind}:{key}"),
        )  # fmt: skip
    draw_new_thing(desk, kind)
    st.page_link(page_file("decision_edit"), label=t("decide.count_of", count=len(desk.procedure.decisions)),
                 icon=":material/table_rows:", query_params={"part": desk.name})  # fmt: skip


def draw_new_thing(desk: FlowDesk, kind: str) -> None:
    """A box for a new one of a kind."""
    if kind in OWN:
        OWN[kind](desk)
    else:
        _new(desk, kind)


def _new(desk: FlowDesk, kind: str) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", gap="small", key="fw_new_thing"):
        title = st.text_input(
            t("flow.new_thing", kind=t(f"flow.one.{kind}")), key=f"fw_new_title:{kind}", max_chars=60,
            placeholder=t("flow.new_thing_title"),
        )  # fmt: skip
        st.button(t("flow.add"), key="fw_new_go", icon=":material/add:", on_click=_add,
                  args=(desk, kind, title.strip()))  # fmt: skip
        if kind == "role":
            _known_roles(desk)


def _known_roles(desk: FlowDesk) -> None:
    """Roles that people of the office hold already."""
    known = {k: r for k, r in designing.roles_known(office(), actor()).items() if k not in desk.procedure.roles}
    st.session_state["fw_role_known"] = None

    def add() -> None:
        key = st.session_state["fw_role_known"]
        if key in known:
            act(desk.name, designing.role_here(key, known[key], desk.procedure))

    st.selectbox(
        t("flow.role_known"), list(known), index=None, key="fw_role_known", on_change=add,
        placeholder=t("flow.nothing"), format_func=lambda k: say(known[k].title),
    )  # fmt: skip


def _add(desk: FlowDesk, kind: str, title: str) -> None:
    if not title:
        refuse("flow_title_needed")
        return
    words = {"zh": title}
    if kind == "stage":
        act(desk.name, AddStage(words))
        return
    more = begun(MODELS[kind], desk.data, words)
    titled = {n: v for n, v in more.items() if n in ("zh", "en")}
    key = "" if titled else key_for(title, desk.keys(kind))
    st.session_state[f"fw_new_title:{kind}"] = ""
    act(desk.name, AddThing(kind, titled or {}, {n: v for n, v in more.items() if n not in titled}, key))
