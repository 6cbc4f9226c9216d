"""The bar of an official table: how far it is, the identity of the form, and making it a draft."""

from __future__ import annotations

import streamlit as st

from pages.context import actor, now, office, saver, t
from pages.parts import address, html
from pages.parts.go import go
from pages.parts.official_state import PLACE
from pages.parts.told import tell
from workflows import official
from workflows.engine.types import Refusal
from workflows.official import Kept

_MADE = "from_table_made"


def leave_for_draft() -> None:
    """Goes on to the draft that was just made; the document may be done with, and gone, by then."""
    made = st.session_state.pop(_MADE, None)
    if made is not None:
        go("flow" if made.startswith("procedure/") else "design", part=made)


def draw_bar(found: Kept) -> None:
    left, key = found.counts.left, f"from_table_key_{found.id}"
    opinions = sum(g.kind == "opinion" and not _gone(found, g.id) for g in found.reading.guesses)
    with st.bottom, st.container(horizontal=True, vertical_alignment="center", gap="small", key="from_table_bar"):
        words = t("from_table.left_stays", left=left) if left else t("from_table.all_confirmed")
        st.html(html.muted(words), width="stretch")
        st.button(
            t("from_table.discard"), type="tertiary", key="from_table_discard", on_click=_discard, args=(found,)
        )  # fmt: skip
        st.checkbox(
            t("from_table.procedure", count=opinions) if opinions else t("from_table.procedure_none"),
            key=f"from_table_procedure_{found.id}", help=t("from_table.procedure_help"),
        )  # fmt: skip
        st.text_input(
            t("from_table.key"), found.form, key=key, width=240, on_change=_rename, args=(found, key), max_chars=60,
            label_visibility="collapsed", placeholder=t("from_table.key"), help=None,
        )  # fmt: skip
        st.button(t("from_table.make"), type="primary", key="from_table_make", on_click=_make, args=(found, key))


def _gone(found: Kept, guess: str) -> bool:
    answer = found.answers.get(guess)
    return answer is not None and (answer.dropped or bool(answer.type))


def _rename(found: Kept, key: str) -> None:
    refusal = official.rename(office(), saver(), found.id, st.session_state[key], now())
    if refusal:
        tell(PLACE, refusal)


def _make(found: Kept, key: str) -> None:
    if st.session_state.get(key, found.form) != found.form:
        _rename(found, key)
    procedure = bool(st.session_state.get(f"from_table_procedure_{found.id}"))
    made = official.make(office(), actor(), found.id, now(), procedure)
    if isinstance(made, Refusal):
        tell(PLACE, made)
    else:
        st.session_state[_MADE] = made


def _discard(found: Kept) -> None:
    refusal = official.discard(office(), actor(), found.id)
    if refusal:
        tell(PLACE, refusal)
    address.change("table")
