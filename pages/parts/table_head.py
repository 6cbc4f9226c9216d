"""The head of a table: what stands on the paper around the figures, which period, what is counted, and who may what."""

from __future__ import annotations

from functools import partial
from typing import Any, get_args

import streamlit as st

from forms.text import Text
from pages.context import say, t
from pages.parts import html
from pages.parts.build_text import draw_text, step
from pages.parts.table_asked import draw_source, draw_where
from pages.parts.table_state import open_at, put
from workflows.model.statistics import Period, Statistic
from workflows.statistics.drafting import Desk

TEXTS = ("title", "head", "unit", "maker", "approver", "total", "about")
NEEDED = ("title", "head", "unit", "maker")


def draw_head(found: Desk) -> None:
    """Everything that the table says of itself."""
    table = found.table
    with st.container(border=True, key="card_build_te_head"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.html(html.section(t("table.head")), width="stretch")
            st.button(t("build.chart_done"), key="te_done", icon=":material/check:", on_click=open_at, args=("",))
        step("table.step_paper")
        for name in TEXTS:
            draw_text(f"te_{name}", t(f"table.{name}"), getattr(table, name), partial(_put_text, name))
        _line(table, "number", 30)
        _line(table, "approval", 60)
        _lines(table, "notes")
        _lines(table, "signed")
        step("table.step_period")
        _period(table)
        step("table.step_counted")
        draw_source(found.tables, table.source, _put_source)
        draw_where(found.tables, table.source, table.where, lambda where: put(where=where))
        step("table.step_who")
        _roles(found)


def _put_text(name: str, text: Text | None) -> None:
    if text is not None or name not in NEEDED:
        put(**{name: text})


def _put_source(source: Any) -> None:
    if source is not None:
        put(source=source)


def _line(table: Statistic, name: str, most: int) -> None:
    key = f"te_{name}"
    st.session_state[key] = getattr(table, name) or ""
    st.text_input(t(f"table.{name}"), key=key, max_chars=most, on_change=_put_line, args=(name, key))


def _put_line(name: str, key: str) -> None:
    word = str(st.session_state[key]).strip()
    if word or name == "approval":
        put(**{name: word or None})


def _lines(table: Statistic, name: str) -> None:
    """Several texts, a line each, in both languages beside each other."""
    of: list[Text] = getattr(table, name)
    with st.container(horizontal=True, gap="xsmall"):
        for lang in ("zh", "en"):
            key = f"te_{name}_{lang}"
            st.session_state[key] = "\n".join((x.zh if lang == "zh" else x.en or "") for x in of)
            st.text_area(
                t(f"build.in_{lang}", label=t(f"table.{name}")), key=key, height=100, on_change=_put_lines,
                args=(name,), help=t(f"table.{name}_help"),
            )  # fmt: skip


def _put_lines(name: str) -> None:
    zh, en = (str(st.session_state[f"te_{name}_{lang}"]).splitlines() for lang in ("zh", "en"))
    english = dict(enumerate(en))
    put(**{name: [Text(zh=line.strip(), en=english.get(n, "").strip() or None) for n, line in enumerate(zh)
                  if line.strip()]})  # fmt: skip


def _period(table: Statistic) -> None:
    st.session_state["te_period"] = table.period
    st.segmented_control(
        t("table.period"), get_args(Period), format_func=lambda p: t(f"table.period_{p}"), key="te_period",
        required=True, on_change=lambda: put(period=st.session_state["te_period"], since=None),
    )  # fmt: skip
    st.session_state["te_due"] = table.due_days
    st.number_input(
        t("table.due_days"), min_value=0, max_value=366, value=None, key="te_due", placeholder=t("table.due_none"),
        on_change=lambda: put(due_days=st.session_state["te_due"]),
    )  # fmt: skip
    st.session_state["te_yearly"] = table.yearly
    st.checkbox(t("table.yearly"), key="te_yearly", on_change=lambda: put(yearly=st.session_state["te_yearly"]))


def _roles(found: Desk) -> None:
    roles = {k: say(r.title) for k, r in found.bundle.procedure.roles.items()}
    for name in ("readers", "close_by", "correct_by"):
        key = f"te_{name}"
        st.session_state[key] = [r for r in getattr(found.table, name) if r in roles]
        st.multiselect(
            t(f"table.{name}"), list(roles), format_func=lambda r: roles[r], key=key, placeholder=t("build.roles_none"),
            on_change=_put_roles, args=(name, key),
        )  # fmt: skip


def _put_roles(name: str, key: str) -> None:
    put(**{name: list(st.session_state[key])})
