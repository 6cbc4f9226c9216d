"""One chart being made: kind, what is counted, how, by what, which of it, against what, how wide."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import streamlit as st

from forms.text import Text
from pages.charts.kind import known
from pages.context import say, t
from pages.parts import html
from pages.parts.build_shape import draw_moment, draw_shape
from pages.parts.build_state import Editing, edit_chart, open_chart
from pages.parts.build_text import draw_text, step
from pages.parts.build_where import draw_parts, draw_where
from workflows.boards.building import Builder, Choice, chosen, dimension_of, with_part
from workflows.boards.kinds import kinds
from workflows.model.boards import Chart, Target

WIDTHS = (2, 3, 4, 5, 6, 7, 8, 12)
NONE = "—"


def draw_chart_form(found: Editing, chart: Chart) -> None:
    """Everything that can be chosen; only what fits is offered."""
    builder = found.builder
    with st.container(border=True, key="card_build_chart"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.section(t("build.chart")), width="stretch")
            st.button(
                t("build.chart_done"), key="build_chart_done", icon=":material/check:", on_click=open_chart, args=("",)
            )
        _kind(builder, chart)
        _source(builder, chart)
        _measure(builder, chart)
        _dimensions(builder, chart)
        draw_shape(builder, chart)
        draw_where(builder, chart)
        _against(builder, chart)
        _look(chart)


def _kind(builder: Builder, chart: Chart) -> None:
    step("build.kind")
    icons, offered = {k.id: k.icon for k in known()}, builder.kinds()
    order = [k.id for k in known() if k.id in offered]
    st.session_state["build_kind"] = chart.kind
    st.pills(
        t("build.kind"), order, format_func=lambda k: f":material/{icons[k]}: {t(f'board.kind.{k}')}",
        key="build_kind", label_visibility="collapsed", on_change=_set_kind, required=True,
    )  # fmt: skip


def _set_kind() -> None:
    kind = st.session_state["build_kind"]
    edit_chart(lambda _, c: c.model_copy(update={"kind": kind}))


def pick(
    key: str, title: str, offered: Sequence[Choice], part: Any, put: Callable[[Chart, Choice], Chart], help_: str = ""
) -> None:
    """A box to choose a part of the chart from what fits."""
    at = chosen(part, offered)
    names = [say(c.title) for c in offered]
    st.session_state[key] = at
    st.selectbox(
        t(title), range(len(offered)), format_func=lambda n: names[n], key=key, help=help_ or None,
        on_change=_picked, args=(key, list(offered), put),
    )  # fmt: skip


def _picked(key: str, offered: list[Choice], put: Callable[[Chart, Choice], Chart]) -> None:
    at = st.session_state[key]
    if at is not None:
        edit_chart(lambda _, c: put(c, offered[at]))


def _source(builder: Builder, chart: Chart) -> None:
    step("build.source")
    pick("build_source", "build.source_of", builder.sources_of(chart), chart.source, _put_source)
    if "procedures" in type(chart.source).model_fields:
        names = builder.procedures()
        st.session_state["build_procedures"] = [p for p in getattr(chart.source, "procedures", []) if p in names]
        st.multiselect(
            t("build.procedures"), list(names), format_func=lambda p: say(names[p]), key="build_procedures",
            placeholder=t("build.every_procedure"), on_change=_set_procedures,
        )  # fmt: skip
    draw_parts(builder, chart)


def _put_source(chart: Chart, choice: Choice) -> Chart:
    procedures = getattr(chart.source, "procedures", [])
    made = with_part(chart, "source", choice)
    if procedures and "procedures" in type(made.source).model_fields and "procedures" not in choice.value:
        return made.model_copy(update={"source": made.source.model_copy(update={"procedures": procedures})})
    return made


def _set_procedures() -> None:
    named = st.session_state["build_procedures"]
    edit_chart(lambda _, c: c.model_copy(update={"source": c.source.model_copy(update={"procedures": named})}))


def _measure(builder: Builder, chart: Chart) -> None:
    offered = builder.measures(chart)
    if len(offered) > 1 and chart.kind not in ("table", "roll", "sankey", "movement"):
        step("build.measure")
        pick("build_measure", "build.measure_of", offered, chart.measure, lambda c, x: with_part(c, "measure", x))


def _dimensions(builder: Builder, chart: Chart) -> None:
    least, most = kinds[chart.kind].dimensions
    if not most:
        return
    step("build.by")
    for n in range(most):
        if n > len(chart.by):
            break
        offered = builder.dimensions(chart, n)
        if n < len(chart.by):
            pick(f"build_by_{n}", f"build.by_{n}", offered, chart.by[n], lambda c, x, n=n: _put_by(c, n, x))  # type: ignore[misc]
            draw_moment(chart, n)
        if n >= least:
            _optional(n, offered, chart)
    if chart.kind in ("bar", "stacked", "heat"):
        st.session_state["build_top"] = chart.top
        st.number_input(
            t("build.top"), min_value=1, max_value=100, value=None, key="build_top", on_change=_set_top,
            placeholder=t("build.top_all"),
        )  # fmt: skip


def _put_by(chart: Chart, n: int, choice: Choice) -> Chart:
    return chart.model_copy(update={"by": [*chart.by[:n], dimension_of(choice), *chart.by[n + 1 :]]})


def _optional(n: int, offered: Sequence[Choice], chart: Chart) -> None:
    """A second dimension that need not be there."""
    if n < len(chart.by):
        st.button(
            t("build.by_drop"), key=f"build_by_drop_{n}", type="tertiary", icon=":material/close:",
            on_click=lambda: edit_chart(lambda _, c: c.model_copy(update={"by": c.by[:n]})),
        )  # fmt: skip
    elif offered:
        st.button(
            t("build.by_add"), key=f"build_by_add_{n}", type="tertiary", icon=":material/add:",
            on_click=lambda: edit_chart(lambda _, c: _put_by(c, n, offered[0])),
        )  # fmt: skip


def _set_top() -> None:
    top = st.session_state["build_top"]
    edit_chart(lambda _, c: c.model_copy(update={"top": int(top) if top else None}))


def _against(builder: Builder, chart: Chart) -> None:
    if chart.kind not in ("figure", "bar", "line"):
        return
    step("build.against")
    if chart.kind in ("figure", "bar"):
        st.session_state["build_compare"] = chart.compare or NONE
        st.segmented_control(
            t("build.compare"), [NONE, "month", "year"], format_func=lambda c: t(f"build.compare_{c}"),
            key="build_compare", required=True, on_change=_set_compare,
        )  # fmt: skip
    _target(builder, chart)


def _set_compare() -> None:
    given = st.session_state["build_compare"]
    edit_chart(lambda _, c: c.model_copy(update={"compare": None if given == NONE else given}))


def _target(builder: Builder, chart: Chart) -> None:
    """A number, or a parameter of the procedures that the chart speaks of."""
    parameters = {
        f"{kit.procedure.id}/{key}": p.title or Text(zh=key) for kit in builder.speaks_of(chart)
        for key, p in kit.procedure.parameters.items()
    }  # fmt: skip
    of = chart.target
    with st.container(horizontal=True, gap="small"):
        st.session_state["build_target"] = float(of.value) if of is not None and of.value is not None else None
        st.number_input(
            t("build.target"), value=None, key="build_target", placeholder=t("build.target_none"), on_change=_set_target
        )
        if parameters:
            held = f"{of.procedure}/{of.parameter}" if of is not None and of.parameter else None
            st.session_state["build_parameter"] = held if held in parameters else None
            st.selectbox(
                t("build.parameter"), list(parameters), format_func=lambda p: say(parameters[p]), index=None,
                key="build_parameter", placeholder=t("build.target_none"), on_change=_set_parameter,
            )  # fmt: skip
    if of is not None:
        draw_text("build_target_title", t("build.target_title"), of.title, _set_target_title, t("board.target"), 30)


def _set_target_title(title: Text | None) -> None:
    def titled(c: Chart) -> Chart:
        return c.model_copy(update={"target": c.target.model_copy(update={"title": title})}) if c.target else c

    edit_chart(lambda _, c: titled(c))


def _set_target() -> None:
    value = st.session_state["build_target"]
    target = None if value is None else Target(value=Decimal(str(value)).normalize())
    edit_chart(lambda _, c: c.model_copy(update={"target": target}))


def _set_parameter() -> None:
    procedure, _, name = (st.session_state["build_parameter"] or "").partition("/")
    target = Target(parameter=name, procedure=procedure) if name else None
    edit_chart(lambda _, c: c.model_copy(update={"target": target}))


def _look(chart: Chart) -> None:
    step("build.look")
    st.session_state["build_width"] = min(WIDTHS, key=lambda w: abs(w - chart.width))
    st.segmented_control(
        t("build.width"), WIDTHS, format_func=lambda w: t("build.width_of", part=w), key="build_width", required=True,
        on_change=_set_width,
    )  # fmt: skip
    draw_text("build_name", t("build.name"), chart.name, _set_name, t("build.name_none"), 40)
    if chart.kind in ("figure", "table", "roll"):
        st.session_state["build_bad"] = chart.bad
        st.checkbox(t("build.bad"), key="build_bad", on_change=_set_bad)


def _set_width() -> None:
    width = st.session_state["build_width"]
    edit_chart(lambda _, c: c.model_copy(update={"width": width}))


def _set_name(name: Text | None) -> None:
    edit_chart(lambda _, c: c.model_copy(update={"name": name}))


def _set_bad() -> None:
    bad = st.session_state["build_bad"]
    edit_chart(lambda _, c: c.model_copy(update={"bad": bad}))
