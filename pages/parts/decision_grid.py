"""The rules of a decision table as a grid: conditions and results under their headings, typed or pasted from Excel."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.design.deciding import MoveRules, laid
from forms.fields.table import ROW_ID
from pages.context import t
from pages.parts import html
from pages.parts.decision_state import DecisionDesk, decision_desk
from pages.parts.design_state import act
from pages.parts.rows_desk import add, chosen, delete, draw_notes, draw_paste, draw_rows


def draw_grid(desk: DecisionDesk) -> None:
    """The tools, the paste box and the grid."""
    _tools(desk)
    draw_notes(desk)
    with st.expander(t("decide.paste"), icon=":material/content_paste:", key="ls_paste"):
        st.html(html.muted(t("decide.paste_note")))
        draw_paste(desk, "decide", lambda pasted, replace: laid(desk.table, desk.rows, pasted, replace=replace))
    if desk.rows:
        groups = {f.key: t(f"decide.{f.key[:4]}") for f in desk.grid.tables["rules"].fields if f.key[:4] in HEADS}
        draw_rows(desk, partial(_again, desk.name, desk.memory.key), t("decide.no_rules"), groups=groups)
        st.html(html.muted(t("decide.cells_note")))
    else:
        st.html(html.empty(t("decide.no_rules"), t("decide.no_rules_note")))


HEADS = ("when", "then")


def _again(name: str, grid: str) -> DecisionDesk | None:
    """The table whose grid it is; None where that is gone: what was typed into it is no other table's."""
    desk = decision_desk(name, grid)
    return desk if isinstance(desk, DecisionDesk) and desk.called and desk.memory.key == grid else None


def _tools(desk: DecisionDesk) -> None:
    there = chosen(desk)
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="ls_tools"):
        st.html(html.section(t("decide.rules"), t("decide.count", count=len(desk.rows))), width="stretch")
        st.button(t("form.add"), key="dt_add", icon=":material/add:", on_click=_add, args=(desk,))
        st.button(t("decide.twice"), key="dt_twice", icon=":material/content_copy:", disabled=not there,
                  on_click=_twice, args=(desk,))  # fmt: skip
        for by, icon, word in ((-1, "arrow_upward", "up"), (1, "arrow_downward", "down")):
            st.button(t(f"decide.{word}"), key=f"dt_{word}", icon=f":material/{icon}:", disabled=not there,
                      on_click=_move, args=(desk, by))  # fmt: skip
        st.button(t("form.delete_chosen"), key="dt_delete", icon=":material/delete:", disabled=not there,
                  on_click=delete, args=(desk,))  # fmt: skip


def _add(desk: DecisionDesk) -> None:
    """Behind the ticked rows, else at the end."""
    there = chosen(desk)
    add(desk, after=there[-1] if there else None)


def _twice(desk: DecisionDesk) -> None:
    there = set(chosen(desk))
    for row in [r for r in desk.rows if r[ROW_ID] in there]:
        add(desk, row, after=row[ROW_ID])


def _move(desk: DecisionDesk, by: int) -> None:
    there = set(chosen(desk))
    act(desk.name, MoveRules(desk.called, tuple(n for n, r in enumerate(desk.rows) if r[ROW_ID] in there), by))
