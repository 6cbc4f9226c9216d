"""The panels of a shared register, and of what a procedure leaves open: parameters, campaigns, its own registers."""

from __future__ import annotations

from typing import Any

import streamlit as st
from pydantic import BaseModel

from forms.json_text import step
from forms.text import Text
from pages.context import say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.design_asked import typed_words
from pages.parts.flow_asked import Ask, draw_part, draw_property
from pages.parts.flow_state import FlowDesk, act
from pages.parts.flow_things import draw_new_thing
from pages.parts.panels_state import RegisterDesk
from workflows.definition import Procedure
from workflows.flow import Put, Several
from workflows.flow.properties import Property, properties_of
from workflows.model.registers import RegisterFile

TABS = {
    "basic": ("key", "title", "district", "unit", "read", "import_by", "public", "basis"), "fields": ("fields",),
    "tables": ("tables",), "lists": ("lists",), "follows": ("follows",),
}  # fmt: skip
NAMES = frozenset({"zh", "en", "sources"})
"""What is asked as words, or together with the basis."""
KINDS = ("parameter", "register", "campaign")


def draw_register(desk: RegisterDesk) -> None:
    """One tab at a time; what no tab knows stands under the first."""
    tab = st.segmented_control(
        t("panels.tabs"), list(TABS), default="basic", required=True, format_func=lambda k: t(f"panels.tab.{k}"),
        label_visibility="collapsed", key="panels_tab",
    )  # fmt: skip
    known = {name for names in TABS.values() for name in names} | NAMES
    props = {p.name: p for p in properties_of(RegisterFile)}
    names = [*TABS[str(tab)], *([n for n in props if n not in known] if tab == "basic" else [])]
    if tab == "basic":
        _called(desk, "", desk.register.called)
    for name in names:
        if name in props:
            draw_property(Ask(desk, desk.register, "", props[name]))


def _called(desk: FlowDesk, pointer: str, called: Text) -> None:
    """What a register is called, in both languages."""

    def put(value: Any) -> None:
        if value:
            both = (Put(step(pointer, "zh"), value["zh"]), Put(step(pointer, "en"), value.get("en")))
            act(desk.name, Several(both))

    typed_words(f"panels:{desk.name}:{pointer}:called", t("flow.title"), called, put)


def draw_procedure(desk: FlowDesk) -> None:
    """Parameters, registers or the rule of campaigns, each folded; a new one below them."""
    kind = str(st.segmented_control(
        t("panels.tabs"), KINDS, default="parameter", required=True, label_visibility="collapsed", key="panels_kind",
        format_func=lambda k: f"{t(f'panels.kind.{k}')}{_count(desk, k)}",
    ))  # fmt: skip
    if kind == "campaign":
        _campaign(desk)
        return
    there: dict[str, BaseModel] = getattr(desk.procedure, f"{kind}s")
    if not there:
        st.html(html.empty(t(f"panels.none.{kind}"), t("panels.none_note")))
    for key, part in there.items():
        with st.expander(f"{say(desk.title(kind, key))}　:gray[:small[{key}]]", key=f"panels:{kind}:{key}"):
            _thing(desk, kind, key, part)
    draw_new_thing(desk, kind)


def _count(desk: FlowDesk, kind: str) -> str:
    return "" if kind == "campaign" else f" {len(desk.keys(kind))}"


def _thing(desk: FlowDesk, kind: str, key: str, part: Any) -> None:
    pointer = f"/{kind}s/{key}"
    if kind == "register" and part.is_shared:
        st.html(html.muted(t("flow.register_shared")))
        st.page_link(page_file("panels"), label=t("panels.open"), icon=":material/tune:",
                     query_params={"part": f"register/{key}"})  # fmt: skip
        return
    if kind == "register":
        _called(desk, pointer, part.called)
    draw_part(desk, part, pointer)
    st.button(t("design.drop_line"), key=f"panels_gone:{kind}:{key}", icon=":material/delete:", type="tertiary",
              on_click=act, args=(desk.name, Put(pointer, None)))  # fmt: skip


def _campaign(desk: FlowDesk) -> None:
    props: dict[str, Property] = {p.name: p for p in properties_of(Procedure)}
    st.html(html.muted(t("panels.campaign_note")))
    draw_property(Ask(desk, desk.procedure, "", props["campaign"]))

