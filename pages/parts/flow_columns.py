"""The columns of a list for another system: each a heading and a field of the register, in an order that is moved."""

from __future__ import annotations

import re
from collections.abc import Mapping

import streamlit as st

from forms.json_text import step
from pages.context import lang, say, t
from pages.parts import html
from pages.parts.flow_ask import Ask
from pages.parts.flow_offered import register_at
from workflows.model.registers import OutboundList, RegisterField, RegisterTable

_FIXED = re.compile(r'"([^"\\]*)"')
Columns = list[tuple[str, str]]
OF_ENTRY = ("since", "title", "key", "district")
"""What is known of an entry besides its fields."""


def columns(ask: Ask) -> None:
    """Draws them, and a box for one more."""
    held, offered = list(ask.value.items()), offered_columns(ask)
    st.html(f'<span class="dz-label">{html.e(ask.label)}</span>')
    for at, (heading, _) in enumerate(held):
        _column(ask, held, at, offered)
        _wrong(ask, heading)
    _more(ask, held, offered)


def offered_columns(ask: Ask) -> dict[str, str]:
    """What a column may be filled with: fields of the entry, those of the row it is about, what else is known."""
    register, part = register_at(ask), ask.part
    if register is None or not isinstance(part, OutboundList):
        return {}
    table = register.tables.get(part.per) if part.per else None
    of_row = _fields("item", table.fields, _called(part.per or "", table)) if table else {}
    known = {f"entry.{name}": t(f"flow.column.{name}") for name in OF_ENTRY}
    return {**of_row, **_fields("entry", register.fields, ""), **known}


def _called(key: str, table: RegisterTable) -> str:
    return say(table.title) if table.title else key


def _fields(lead: str, fields: Mapping[str, RegisterField], above: str) -> dict[str, str]:
    """Fields by their formula; of a district also its code."""
    found: dict[str, str] = {}
    for key, field in fields.items():
        title = say(field.title) if field.title else key
        title = f"{above} · {title}" if above else title
        found[f"{lead}.{key}"] = title
        if field.type == "district":
            found |= {f"{lead}.{key}.code": t("flow.column_code", title=title),
                      f"{lead}.{key}.名称": t("flow.column_name", title=title)}  # fmt: skip
    return found


def _column(ask: Ask, held: Columns, at: int, offered: Mapping[str, str]) -> None:
    heading, formula = held[at]
    named, filled = f"{ask.key}:{at}:heading", f"{ask.key}:{at}:filled"
    st.session_state[named], st.session_state[filled] = heading, formula

    def put() -> None:
        name = str(st.session_state[named] or "").strip() or heading
        if name != heading and name in dict(held):
            name = heading  # two columns of one heading would be one
        _put(ask, [*held[:at], (name, str(st.session_state[filled] or "").strip() or formula), *held[at + 1 :]])

    with st.container(horizontal=True, vertical_alignment="bottom", gap="xsmall", key=f"fw_column:{ask.key}:{at}"):
        st.text_input(t("flow.column_heading"), key=named, on_change=put, label_visibility=_seen(at))
        st.selectbox(
            t("flow.column_filled"), list(dict.fromkeys([*offered, formula])), key=filled, on_change=put,
            format_func=lambda v: _said(v, offered), accept_new_options=True, label_visibility=_seen(at),
        )  # fmt: skip
        for by, icon, word in ((-1, "arrow_upward", "design.up"), (1, "arrow_downward", "design.down")):
            st.button(
                "", key=f"{ask.key}:{at}:{by}", icon=f":material/{icon}:", type="tertiary", help=t(word),
                disabled=not 0 <= at + by < len(held), on_click=_put, args=(ask, moved(held, at, by)),
            )  # fmt: skip
        st.button("", key=f"{ask.key}:{at}:gone", icon=":material/close:", type="tertiary", help=t("design.drop_line"),
                  on_click=_put, args=(ask, [*held[:at], *held[at + 1 :]]))  # fmt: skip


def _said(formula: str, offered: Mapping[str, str]) -> str:
    """What a column is filled with, in words: a field, a text that is always the same, else the formula."""
    fixed = _FIXED.fullmatch(formula)
    return t("flow.column_fixed", value=fixed[1]) if fixed else offered.get(formula, formula)


def _seen(at: int) -> str:
    """The first column says what its boxes are; the others stand below them."""
    return "visible" if at == 0 else "collapsed"


def moved(held: Columns, at: int, by: int) -> Columns:
    """The columns with one of them a place further on; as they are where there is none."""
    left = [*held[:at], *held[at + 1 :]]
    to = at + by
    return [*left[:to], held[at], *left[to:]] if 0 <= to < len(held) else list(held)


def _more(ask: Ask, held: Columns, offered: Mapping[str, str]) -> None:
    """One more column, headed by what its field is called."""
    key = f"{ask.key}:new"
    used = {formula for _, formula in held}
    st.session_state[key] = None

    def add() -> None:
        formula = str(st.session_state[key] or "").strip()
        if formula:
            heading, number = offered.get(formula, formula), 2
            while heading in dict(held):
                heading, number = f"{offered.get(formula, formula)}{number}", number + 1
            _put(ask, [*held, (heading, formula)])

    st.selectbox(
        t("flow.column_more"), [f for f in offered if f not in used], index=None, key=key, on_change=add,
        format_func=lambda v: offered.get(v, v), placeholder=t("flow.column_more"), label_visibility="collapsed",
        accept_new_options=True,
    )  # fmt: skip


def _put(ask: Ask, found: Columns) -> None:
    ask.put(dict(found))


def _wrong(ask: Ask, heading: str) -> None:
    """What the checks say about a column."""
    at = step(ask.at, heading)
    for found in ask.desk.looked.findings:
        if found.part == ask.desk.name and found.finding.pointer == at:
            st.html(f'<p class="dz-bad">{html.e(found.say(lang()))}</p>')
