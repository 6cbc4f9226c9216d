"""Small parts of builders: the heading of a step, titles in both languages beside each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import streamlit as st

from forms.text import Text
from pages.context import t
from pages.parts import html


def step(title: str) -> None:
    """The heading of a step; the theme numbers them."""
    st.html(f'<div class="buildstep"><i></i><b>{html.e(t(title))}</b></div>')


def draw_text(
    key: str, label: str, of: Text | None, put: Callable[[Text | None], Any], placeholder: str = "", most: int = 60
) -> None:
    """Two boxes beside each other; `put` gets the text of both, None where nothing is typed. It runs as a handler."""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="bottom", key=f"{key}_both"):
        for lang, words in (("zh", of.zh if of else ""), ("en", of.en if of and of.en else "")):
            box = _box(key, lang)
            st.session_state[box] = words
            st.text_input(
                t(f"build.in_{lang}", label=label), key=box, max_chars=most, on_change=_typed, args=(key, put),
                placeholder=placeholder if lang == "zh" else "", width="stretch",
            )  # fmt: skip


def _box(key: str, lang: str) -> str:
    return key if lang == "zh" else f"{key}_{lang}"


def _typed(key: str, put: Callable[[Text | None], Any]) -> None:
    zh, en = (str(st.session_state[_box(key, lang)]).strip() for lang in ("zh", "en"))
    put(Text(zh=zh or en, en=en or None) if zh or en else None)
