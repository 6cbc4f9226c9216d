"""依据: on which document and clause something rests; documents are noted once and then chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import streamlit as st

from forms.canonical import plain
from forms.definition import Source
from forms.design import key_for
from pages.context import say, t
from pages.parts import html
from pages.parts.basis import OWN, basis_words


@dataclass(frozen=True)
class Sources:
    """The documents that a definition names, and how another one is added."""

    named: Mapping[str, Source]
    put: Callable[[dict[str, Any]], object]


def draw_basis(
    sources: Sources, key: str, label: str, value: str | None, put: Callable[[Any], object], tip: str
) -> None:
    """The document, the clause in it, and how that reads."""
    source, _, clause = (value or "").partition(" ")
    known = [*sources.named, *([] if OWN in sources.named else [OWN])]
    titles = {k: say(s.title) + (f"（{s.number}）" if s.number else "") for k, s in sources.named.items()}
    st.session_state[f"{key}:source"] = source or None
    st.selectbox(
        label, [*([source] if source and source not in known else []), *known], index=None, key=f"{key}:source",
        help=tip, format_func=lambda k: titles.get(k, t("design.basis_own") if k == OWN else k),
        placeholder=t("design.basis_none"), on_change=lambda: put(_joined(st.session_state[f"{key}:source"], clause)),
    )  # fmt: skip
    if source:
        st.session_state[f"{key}:clause"] = clause
        st.text_input(
            t("design.basis_clause"), key=f"{key}:clause", placeholder=t("design.basis_clause_example"),
            on_change=lambda: put(_joined(source, st.session_state[f"{key}:clause"])),
        )  # fmt: skip
        st.html(f'<p class="dz-quote">{html.e(basis_words(sources.named, value or ""))}</p>')
    _new(sources, key)


def _joined(source: str | None, clause: str) -> str | None:
    return f"{source} {clause.strip()}".strip() if source else None


def _new(sources: Sources, key: str) -> None:
    """A document that the form does not name yet."""
    with st.expander(t("design.source_new"), key=f"{key}:new"):
        title = st.text_input(t("design.source_title"), key=f"{key}:new_title")
        number = st.text_input(t("design.source_number"), key=f"{key}:new_number")
        st.button(
            t("design.source_add"), key=f"{key}:new_add", disabled=not title, on_click=_add,
            args=(sources, title.strip(), number.strip()),
        )  # fmt: skip


def _add(sources: Sources, title: str, number: str) -> None:
    named = {k: plain(s) for k, s in sources.named.items()}
    made = {"title": {"zh": title}, **({"number": number} if number else {})}
    sources.put({**named, key_for(title, named): made})
