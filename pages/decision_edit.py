"""决策表设计: the rules of a decision table in a grid; every change is kept at once and can be taken back."""

from __future__ import annotations

import streamlit as st

from pages.context import say, t
from pages.menu import page as page_file
from pages.parts.decision_grid import draw_grid
from pages.parts.decision_new import draw_first, draw_more, draw_new
from pages.parts.decision_side import draw_side
from pages.parts.decision_state import KINDS, DecisionDesk, decision_desk, pick
from pages.parts.decision_try import draw_try
from pages.parts.definition_bar import TOLD, draw_bar
from pages.parts.design_frame import head, open_here
from pages.parts.told import told


def page() -> None:
    open_here("decision_edit", KINDS, "decide", decision_desk, _desk, draw_new, ("list",))


def _desk(found: DecisionDesk) -> None:
    title = found.table.title or found.called if found.called else found.model.title
    head(found, title, "dt", after=lambda: _designer(found))
    told(TOLD)
    if not found.called:
        draw_first(found)
    else:
        _tables(found)
        with st.container(horizontal=True, gap="small", key="ls_panes"):
            with st.container(width="stretch", key="ls_main", gap="small"):
                with st.container(border=True, key="card_ls_entries", gap="small"):
                    draw_grid(found)
                with st.container(border=True, key="card_dt_try", gap="small"):
                    draw_try(found)
            with st.container(key="ls_side", width=344, gap="small"):
                draw_side(found)
    draw_bar(found.name, found.draft, found.looked.checked)


def _tables(found: DecisionDesk) -> None:
    """The tables of the definition, and one more."""
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", gap="small", key="card_dt_tables"):
        titles = {name: say(table.title) if table.title else name for name, table in found.tables.items()}
        key = f"dt_pick:{found.name}"
        st.session_state[key] = found.called
        with st.container(width="stretch"):
            st.pills(
                t("decide.of", title=found.model.title), list(titles), key=key, required=True,
                format_func=lambda n: titles.get(n, n), on_change=lambda: pick(found.name, st.session_state[key]),
            )  # fmt: skip
        draw_more(found.name)


def _designer(found: DecisionDesk) -> None:
    """The way back to the form or the workflow."""
    slug = "design" if found.name.startswith("form/") else "flow"
    st.page_link(page_file(slug), label=t(f"decide.to_{slug}"), icon=":material/design_services:",
                 query_params={"part": found.name})  # fmt: skip


page()
