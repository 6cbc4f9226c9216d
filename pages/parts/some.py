"""Choosing some of many: a few are all in sight, of many all are meant unless somebody says which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pages.context import t
from pages.parts import html
from pages.widgets import plain

FEW = 12
"""Things that are shown side by side; beyond, a tick stands for all of them."""


def draw_some(label: str, titles: Mapping[int, str], key: str, chosen: Sequence[int]) -> None:
    """A choice among things by their titles; `chosen` is what is meant to begin with."""
    if len(titles) <= FEW:
        _each(label, titles, _named(key), chosen)
        return
    st.html(html.muted(label))
    if not st.checkbox(t("verb_ask.all", count=len(titles)), len(chosen) == len(titles), key=_all(key)):
        st.multiselect(
            label, list(titles), [], key=_named(key), format_func=titles.__getitem__, placeholder=t("verb_ask.pick"),
            label_visibility="collapsed",
        )  # fmt: skip


def _each(label: str, titles: Mapping[int, str], key: str, chosen: Sequence[int]) -> None:
    st.pills(
        label, list(titles), selection_mode="multi", default=list(chosen), key=key,
        format_func=lambda i: plain(titles[i]),
    )  # fmt: skip


def some_chosen(titles: Mapping[int, str], key: str) -> tuple[int, ...]:
    """What is chosen, as the widgets are now and not as they were drawn."""
    if st.session_state.get(_all(key)):
        return tuple(titles)
    return tuple(i for i in st.session_state.get(_named(key)) or () if i in titles)


def forget_some(key: str) -> None:
    """The next time it is asked anew."""
    for each in (_named(key), _all(key)):
        st.session_state.pop(each, None)


def _named(key: str) -> str:
    return f"{key}:named"


def _all(key: str) -> str:
    return f"{key}:all"
