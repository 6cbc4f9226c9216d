"""The panel of what is selected: title, key, every property as its model says, the ways in and out, what names it."""

from __future__ import annotations

from html import escape as e
from typing import Any

import streamlit as st
from pydantic import BaseModel

from forms.canonical import plain
from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.design_asked import typed_words
from pages.parts.flow_asked import Ask, draw_part, draw_property
from pages.parts.flow_canvas import connect
from pages.parts.flow_state import FlowDesk, act, pick, rekey
from workflows.definition import Procedure
from workflows.engine.situation import EARLIER, RETURNED_FROM
from workflows.flow import Connect, MoveStage, Put, Remove, Retitle, at_pointer, keys_of, mentioned, pointer_of
from workflows.flow.properties import Property, is_titled, properties_of
from workflows.model.registers import Register

WHOLE = ("title", "about", "initial", "start", "case", "city", "districts", "campaign", "valid", "verbs", "legal")
"""What is asked of the procedure itself; all else is on the picture or under the parts."""
SHOWN = 30  # places that name something


def draw_panel(desk: FlowDesk) -> None:
    """What is selected, or the procedure where nothing is."""
    part = chosen_part(desk)
    if part is None:
        _whole(desk)
        return
    _head(desk, part)
    tabs = _tabs(desk, part)
    tab = st.segmented_control(
        t("flow.tabs"), tabs, default="basic", required=True, format_func=lambda c: t(f"flow.tabs.{c}"),
        label_visibility="collapsed", key=f"flow_tab:{desk.kind}",
    )  # fmt: skip
    if tab == "basic":
        _title(desk, part)
    if isinstance(part, Register) and part.is_shared:
        _shared(desk)
    elif tab in ("basic", "rules", "effects", "basis"):
        draw_part(desk, part, pointer_of(desk.data, desk.kind, desk.key), tab)
    if tab == "basic":
        _basic(desk)
    elif tab == "ways":
        _ways(desk)
    elif tab == "uses":
        _uses(desk)


def chosen_part(desk: FlowDesk) -> BaseModel | None:
    """The model of what is selected."""
    if not desk.key:
        return None
    if desk.kind == "stage":
        return next((s for s in desk.procedure.stages if s.id == desk.key), None)
    pointer = pointer_of(desk.data, desk.kind, desk.key)
    found: Any = getattr(desk.procedure, pointer.split("/")[1], {})
    part = found.get(desk.key) if isinstance(found, dict) else None
    return part if isinstance(part, BaseModel) else None


def _shared(desk: FlowDesk) -> None:
    """A register of several procedures stands in a file of its own."""
    st.html(html.muted(t("flow.register_shared")))
    st.page_link(page_file("panels"), label=t("panels.open"), icon=":material/tune:",
                 query_params={"part": f"register/{desk.key}"})  # fmt: skip


def _tabs(desk: FlowDesk, part: BaseModel) -> list[str]:
    held = {p.tab for p in properties_of(type(part))}
    tabs = [x for x in ("basic", "rules", "effects", "basis") if x in held or x == "basic"]
    return [*tabs, *(["ways"] if desk.kind == "state" else []), "uses"]


def _head(desk: FlowDesk, part: BaseModel) -> None:
    with st.container(horizontal=True, vertical_alignment="top", gap="small"):
        title = say(desk.title(desk.kind, desk.key))
        st.html(f'<div class="dz-head"><b>{e(title)}</b><small>{e(desk.key)}</small></div>', width="stretch")
        st.html(html.chip(t(f"flow.one.{desk.kind}")), width="content")


def _title(desk: FlowDesk, part: BaseModel) -> None:
    if not is_titled(type(part)) or (isinstance(part, Register) and part.is_shared):
        return
    follow = desk.published is None or desk.key not in keys_of_published(desk)

    def put(value: Any) -> None:
        if value:
            act(desk.name, Retitle(desk.kind, desk.key, value, follow=follow))

    typed_words(f"flow_title:{desk.name}:{desk.chosen}", t("flow.title"), desk.title(desk.kind, desk.key), put)


def keys_of_published(desk: FlowDesk) -> set[str]:
    """The keys of the selected kind that a version knows."""
    return set(keys_of(plain(desk.published), desk.kind)) if desk.published else set()


