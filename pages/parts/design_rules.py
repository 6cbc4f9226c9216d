"""The rules that mark the selected field: how grave, what has to hold, what is said where it does not."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st

from forms.definition import Rule
from forms.design import AddRule, DeleteRule, SetRule
from pages.context import say, t
from pages.parts.design_asked import sources_of, typed_words
from pages.parts.design_basis import draw_basis
from pages.parts.design_condition import draw_condition
from pages.parts.design_state import Desk, act

LEVELS = ("error", "question", "warning")


def draw_rules(desk: Desk) -> None:
    """Each rule of the field, and a new one."""
    table, _, key = desk.chosen.rpartition(".")
    st.html(f'<span class="dz-label">{t("design.rules")}</span>')
    for rule in (r for r in desk.form.rules if r.at == key and (r.each or "") == table):
        with st.expander(say(rule.message), key=f"design_rule:{rule.id}"):
            _rule(desk, rule, table)
    words = say(desk.form.by_path[desk.chosen].title)
    new: dict[str, Any] = {"at": key, "holds": f"{key} != null", "message": {"zh": t("design.rule_says", title=words)}}
    st.button(
        t("design.add_rule"), key="dz_add_rule", icon=":material/add:", type="tertiary", on_click=act,
        args=(desk.name, AddRule({**({"each": table} if table else {}), **new})),
    )  # fmt: skip


def _rule(desk: Desk, rule: Rule, table: str) -> None:
    box = f"design_rule:{desk.name}:{rule.id}"

    def put(name: str, value: Any) -> bool:
        return act(desk.name, SetRule(rule.id, name, value))

    st.session_state[f"{box}:level"] = rule.level
    st.segmented_control(
        t("design.rule_level"), LEVELS, key=f"{box}:level", required=True, format_func=lambda v: t(f"design.level.{v}"),
        on_change=lambda: put("level", st.session_state[f"{box}:level"]),
    )  # fmt: skip
    draw_condition(desk, f"{box}:holds", t("design.rule_holds"), rule.holds, table, lambda v: put("holds", v or "true"))
    typed_words(f"{box}:message", t("design.rule_message"), rule.message, lambda v: v and put("message", v))
    typed_words(f"{box}:todo", t("design.rule_todo"), rule.todo, partial(put, "todo"))
    draw_basis(sources_of(desk), f"{box}:basis", t("flow.prop.basis"), rule.basis, partial(put, "basis"), "")
    st.button(
        t("design.rule_delete"), key=f"{box}:delete", icon=":material/delete:", type="tertiary", on_click=act,
        args=(desk.name, DeleteRule(rule.id)),
    )  # fmt: skip
