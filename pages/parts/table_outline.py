"""The parts of a table in their order: head, columns under headings, rows in rows; opened, moved, added, taken away."""

from __future__ import annotations

from functools import partial

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.parts import address, html
from pages.parts.board_text import key_of
from pages.parts.build_state import both
from pages.parts.table_state import change, desk, open_at
from workflows.model.statistics import Column, Row, Statistic
from workflows.statistics import arranging
from workflows.statistics.arranging import Part
from workflows.statistics.building import kind_of
from workflows.statistics.drafting import Desk

ICONS = {"asked": "tag", "value": "function", "like": "history", "by": "format_list_numbered", "heading": "table_rows"}
KINDS: tuple[tuple[str, Part], ...] = (("column", "columns"), ("row", "rows"))


def draw_outline(found: Desk) -> None:
    """Everything that can be opened."""
    at = address.word("at")
    with st.container(border=True, key="card_te_outline", gap="xxsmall"):
        st.html(html.section(t("table.outline"), t("table.outline_note")))
        st.button(
            t("table.head"), key="te_at_head", icon=":material/description:", width="stretch",
            type="secondary" if at == "head" else "tertiary", on_click=open_at, args=("head",),
        )  # fmt: skip
        for kind, part in KINDS:
            st.html(f'<p class="muted">{html.e(t(f"table.{part}"))}</p>')
            for level, node in arranging.nodes(found.table, part):
                _line(kind, part, level, node, at)
            st.button(
                t(f"table.add_{kind}"), key=f"te_add_{kind}", icon=":material/add:", on_click=_add, args=(kind, part)
            )


def _line(kind: str, part: Part, level: int, node: Row | Column, at: str) -> None:
    key, here = key_of(node.id), f"{kind}:{node.id}"
    name = say(node.title) if node.title else t("table.spread")
    with st.container(
        horizontal=True, vertical_alignment="center", gap=None, key=f"build_line_{kind}_{min(level, 3)}_{key}"
    ):
        st.button(
            f"{'　' * level}{name}", key=f"te_at_{kind}_{key}", icon=f":material/{ICONS[kind_of(node)]}:",
            type="secondary" if at == here else "tertiary", width="stretch", on_click=open_at, args=(here,),
        )  # fmt: skip
        for what, icon, edit in (
            ("up", "arrow_upward", partial(arranging.moved, part=part, id_=node.id, by=-1)),
            ("down", "arrow_downward", partial(arranging.moved, part=part, id_=node.id, by=1)),
            ("remove", "delete", partial(arranging.removed, part=part, id_=node.id)),
        ):
            st.button(
                "", key=f"te_{what}_{kind}_{key}", icon=f":material/{icon}:", type="tertiary",
                help=t(f"table.{what}"), on_click=change, args=(edit,),
            )  # fmt: skip
        st.button(
            "", key=f"te_in_{kind}_{key}", icon=":material/subdirectory_arrow_right:", type="tertiary",
            help=t(f"table.inside_{kind}"), on_click=_add, args=(kind, part, node.id),
        )  # fmt: skip


def _add(kind: str, part: Part, inside: str = "") -> None:
    """A new row or column, opened at once."""
    found = desk(address.word("table"))
    if isinstance(found, Desk):
        _, id_ = arranging.added(found.table, part, _new(kind), inside)
        if change(lambda table: _added(table, part, kind, inside)):
            open_at(f"{kind}:{id_}")


def _added(table: Statistic, part: Part, kind: str, inside: str) -> Statistic:
    return arranging.added(table, part, _new(kind), inside)[0]


def _new(kind: str) -> Text:
    return both(f"table.new_{kind}")
