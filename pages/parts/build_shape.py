"""What only some kinds of charts have: levels and good ends of a flow, columns and order of a list, a day of time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

import streamlit as st

from pages.context import say, t
from pages.parts.build_state import edit_chart
from workflows.boards import narrowing
from workflows.boards.building import Builder
from workflows.boards.kinds.sankey import MOST
from workflows.boards.kinds.table import COLUMNS, SHOWN, USUAL
from workflows.model.boards import Chart

ORDERS = get_args(Chart.model_fields["order"].annotation)


def draw_shape(builder: Builder, chart: Chart) -> None:
    """What belongs to its kind alone."""
    if chart.kind == "sankey":
        _flow(builder, chart)
    if chart.kind == "table":
        _list(chart)


def _flow(builder: Builder, chart: Chart) -> None:
    known = narrowing.lists(builder, chart)
    _ordered("levels", known.get("stages", {}), chart.levels, MOST, lambda chosen: len(chosen) > 1)
    _ordered("good", known.get("outcomes", {}), chart.good, None)


def _list(chart: Chart) -> None:
    titles = {c: t(f"board.column.{c}") for c in COLUMNS}
    _ordered("columns", titles, chart.columns or list(USUAL), None)
    said = {f"{o}/{way}": t("board.change.ordered", by=t(f"board.order.{o}"), way=t(f"board.order.{way}"))
            for o in ORDERS for way in ("up", "down")}  # fmt: skip
    st.session_state["build_order"] = f"{chart.order}/{'down' if chart.descending else 'up'}"
    st.selectbox(t("build.order"), list(said), format_func=lambda o: said[o], key="build_order", on_change=_set_order)
    st.session_state["build_shown"] = chart.top
    st.number_input(
        t("build.shown"), min_value=1, max_value=100, value=None, key="build_shown", placeholder=str(SHOWN),
        on_change=_set_shown,
    )  # fmt: skip


def _set_shown() -> None:
    shown = st.session_state["build_shown"]
    edit_chart(lambda _, c: c.model_copy(update={"top": int(shown) if shown else None}))


def _set_order() -> None:
    order, _, way = st.session_state["build_order"].partition("/")
    edit_chart(lambda _, c: c.model_copy(update={"order": order, "descending": way == "down"}))


def _ordered(
    name: str, titles: Mapping[str, Any], held: list[str], most: int | None,
    fits: Callable[[list[str]], bool] = lambda chosen: True,
) -> None:  # fmt: skip
    """Some of several, in the order in which they are chosen; what does not fit waits for the next choice."""
    key = f"build_{name}"
    st.session_state[key] = [v for v in held if v in titles]
    st.multiselect(
        t(f"build.{name}"), list(titles), key=key, max_selections=most, help=t(f"build.{name}_help"),
        placeholder=t("build.any"), on_change=_set, args=(name, key, fits),
        format_func=lambda v: titles[v] if isinstance(titles[v], str) else say(titles[v]),
    )  # fmt: skip


def _set(name: str, key: str, fits: Callable[[list[str]], bool]) -> None:
    chosen = list(st.session_state[key])
    if fits(chosen):
        edit_chart(lambda _, c: c.model_copy(update={name: chosen}))


def draw_moment(chart: Chart, n: int) -> None:
    """Of a dimension that is time: by which day of it."""
    of = getattr(chart.by[n], "of", None)
    offered = narrowing.moments(chart)
    if of is None or not offered:
        return
    key = f"build_moment_{n}"
    st.session_state[key] = of if of in offered else None
    st.selectbox(
        t("build.moment"), offered, format_func=lambda m: t(f"build.moment_{m}"), key=key, index=None,
        on_change=_set_moment, args=(n, key),
    )  # fmt: skip


def _set_moment(n: int, key: str) -> None:
    moment = st.session_state[key]

    def by(c: Chart) -> Chart:
        changed = c.by[n].model_copy(update={"of": moment})
        return c.model_copy(update={"by": [*c.by[:n], changed, *c.by[n + 1 :]]})

    if moment:
        edit_chart(lambda _, c: by(c))