def _basic(desk: FlowDesk) -> None:
    with st.container(horizontal=True, gap="xsmall"):
        if desk.kind == "state" and desk.procedure.initial != desk.key:
            st.button(t("flow.initial"), key="fw_initial", icon=":material/start:", type="tertiary", on_click=act,
                      args=(desk.name, Put("/initial", desk.key, desk.chosen)))  # fmt: skip
        if desk.kind == "stage":
            for by, icon, name in ((-1, "arrow_back", "stage_back"), (1, "arrow_forward", "stage_on")):
                st.button(t(f"flow.{name}"), key=f"fw_{name}", icon=f":material/{icon}:", type="tertiary", on_click=act,
                          args=(desk.name, MoveStage(desk.key, by)))  # fmt: skip
        st.button(t("flow.delete"), key="fw_delete", icon=":material/delete:", type="tertiary", on_click=act,
                  args=(desk.name, Remove(desk.kind, desk.key)))  # fmt: skip


def _ways(desk: FlowDesk) -> None:
    """Transitions out of a state and into it, and a new one by choosing where it leads."""
    out = [k for k, w in desk.procedure.transitions.items() if desk.key in w.from_]
    into = [k for k, w in desk.procedure.transitions.items() if w.to == desk.key]
    for code, keys in (("flow.out", out), ("flow.into", into)):
        st.html(f'<span class="dz-label">{e(t(code))}</span>')
        if not keys:
            st.html(html.muted(t("flow.no_ways")))
        for key in keys:
            way = desk.procedure.transitions[key]
            other = say(desk.title("state", way.to)) if code == "flow.out" else "、".join(
                say(desk.title("state", s)) for s in way.from_)  # fmt: skip
            st.button(f"{say(way.title)}　→ {other}" if code == "flow.out" else f"{other} →　{say(way.title)}",
                      key=f"fw_way:{code}:{key}", type="tertiary", on_click=pick,
                      args=(desk.name, f"transition:{key}"))  # fmt: skip
    _add_way(desk)


def _add_way(desk: FlowDesk) -> None:
    if desk.procedure.states[desk.key].end is not None:
        return
    words = {RETURNED_FROM: t("flow.choice.word.@returned_from"), EARLIER: t("flow.choice.word.@earlier")}
    targets = [k for k in desk.procedure.states if k != desk.key] + list(words)
    with st.container(border=True, gap="xsmall", key="fw_add_way"):
        target = st.selectbox(
            t("flow.add_way"), targets, key=f"fw_target:{desk.chosen}", index=None, placeholder=t("design.choose_one"),
            format_func=lambda k: words.get(k) or say(desk.title("state", k)),
        )  # fmt: skip
        title = st.text_input(t("flow.way_title"), key=f"fw_way_title:{desk.chosen}")
        st.button(t("flow.add_way_go"), key="fw_add_way_go", icon=":material/add:", disabled=target is None,
                  on_click=_connect, args=(desk, target or "", title.strip()))  # fmt: skip


def _connect(desk: FlowDesk, target: str, title: str) -> None:
    if not title:
        connect(desk, desk.key, target)
        return
    kind = "return" if target == EARLIER else "forward"
    act(desk.name, Connect(desk.key, target, {"zh": title}, kind))


def _uses(desk: FlowDesk) -> None:
    """The key, which everything follows, and every place that names it."""
    key = f"flow_key:{desk.name}:{desk.chosen}"
    st.session_state[key] = desk.key
    st.text_input(t("flow.key"), key=key, help=t("flow.key_note"), max_chars=60,
                  on_change=lambda: rekey(desk, st.session_state[key]))  # fmt: skip
    found = mentioned(desk.procedure, desk.kind, desk.key)
    st.html(f'<span class="dz-label">{e(t("flow.used", count=len(found)))}</span>')
    rows = "".join(f"<li><small>{e(_where(desk, m.pointer))}</small>{e(m.text)}</li>" for m in found[:SHOWN])
    if rows:
        st.html(f'<ul class="dz-places">{rows}</ul>')


def _where(desk: FlowDesk, pointer: str) -> str:
    kind, key = at_pointer(desk.procedure, pointer)
    return f"{t(f'flow.one.{kind}')}　{say(desk.title(kind, key))}　{pointer.rpartition('/')[0]}" if key else pointer


def _whole(desk: FlowDesk) -> None:
    st.html(html.section(t("flow.whole"), t("flow.whole_note")))
    props: dict[str, Property] = {p.name: p for p in properties_of(Procedure)}
    for name in WHOLE:
        if name in props:
            draw_property(Ask(desk, desk.procedure, "", props[name]))
