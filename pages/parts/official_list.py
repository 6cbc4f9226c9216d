"""Every guess in a line: how it stands, its name, what it was taken for."""

from __future__ import annotations

import streamlit as st

from forms.official import Answer, Guess
from pages.context import t
from pages.parts import html
from pages.parts.official_state import TONES, choose, give, kind_words, state_of
from pages.parts.table import Column, table
from workflows.official import Kept


def draw_list(found: Kept, chosen: Guess | None) -> None:
    counts = found.counts
    with st.container(horizontal=True, vertical_alignment="center"):
        st.html(html.section(t("from_table.guesses")), width="stretch")
        st.button(
            t("from_table.sure_all", count=counts.sure_left), icon=":material/done_all:", key="from_table_sure",
            disabled=not counts.sure_left, on_click=_accept_sure, args=(found,),
        )  # fmt: skip
    columns = [
        Column("state", t("from_table.col_state"), "chip", "92px"),
        Column("title", t("from_table.col_title"), "two"),
        Column("type", t("from_table.col_type"), "two", "34%"),
    ]
    rows = [_row(found, g) for g in found.reading.guesses]
    with st.container(height=420, border=False, key="from_table_list"):
        pressed = table(f"from_table_guesses_{found.id}", columns, rows, t("from_table.guesses"))
    if pressed.opened and (chosen is None or pressed.opened != chosen.id):
        choose(found, pressed.opened)
        st.rerun()


def _row(found: Kept, guess: Guess) -> dict[str, object]:
    state, answer = state_of(found, guess), found.answers.get(guess.id)
    title = answer.title if answer and answer.title else guess.title
    above = next((g.title for g in found.reading.guesses if g.id == guess.table), "")
    kind = answer.type if answer and answer.type else guess.type
    more = [guess.unit] if guess.unit else []
    more += ["、".join(guess.options)[:40]] if guess.options else []
    under = [t("from_table.column_of", table=above)] if above else []
    words = kind_words(guess.kind if kind == guess.type else "field", kind)
    return {
        "id": guess.id, "state": (t(f"from_table.state.{state}"), TONES[state]), "title": (title, *under),
        "type": (words, *more),
    }  # fmt: skip


def _accept_sure(found: Kept) -> None:
    sure = {g.id: Answer() for g in found.reading.guesses if g.is_sure and g.id not in found.answers}
    if give(found, sure):
        choose(found, None)
