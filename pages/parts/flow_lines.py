"""Properties that are typed: a line for each entry, a value, JSON for what has no box."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

import streamlit as st

from forms.canonical import plain, pretty
from forms.json_text import Unreadable, read_json
from pages.context import lang, t
from pages.parts.design_asked import typed_text
from pages.parts.flow_ask import Ask, or_none
from pages.parts.flow_keyed import one_of
from pages.parts.flow_state import refuse


def lines(ask: Ask) -> None:
    if one_of(ask):
        return
    _typed_lines(ask, [str(v) for v in ask.value or ()], lambda lines: ask.put(or_none(ask, lines)))


def numbers(ask: Ask) -> None:
    def put(lines: list[str]) -> object:
        given = [x for line in lines for x in line.replace("，", ",").split(",")]
        return ask.put(or_none(ask, [int(x) for x in given if is_whole(x)]))

    _typed_lines(ask, [", ".join(map(str, ask.value))] if ask.value else [], put, t("flow.numbers"))


def is_whole(text: str) -> bool:
    return text.strip().isdecimal()


def _typed_lines(ask: Ask, lines: Sequence[str], put: Callable[[list[str]], object], told: str = "") -> None:
    st.session_state[ask.key] = "\n".join(lines)

    def save() -> None:
        put([line.strip() for line in st.session_state[ask.key].splitlines() if line.strip()])

    st.text_area(ask.label, key=ask.key, on_change=save, height=80, placeholder=told or t("design.a_line_each"))


def value(ask: Ask) -> None:
    """A whole number where it is one, else a text."""
    shown = "" if ask.value is None else str(ask.value)

    def put(text: str | None) -> object:
        number = text is not None and text.removeprefix("-").isdecimal()
        return ask.put(int(text) if number and text is not None else text)

    typed_text(ask.key, ask.label, shown, put)


def as_json(ask: Ask) -> None:
    """What has no box of its own yet is written as JSON."""
    st.session_state[ask.key] = pretty(plain(ask.value)) if ask.value else ""

    def save() -> None:
        text = st.session_state[ask.key].strip()
        try:
            ask.put(json.loads(json.dumps(read_json(text).data)) if text else None)
        except Unreadable as wrong:
            refuse(wrong.message.code, **wrong.message.data)

    label = f"{ask.label}（JSON）" if lang() == "zh" else f"{ask.label} (JSON)"
    st.text_area(label, key=ask.key, on_change=save, height=110)
