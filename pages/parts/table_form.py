"""A row or a column of a table: its title, how its figures come about, and what it asks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.parts import html
from pages.parts.build_text import draw_text, step
from pages.parts.table_asked import draw_source, draw_where, pick
from pages.parts.table_state import chosen, open_at, put_node
from workflows.boards.building import Choice, dimension_of
from workflows.model.statistics import Column, Row
from workflows.statistics import arranging
from workflows.statistics.arranging import SHAPES, Part
from workflows.statistics.building import kind_of, source_of, with_choice
from workflows.statistics.drafting import Desk

OVERS = ("period", "year", "end")


def draw_form(found: Desk, at: str) -> bool:
    """The form of what the address names; False where there is no such row or column."""
    node = chosen(found.table, at)
    if node is None:
        return False
    part, of = node
    with st.container(border=True, key="card_build_te_form"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.section(t(f"table.one_{part}")), width="stretch")
            st.button(t("build.chart_done"), key="te_done", icon=":material/check:", on_click=open_at, args=("",))
        draw_text("te_node_title", t("table.title"), of.title, _put_title)
        kind = _kind(of)
        if kind == "value":
            _formula(found, part, of)
        elif kind == "like" and isinstance(of, Column):
            _like(found, of)
        elif kind != "heading":
            _asked(found, of, kind)
        if isinstance(of, Row) and of.rows:
            _set("te_among", t("table.among"), of.among, "among")
    return True


def _put_title(title: Text | None) -> None:
    put_node(lambda n: n.model_copy(update={"title": title}) if title or isinstance(n, Row) and n.by else n)


def _kind(of: Row | Column) -> str:
    """How its figures come about."""
    kind = kind_of(of)
    if kind == "heading":
        st.html(html.muted(t("table.is_heading")))
        return kind
    kinds = ("asked", "like", "value") if isinstance(of, Column) else ("asked", "by", "value")
    step("table.step_kind")
    st.session_state["te_kind"] = kind
    st.segmented_control(
        t("table.kind"), kinds, format_func=lambda k: t(f"table.kind_{k}"), key="te_kind", required=True,
        label_visibility="collapsed", on_change=_set_kind,
    )  # fmt: skip
    return kind


def _set_kind() -> None:
    kind = st.session_state["te_kind"]
    put_node(partial(_as_kind, kind))


def _as_kind(kind: str, of: Row | Column) -> Row | Column:
    blank: dict[str, Any] = {"value": None, **({"like": None} if isinstance(of, Column) else {"by": None})}
    begun = {"asked": {}, "value": {"value": "0"}, "like": {"like": ""}, "by": {"by": dimension_of(_DISTRICT)}}
    return of.model_copy(update={**blank, **begun[kind]})


_DISTRICT = Choice({"kind": "district"}, Text(zh=""))


def _set(key: str, label: str, held: bool, name: str) -> None:
    st.session_state[key] = held
    st.checkbox(
        label, key=key, on_change=lambda: put_node(lambda n: n.model_copy(update={name: st.session_state[key]}))
    )


def _formula(found: Desk, part: Part, of: Row | Column) -> None:
    """A formula of a usual shape by clicking, or any in FEEL."""
    others = {n.id: _named(n) for _, n in arranging.nodes(found.table, part) if n.id != of.id and not _heads(n)}
    read = arranging.shape_of(of.value or "")
    shape, ids = read if read and all(i in others for i in read[1]) else ("", [])
    st.session_state["te_shape"] = shape or None
    st.selectbox(
        t("table.shape"), SHAPES, format_func=lambda s: t(f"table.shape_{s}"), key="te_shape", index=None,
        placeholder=t("table.shape_own"), on_change=_set_formula, args=(list(others),),
    )  # fmt: skip
    st.session_state["te_of"] = ids
    st.multiselect(
        t("table.of"), list(others), format_func=lambda i: others[i], key="te_of", placeholder=t("table.of_none"),
        help=t("table.of_help"), max_selections=None if shape == "sum" else 2, on_change=_set_formula,
        args=(list(others),),
    )  # fmt: skip
    st.session_state["te_feel"] = of.value or ""
    st.text_area(
        t("table.feel"), key="te_feel", height=80, help="　".join(f"{i}：{name}" for i, name in others.items()),
        on_change=lambda: put_node(lambda n: n.model_copy(update={"value": st.session_state["te_feel"].strip()})),
    )  # fmt: skip
    if isinstance(of, Column):
        st.session_state["te_decimals"] = of.decimals
        st.number_input(
            t("table.decimals"), min_value=0, max_value=4, key="te_decimals",
            on_change=lambda: put_node(lambda n: n.model_copy(update={"decimals": st.session_state["te_decimals"]})),
        )  # fmt: skip


def _heads(node: Row | Column) -> bool:
    return isinstance(node, Column) and bool(node.columns) or isinstance(node, Row) and node.by is not None


def _named(node: Row | Column) -> str:
    return say(node.title) if node.title else node.id


def _set_formula(others: Sequence[str]) -> None:
    """Once enough is chosen; of what was not chosen the first ones."""
    shape, ids = st.session_state["te_shape"], list(st.session_state["te_of"])
    if shape is None:
        return
    if shape != "sum":
        ids = [*ids, *(o for o in others if o not in ids)][:2]
    ids = ids or list(others[:1])
    if ids and (shape == "sum" or len(ids) == 2):
        put_node(lambda n: n.model_copy(update={"value": arranging.formula(shape, ids)}))


def _like(found: Desk, of: Column) -> None:
    """Another column a period or a year earlier, as it was closed then."""
    asked = {c.id: _named(c) for c in found.table.leaves if c.like is None and c.value is None and c.id != of.id}
    st.session_state["te_like"] = of.like if of.like in asked else None
    st.selectbox(
        t("table.like"), list(asked), format_func=lambda i: asked[i], key="te_like", index=None,
        placeholder=t("table.of_none"),
        on_change=lambda: put_node(lambda n: n.model_copy(update={"like": st.session_state["te_like"] or ""})),
    )  # fmt: skip
    st.session_state["te_ago"] = of.ago
    st.segmented_control(
        t("table.ago"), ("period", "year"), format_func=lambda a: t(f"table.ago_{a}"), key="te_ago", required=True,
        on_change=lambda: put_node(lambda n: n.model_copy(update={"ago": st.session_state["te_ago"]})),
    )  # fmt: skip


def _asked(found: Desk, of: Row | Column, kind: str) -> None:
    """What is counted, how, when, and which of it; what is left open is what the table or the column says."""
    source, tables = source_of(found.table, of), found.tables
    if kind == "by" and isinstance(of, Row):
        pick("te_by", t("table.by"), tables.dimensions(source), of.by, _put_by)
    step("table.step_counted")
    draw_source(tables, of.source, lambda s: put_node(lambda n: n.model_copy(update={"source": s, "measure": None,
                "happened": None})), t("table.as_table"))  # fmt: skip
    pick("te_measure", t("build.measure_of"), tables.measures(source), of.measure, _put_measure, t("table.as_others"))
    happenings = tables.happenings(source)
    if happenings:
        st.session_state["te_happened"] = of.happened
        st.selectbox(
            t("table.happened"), happenings, format_func=lambda h: t(f"table.happened_{h}"), key="te_happened",
            index=None, placeholder=t("table.happened_none"),
            on_change=lambda: put_node(lambda n: n.model_copy(update={"happened": st.session_state["te_happened"]})),
        )  # fmt: skip
    if isinstance(of, Column):
        st.session_state["te_over"] = of.over
        st.segmented_control(
            t("table.over"), OVERS, format_func=lambda o: t(f"table.over_{o}"), key="te_over", required=True,
            on_change=lambda: put_node(lambda n: n.model_copy(update={"over": st.session_state["te_over"]})),
        )  # fmt: skip
    step("build.where")
    draw_where(tables, source, of.where, lambda w: put_node(lambda n: n.model_copy(update={"where": w})))


def _put_by(choice: Choice | None) -> None:
    if choice is not None:
        put_node(lambda n: n.model_copy(update={"by": dimension_of(choice)}))


def _put_measure(choice: Choice | None) -> None:
    put_node(lambda n: n.model_copy(update={"measure": with_choice(n, "measure", choice) if choice else None}))
