"""Which of what a chart could count it counts: conditions to tick, each of which has its words in the 口径."""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

import streamlit as st

from pages.context import say, t
from pages.parts.build_state import edit_chart
from pages.parts.build_text import step
from workflows.boards import narrowing
from workflows.boards.building import Builder
from workflows.boards.narrowing import Names
from workflows.boards.where import Span, Where
from workflows.model.boards import Chart

PARTS = {
    "none": None, "red": Where(lights=["red"]), "lit": Where(lights=["red", "yellow"]), "late": Where(late=True),
    "returned": Where(returned=True),
}  # fmt: skip
"""What of each mark can be shown apart."""


def draw_where(builder: Builder, chart: Chart) -> None:
    """Conditions that all hold."""
    lists, values = narrowing.lists(builder, chart), narrowing.values(builder, chart)
    if not lists and not values:
        return
    step("build.where")
    if narrowing.flags(chart):
        _flags(chart)
    for name, titles in lists.items():
        _many(name, titles, list(getattr(chart.where, name)), partial(_set_list, name))
    if narrowing.spans(chart):
        _spans(chart)
    if narrowing.flags(chart):
        _due(chart)
    _values(values, chart)
    if narrowing.flags(chart) and any(kit.procedure.campaign for kit in builder.speaks_of(chart)):
        _campaign(chart)
    if chart.kind in ("bar", "tiles") and narrowing.flags(chart) and chart.measure.adds and not chart.measure.weighed:
        _part(chart)


def draw_parts(builder: Builder, chart: Chart) -> None:
    """What narrows the source of a chart itself."""
    for name, titles in narrowing.parts(builder, chart).items():
        _many(name, titles, list(getattr(chart.source, name)), partial(_set_part_of_source, name))


def _set_part_of_source(name: str, chosen: list[str]) -> None:
    edit_chart(lambda _, c: c.model_copy(update={"source": c.source.model_copy(update={name: chosen})}))


def _flags(chart: Chart) -> None:
    names = narrowing.FLAGS
    said = {f"{name}.{answer}": t(f"board.where.{name}.{answer}") for name in names for answer in ("yes", "no")}
    st.session_state["build_flags"] = [
        f"{n}.{'yes' if getattr(chart.where, n) else 'no'}" for n in names if getattr(chart.where, n) is not None
    ]
    st.multiselect(
        t("build.only"), list(said), format_func=lambda f: said[f], key="build_flags", on_change=_set_flags,
        placeholder=t("build.any"),
    )  # fmt: skip


def _set_flags() -> None:
    given: dict[str, Any] = dict.fromkeys(narrowing.FLAGS)
    for flag in st.session_state["build_flags"]:  # of two answers to one question the last one holds
        name, _, answer = flag.partition(".")
        given[name] = answer == "yes"
    put(given)


def _many(name: str, titles: Names, held: list[str], choose: Any, label: str = "") -> None:
    """Some of several names, the way they are kept in the definition."""
    key = f"build_{name}"
    st.session_state[key] = [v for v in held if v in titles]
    st.multiselect(
        label or t(f"build.{name}"), list(titles), key=key, placeholder=t("build.any"),
        on_change=lambda: choose(list(st.session_state[key])), format_func=lambda v: say(titles[v]),
    )  # fmt: skip


def _set_list(name: str, chosen: list[str]) -> None:
    put({name: chosen})


def _values(fields: dict[str, tuple[Any, Names]], chart: Chart) -> None:
    """A list of values for each field that is asked about, and a box to ask about another."""
    asked = [*chart.where.values, *([f] if (f := st.session_state.get("_build_field")) else [])]
    for n, path in enumerate(dict.fromkeys(p for p in asked if p in fields)):
        title, names = fields[path]
        _many(f"value_{n}", names, chart.where.values.get(path, []), partial(_set_value, path), say(title))
    rest = [p for p in fields if p not in asked]
    if rest:
        st.session_state["build_field"] = None
        st.selectbox(
            t("build.field"), rest, format_func=lambda p: say(fields[p][0]), index=None, key="build_field",
            placeholder=t("build.field_none"), on_change=_ask_field,
        )  # fmt: skip


def _ask_field() -> None:
    st.session_state["_build_field"] = st.session_state["build_field"]


def _set_value(path: str, chosen: list[str]) -> None:
    if st.session_state.get("_build_field") == path and chosen:
        st.session_state.pop("_build_field")

    def asked(c: Chart) -> Chart:
        values = {**{k: v for k, v in c.where.values.items() if k != path}, **({path: chosen} if chosen else {})}
        return c.model_copy(update={"where": c.where.model_copy(update={"values": values})})

    edit_chart(lambda _, c: asked(c))


def _spans(chart: Chart) -> None:
    """A stretch of time, of one of its days."""
    names = narrowing.spans(chart)
    said = {f"{n}/{s}": t(f"board.where.{n}", span=t(f"board.span.{s}")) for n in names for s in get_args(Span)}
    held = next((f"{n}/{getattr(chart.where, n)}" for n in names if getattr(chart.where, n)), None)
    st.session_state["build_span"] = held if held in said else None
    st.selectbox(
        t("build.span"), list(said), format_func=lambda s: said[s], index=None, key="build_span",
        placeholder=t("build.any"), on_change=_set_span,
    )  # fmt: skip


def _set_span() -> None:
    name, _, span = (st.session_state["build_span"] or "").partition("/")
    put({**dict.fromkeys(("opened", "filed", "ended", "done", "came", "went")), **({name: span} if name else {})})


def _due(chart: Chart) -> None:
    st.session_state["build_due"] = chart.where.due_within
    st.number_input(
        t("build.due"), min_value=0, max_value=366, value=None, key="build_due", placeholder=t("build.any"),
        on_change=lambda: put({"due_within": st.session_state["build_due"]}),
    )  # fmt: skip


def _campaign(chart: Chart) -> None:
    st.session_state["build_campaign"] = chart.where.campaign
    st.checkbox(t("build.campaign"), key="build_campaign", on_change=_set_campaign)


def _set_campaign() -> None:
    put({"campaign": st.session_state["build_campaign"]})


def _part(chart: Chart) -> None:
    held = next((name for name, part in PARTS.items() if part == chart.part), None)
    st.session_state["build_part"] = held
    st.selectbox(
        t("build.part"), list(PARTS), format_func=lambda p: t(f"build.part_{p}"), key="build_part", index=None,
        placeholder=t("build.part_other"), on_change=_set_part,
    )  # fmt: skip


def _set_part() -> None:
    part = PARTS[st.session_state["build_part"] or "none"]
    edit_chart(lambda _, c: c.model_copy(update={"part": part}))


def put(changes: dict[str, Any]) -> None:
    """Keeps changed conditions."""
    edit_chart(lambda _, c: c.model_copy(update={"where": c.where.model_copy(update=changes)}))
