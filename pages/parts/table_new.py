"""A new statistical table: of which procedure, and what it is called; and those that there are."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, office, say, t
from pages.parts import address, html
from pages.parts.definition_bar import TOLD
from pages.parts.table_state import begun
from pages.parts.told import told
from workflows import editing


def draw_new() -> None:
    """Asks for the two things that a table begins with."""
    parts = editing.parts(office(), actor())
    procedures = {p.name.partition("/")[2]: say(p.title) for p in parts if p.kind == "procedure"}
    with st.container(border=True, key="card_te_new", width=640):
        st.html(html.section(t("table.new"), t("table.new_note")))
        told(TOLD)
        st.selectbox(
            t("table.new_procedure"), list(procedures), format_func=lambda p: procedures[p], key="te_new_procedure"
        )
        st.text_input(t("table.new_title"), key="te_new_title", max_chars=60, placeholder=t("table.new_example"))
        st.button(t("table.begin"), type="primary", key="te_begin", icon=":material/add:", on_click=begun)
    with st.container(border=True, key="card_te_tables", width=640):
        st.html(html.section(t("table.there_are"), t("table.there_are_note")))
        for part in (p for p in parts if p.kind == "statistics"):
            key = part.name.partition("/")[2]
            st.button(
                say(part.title), key=f"te_open_{key}", type="tertiary", icon=":material/table_chart:",
                on_click=address.write, args=({"table": key},),
            )  # fmt: skip
