"""Tables in the preview of a form: the grids they will be, over sample rows that may be changed."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.fields.table import TableField
from pages.context import t
from pages.parts import html
from pages.parts.editor_state import Editing, current_row
from pages.parts.editor_tables import draw_grid
from pages.parts.editor_tools import add, delete
from pages.parts.grid_rows import TableShown, rows_to_mend


def draw_table(editing: Editing, table: TableField) -> None:
    """A table outside tables, and the rows inside the one of its rows that is chosen."""
    inner = table.inner()
    _rows(editing, editing.table(table.key), "", single=inner is not None)
    if inner is not None and editing.access.may_read(f"{table.key}.{inner.key}"):
        _rows(editing, editing.table(f"{table.key}.{inner.key}"), current_row(editing, table.key))


def _rows(editing: Editing, shown: TableShown, parent: str, single: bool = False) -> None:
    given, key = editing.rows(shown.path, parent), f"preview_rows:{editing.case_id}:{shown.path}"
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall"):
        st.html(html.section(shown.table.title.say(editing.lang), t("form.rows", rows=len(given))), width="stretch")
        if shown.structural and (parent or "." not in shown.path):
            chosen = (parent_row,) if single and (parent_row := current_row(editing, shown.path)) else None
            st.button(t("form.add"), key=f"{key}:add", icon=":material/add:", type="tertiary",
                      on_click=add, args=(editing, shown, parent))  # fmt: skip
            st.button(t("form.delete_chosen"), key=f"{key}:delete", icon=":material/delete:", type="tertiary",
                      on_click=partial(delete, editing, shown, parent, chosen))  # fmt: skip
    if given:
        draw_grid(editing, shown, parent, given, rows_to_mend(editing.findings, shown.path, given), single)
    else:
        st.html(html.muted(t("form.no_rows", title=shown.table.title)))
