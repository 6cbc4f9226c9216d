"""名录与参数: a shared register, or what a procedure leaves open, in panels; every change can be taken back."""

from __future__ import annotations

from functools import partial
from html import escape as e

import streamlit as st

from pages.context import lang, t
from pages.parts import html
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.definition_findings import list_findings, part_words
from pages.parts.design_frame import head, open_here
from pages.parts.flow_state import FlowDesk
from pages.parts.panels_draw import draw_procedure, draw_register
from pages.parts.panels_new import draw_new
from pages.parts.panels_state import RegisterDesk, panels_desk
from pages.parts.panels_uses import draw_uses
from pages.parts.told import told
from workflows.checks.texts import PartFinding


def page() -> None:
    open_here("panels", ("register", "procedure"), "panels_desk", panels_desk, _desk, draw_new, ("flow", "list"))


def _desk(found: FlowDesk) -> None:
    head(found, found.register.called if isinstance(found, RegisterDesk) else found.procedure.title, "pn")
    told(TOLD)
    with st.container(horizontal=True, gap="small", key="ls_panes"):
        with st.container(border=True, key="card_ls_entries", width="stretch", gap="small"):
            if isinstance(found, RegisterDesk):
                draw_register(found)
            else:
                draw_procedure(found)
        with st.container(key="ls_side", width=344, gap="small"):
            with st.container(border=True, key="card_pn_findings", gap="xsmall"):
                list_findings(found.looked.findings, partial(_finding, found))
            if isinstance(found, RegisterDesk):
                with st.container(border=True, key="card_pn_uses", gap="small"):
                    draw_uses(found)
    draw_bar(found.name, found.draft, found.looked.checked)


def _finding(desk: FlowDesk, found: PartFinding, number: int) -> None:
    chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
    where = found.finding.pointer if found.part == desk.name else part_words(found.part)
    st.html(f"<div class=finding>{chip}<b>{e(where)}</b><p>{e(found.say(lang()))}</p></div>")


page()
