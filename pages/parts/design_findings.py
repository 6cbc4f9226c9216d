"""What is wrong with the form on the desk: each finding with the way to its field, and the repair where one is sure."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape as e

import streamlit as st

from forms.design import place_of
from forms.design.printing import block_at
from forms.design.repairs import Repair, repair_of
from pages.context import lang, t
from pages.parts import address, html
from pages.parts.definition_findings import list_findings, part_words
from pages.parts.design_state import Desk, act, choose
from workflows.publishing import PartFinding


def draw_findings(desk: Desk) -> None:
    """The findings, those that hinder first."""
    list_findings(desk.looked.findings, partial(_finding, desk))


def _finding(desk: Desk, found: PartFinding, number: int) -> None:
    mine = found.part == desk.name
    page, path = place_of(desk.written, desk.pointer(found)) if mine else ("", "")
    with st.container(horizontal=True, gap="small", key=f"finding_{number}", vertical_alignment="center"):
        chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
        where = path or (t("design.whole_form") if mine else part_words(found.part))
        st.html(f"<div class=finding>{chip}<b>{e(where)}</b><p>{e(found.say(lang()))}</p></div>", width="stretch")
        repair = repair_of(desk.written, replace(found.finding, pointer=desk.pointer(found))) if mine else None
        if repair is not None:
            st.button(
                repair_words(repair), type="tertiary", key=f"repair_{number}", on_click=act,
                args=(desk.name, repair.edit),
            )  # fmt: skip
        block = block_at(found.finding.pointer) if mine else None
        if block is not None:
            st.button(t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=_to_block, args=(desk.name, block))
        elif path or page:
            st.button(
                t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=_to_field, args=(desk.name, path, page)
            )
        elif not mine:
            st.button(t("def.open_part"), type="tertiary", key=f"jump_{number}", on_click=_open, args=(found.part,))


def _to_field(name: str, path: str, page: str) -> None:
    st.session_state["design_view"] = "fields"
    choose(name, path, page)


def _to_block(name: str, block: int) -> None:
    st.session_state["design_view"] = "print"
    st.session_state[f"design_block:{name}"] = block


def repair_words(repair: Repair) -> str:
    """What a repair does: 改为“…” or 去掉."""
    return t("design.repair.put", value=repair.value) if repair.value else t("design.repair.drop")


def _open(part: str) -> None:
    """Opens another part where it is designed: the page knows where that is."""
    address.change(part=part)
