"""What is wrong with the workflow on the desk: each finding with the way to its place; counter-examples are drawn."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import lang, say, t
from pages.parts import address, html
from pages.parts.definition_findings import list_findings, part_words
from pages.parts.flow_state import FlowDesk, example_of, pick
from workflows.checks.texts import PartFinding

GROUPS = "/forms/main/groups"
"""What is wrong with field groups is mended beside the table of rights."""


def draw_findings(desk: FlowDesk) -> None:
    """The findings, those that hinder first."""
    list_findings(desk.looked.findings, partial(_finding, desk))


def _finding(desk: FlowDesk, found: PartFinding, number: int) -> None:
    place, steps = desk.place(found), example_of(found)
    with st.container(horizontal=True, gap="small", key=f"finding_{number}", vertical_alignment="center"):
        chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
        st.html(
            f"<div class=finding>{chip}<b>{e(_where(desk, found, place))}</b><p>{e(found.say(lang()))}</p></div>",
            width="stretch",
        )
        if steps:
            st.button(t("flow.example_on"), type="tertiary", key=f"example_{number}", on_click=_show,
                      args=(desk.name, steps))  # fmt: skip
        if place:
            at = found.finding.pointer
            st.button(t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=_jump, args=(desk.name, place, at))
        elif found.part != desk.name:
            st.button(t("def.open_part"), type="tertiary", key=f"jump_{number}", on_click=_open, args=(found.part,))


def _where(desk: FlowDesk, found: PartFinding, place: str) -> str:
    kind, _, key = place.partition(":")
    if key:
        return f"{t(f'flow.one.{kind}')} {say(desk.title(kind, key))}"
    return t("flow.whole") if found.part == desk.name else part_words(found.part)


def _show(name: str, steps: tuple[tuple[str, str, str], ...]) -> None:
    st.session_state[f"flow_example:{name}"] = steps
    st.session_state["flow_view"] = "graph"


def _jump(name: str, place: str, pointer: str) -> None:
    if pointer.startswith(GROUPS):
        st.session_state["flow_view"] = "rights"
        return
    pick(name, place)
    st.session_state["flow_view"] = "graph" if place.partition(":")[0] in ("state", "transition", "stage") else "parts"


def _open(part: str) -> None:
    """Opens the form that something is wrong with."""
    address.change(part=part)
