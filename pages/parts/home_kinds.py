"""What the to-do list can be narrowed to: late, due soon, one's own, 代."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pages.context import t
from pages.parts import address
from pages.parts.home_rows import lit
from workflows.cases.todo import Item
from workflows.workdays import Calendar

ANY = ""
KINDS = ("late", "soon", "own", "deputy")


def of_kind(item: Item, kind: str, days: Calendar) -> bool:
    """Whether something belongs there."""
    if kind in ("late", "soon"):
        light = lit(item, days)
        return light is not None and light[0] == ("red" if kind == "late" else "amber")
    if kind == "own":
        return item.own
    return not kind or bool(item.deputy_for)


def draw_kinds(items: Sequence[Item], days: Calendar) -> str:
    """The kinds that there are, with their numbers; the address says which one is looked at."""
    counts = {k: sum(of_kind(i, k, days) for i in items) for k in KINDS}
    there = [k for k in KINDS if counts[k]]
    if not there:
        return ANY
    asked = address.word("kind")
    st.session_state["kind"] = asked if asked in there else None
    chosen = st.pills(
        t("home.kinds"), there, key="kind", label_visibility="collapsed",
        format_func=lambda k: t(f"home.kind_{k}", count=counts[k]),
        on_change=lambda: address.change(kind=st.session_state["kind"] or ""),
    )  # fmt: skip
    return chosen or ANY
