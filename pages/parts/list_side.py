"""Beside the entries of a code list: its title and basis, what is wrong with it, and where it is chosen from."""

from __future__ import annotations

from functools import partial
from html import escape as e
from typing import Any

import streamlit as st

from forms.design import PutAt
from forms.design.entries import ITEMS
from pages.context import actor, lang, office, say, t
from pages.menu import page as page_file
from pages.parts import html
from pages.parts.definition_findings import list_findings, part_words
from pages.parts.design_asked import typed_words
from pages.parts.design_basis import Sources, draw_basis
from pages.parts.design_state import act
from pages.parts.list_state import ListDesk
from pages.parts.rows_desk import jump
from workflows import designing
from workflows.checks.texts import PartFinding
from workflows.flow import Put

USES = 40  # fields that are listed at once


def draw_side(desk: ListDesk) -> None:
    """The three cards."""
    with st.container(border=True, key="card_ls_head", gap="small"):
        _head(desk)
    with st.container(border=True, key="card_ls_findings", gap="xsmall"):
        _findings(desk)
    with st.container(border=True, key="card_ls_uses", gap="xsmall"):
        _uses(desk)


def _head(desk: ListDesk) -> None:
    key = f"list:{desk.name}"

    def put_title(value: Any) -> None:
        if value:
            act(desk.name, PutAt("/title", value))

    typed_words(f"{key}:title", t("list.title"), desk.code_list.title, put_title)
    sources = Sources(desk.code_list.sources, lambda named: act(desk.name, Put("/sources", named)))
    draw_basis(sources, f"{key}:basis", t("flow.prop.basis"), desk.code_list.basis,
               lambda value: act(desk.name, Put("/basis", value)), "")  # fmt: skip


def _findings(desk: ListDesk) -> None:
    list_findings(desk.looked.findings, partial(_finding, desk), t("list.findings_ok_note"))


def _finding(desk: ListDesk, found: PartFinding, number: int) -> None:
    at = _row(desk, found)
    where = t("list.row", number=at + 1) if at is not None else part_words(found.part)
    chip = html.chip(t(f"def.level.{found.finding.level}"), "bad" if found.blocks else "idle")
    with st.container(horizontal=True, gap="small", key=f"finding_{number}", vertical_alignment="center"):
        st.html(f"<div class=finding>{chip}<b>{e(where)}</b><p>{e(found.say(lang()))}</p></div>", width="stretch")
        if at is not None:
            st.button(
                t("def.jump"), type="tertiary", key=f"jump_{number}", on_click=jump,
                args=(desk, desk.rows[at]["_id"], "key"),
            )  # fmt: skip


def _row(desk: ListDesk, found: PartFinding) -> int | None:
    """Which entry a finding stands at."""
    parts = found.finding.pointer.split("/")[1:]
    if found.part != desk.name or parts[:1] != [ITEMS] or len(parts) < 2 or not parts[1].isdecimal():
        return None
    return int(parts[1]) if int(parts[1]) < len(desk.rows) else None


def _uses(desk: ListDesk) -> None:
    found = designing.uses_of_list(office(), actor(), desk.code_list.id)
    st.html(html.section(t("list.uses", count=len(found)), "" if found else t("list.uses_none")))
    rows = "".join(
        f"<li><small>{e(part_words(u.part))}　{e(say(u.of))}</small>{e(say(u.title))}　<small>{e(u.path)}</small></li>"
        for u in found[:USES]
    )
    if rows:
        st.html(f'<ul class="dz-places">{rows}</ul>')
    for part in dict.fromkeys(u.part for u in found if u.part.startswith("form/")):
        st.page_link(page_file("design"), label=t("list.open_form", form=part.partition("/")[2]),
                     icon=":material/design_services:", query_params={"part": part})  # fmt: skip
